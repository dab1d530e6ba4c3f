"""Signing in over HTTP: password, code, seat, and out again; nobody learns who has an account."""

import re
from datetime import timedelta

import pytest

from agencies.tables import Officer, RecoveryCode, Session
from agencies.throttle import FREE_MISSES, MISSES_IN_WINDOW
from marac.audit.tables import Leaf
from marac.database import count_queries
from marac.jobs import Runner
from marac.post import Subject
from marac.web.cookies import SESSION_COOKIE
from tasks.registry import handlers_for
from tests.cast import Cast, Person
from tests.fakes import FakePost, FixedClock
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio


async def give_password(reader: Reader, person: Person, password: str | None = None) -> Page:
    page = await reader.get("/sign-in")
    return await reader.press(page, "Continue", {"email": person.email, "password": password or person.password})


async def sign_in(reader: Reader, person: Person) -> Page:
    page = await give_password(reader, person)
    return await reader.press(page, "Continue", {"code": person.code()})


async def test_a_password_and_a_code_lead_to_ones_work(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)

    page = await give_password(reader, cast.amina)
    assert page.heading == "Confirm it is you"
    await reader.press(page, "Continue", {"code": cast.amina.code()})

    account = await reader.get("/account")
    assert account.heading == "Your account"
    assert "Amina Shah" in account.text
    assert [row["event"] for row in await Leaf.select(Leaf.event).where(Leaf.event == "session:open")] == [
        "session:open",
        "session:open",
    ]


async def test_a_right_password_alone_opens_no_page_but_the_second_step(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)
    await give_password(reader, cast.bryn)

    for path in ("/account", "/account/sessions", "/account/password", "/sign-in/seat"):
        assert (await reader.get(path)).heading == "Confirm it is you"
    # Nor can a mailbox and a password together replace the device.
    assert (await reader.get("/account/second-step")).heading == "Confirm it is you"


@pytest.mark.parametrize("email", ["nobody@northmoor-police.example.org", "", "not an address"])
async def test_an_unknown_address_gets_the_answer_of_a_wrong_password(browser: Browser, cast: Cast, email: str) -> None:
    reader = await browser(None)
    page = await reader.get("/sign-in")

    unknown = await reader.press(page, "Continue", {"email": email, "password": "wrong wrong wrong"})
    known = await reader.press(page, "Continue", {"email": cast.amina.email, "password": "wrong wrong wrong"})

    assert unknown.status == known.status == 422
    assert "We could not sign you in. Check both and try again." in unknown.text
    assert unknown.text == known.text


async def test_unknown_disabled_and_wrong_cost_the_same_number_of_statements(browser: Browser, cast: Cast) -> None:
    await Officer.update({Officer.state: "ended"}).where(Officer.id == cast.hugh.officer_id)
    reader = await browser(None)
    page = await reader.get("/sign-in")
    numbers = []

    for email in ("nobody@example.org", cast.hugh.email, cast.nadia.email):
        with count_queries() as queries:
            await reader.press(page, "Continue", {"email": email, "password": "wrong wrong wrong"})
        numbers.append(queries.number)

    assert len(set(numbers)) == 1


async def test_no_answer_of_the_sign_in_page_repeats_what_was_typed_as_password(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)

    page = await give_password(reader, cast.amina, "plover plover tangent")

    assert "plover" not in page.response.text


async def test_after_five_misses_each_next_try_waits_longer(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    reader = await browser(None)
    waits = []
    for _ in range(FREE_MISSES + 1):
        await give_password(reader, cast.amina, "wrong wrong wrong")

    for seconds in (1, 2, 4):
        refused = await give_password(reader, cast.amina)
        waits.append(int(refused.response.headers["Retry-After"]))
        assert refused.status == 429
        clock.move(timedelta(seconds=seconds))
        await give_password(reader, cast.amina, "wrong wrong wrong")

    assert waits == [1, 2, 4]


async def test_ten_misses_in_a_quarter_of_an_hour_close_the_password_for_a_quarter(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    reader = await browser(None)
    for _ in range(MISSES_IN_WINDOW):
        await give_password(reader, cast.amina, "wrong wrong wrong")
        clock.move(timedelta(seconds=61))

    closed = await give_password(reader, cast.amina)
    assert closed.status == 429
    clock.move(timedelta(minutes=15))
    assert (await give_password(reader, cast.amina)).heading == "Confirm it is you"


async def test_a_code_is_accepted_once(browser: Browser, cast: Cast) -> None:
    first, second = await browser(None), await browser(None)
    code = cast.amina.code()
    await first.press(await give_password(first, cast.amina), "Continue", {"code": code})

    page = await second.press(await give_password(second, cast.amina), "Continue", {"code": code})

    assert page.messages == {"code": "Enter the code your app shows now"}


@pytest.mark.parametrize(("steps", "is_accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
async def test_a_clock_may_be_one_step_off(
    browser: Browser, cast: Cast, clock: FixedClock, steps: int, is_accepted: bool
) -> None:
    reader = await browser(None)
    page = await give_password(reader, cast.amina)
    clock.move(timedelta(seconds=30 * steps))
    code = cast.amina.code()
    clock.move(timedelta(seconds=-30 * steps))

    answered = await reader.press(page, "Continue", {"code": f" {code[:3]} {code[3:]} "})

    assert (answered.heading != "Confirm it is you") == is_accepted


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "000000" * 50])
async def test_what_is_no_code_is_refused_in_the_same_words(browser: Browser, cast: Cast, code: str) -> None:
    reader = await browser(None)
    page = await give_password(reader, cast.amina)

    answered = await reader.press(page, "Continue", {"code": code})

    assert answered.messages == {"code": "Enter the code your app shows now"}


async def test_the_session_gets_a_new_token_at_each_step_and_the_old_ones_are_dead(
    browser: Browser, cast: Cast
) -> None:
    reader, thief = await browser(None), await browser(None)
    page = await give_password(reader, cast.bryn)
    half = reader.client.cookies[SESSION_COOKIE]
    await reader.press(page, "Continue", {"code": cast.bryn.code()})
    whole = reader.client.cookies[SESSION_COOKIE]

    thief.client.cookies.set(SESSION_COOKIE, half, domain="desk.test", path="/")

    assert half != whole
    assert (await thief.get("/account")).heading == "Sign in"
    hashes = [row["token_hash"] for row in await Session.select(Session.token_hash)]
    assert half not in hashes and whole not in hashes


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)
    page = await reader.get("/sign-in")
    form = page.form("Continue").fields

    answer = await reader.client.post(
        "/sign-in",
        data=form | {"email": cast.amina.email, "password": cast.amina.password},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    [cookie] = [line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-desk=")]
    assert answer.status_code == 303
    for flag in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie and "Max-Age" not in cookie


async def test_a_token_chosen_by_the_browser_is_never_taken_over(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)
    chosen = "A" * 43
    reader.client.cookies.set(SESSION_COOKIE, chosen, domain="desk.test", path="/")

    await sign_in(reader, cast.amina)

    assert reader.client.cookies.get(SESSION_COOKIE, domain="desk.test") != chosen


async def test_somebody_with_two_seats_chooses_and_the_session_is_new(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)
    page = await sign_in(reader, cast.viktor)
    assert page.heading == "Where are you working?"
    assert "Northmoor Marac: deputy chair" in page.text
    before = reader.client.cookies[SESSION_COOKIE]

    unchosen = await reader.press(page, "Work here")
    assert unchosen.messages == {"seat": "Choose where you are working now"}
    await reader.press(page, "Work here", {"seat": str(cast.viktor.membership_id)})

    account = await reader.get("/account")
    assert reader.client.cookies[SESSION_COOKIE] != before
    assert "Viktor Hale, representative" in account.response.text


async def test_a_recovery_code_works_once_in_place_of_the_device(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.amina)
    page = await reader.get("/account/second-step")
    key = page.text.partition("Key: ")[2].partition(" Code")[0].replace(" ", "")
    cast.amina.secret = key
    codes = await reader.press(page, "Continue", {"code": cast.amina.code()})
    code = codes.tree.xpath("//li[@class='desk-ref']")[0].text

    headings = []
    for _ in range(2):
        other = await browser(None)
        await give_password(other, cast.amina)
        step = await other.get("/sign-in/recovery-code")
        headings.append((await other.press(step, "Continue", {"recovery_code": code.upper()})).status)

    assert codes.heading == "Keep your recovery codes"
    assert headings[1] == 422 and headings[0] != 422
    assert code.replace("-", "") not in [row["hash"] for row in await RecoveryCode.select(RecoveryCode.hash)]


async def test_a_sign_in_from_a_device_never_used_before_is_told_by_letter(
    browser: Browser, cast: Cast, clock: FixedClock, post: FakePost
) -> None:
    runner = Runner(handlers_for(cast.desk), clock, "post")
    phone = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"}
    for headers in ({}, {}, phone):
        reader = await browser(None)
        reader.client.headers.update(headers)
        await sign_in(reader, cast.bryn)
        clock.move(timedelta(minutes=2))
        await runner.run_until_idle()

    [letter] = post.sent

    assert (letter.to, letter.subject) == (cast.bryn.email, Subject.NEW_SIGN_IN)
    link = re.search(r"/go/([0-9a-z]{10})", letter.text)
    assert link is not None and "iPhone" not in letter.text
    assert (await reader.get(f"/go/{link[1]}/on")).heading == "Where you are signed in"
    assert (await (await browser(cast.amina)).get(f"/go/{link[1]}/on")).status == 404
