"""Accounts over HTTP: by letter from nothing to a whole session, and what two people must do together."""

import re

import pyotp
import pytest
from httpx import Response

from agencies.sessions import find_session
from agencies.tables import Session
from marac.jobs import Job, Runner
from marac.web.cookies import SESSION_COOKIE
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.fakes import FakePost, FixedClock
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
INVITED = {
    "given_names": "Jo",
    "family_name": "Lane",
    "email": "jo.lane@moorland-gps.example.org",
    "agency": "moorland-gps",
    "role": "representative",
}


async def letters_go_out(cast: Cast, clock: FixedClock) -> None:
    await Runner(handlers_for(cast.desk), clock, "post").run_until_idle()


async def invite(reader: Reader, **said: str) -> Page:
    page = await reader.get("/people-and-seats/invite")
    return await reader.press(page, "Send invitation", INVITED | said)


async def handle_of(reader: Reader, name: str) -> str:
    return (await reader.get("/people-and-seats")).links[name]


async def test_an_invited_person_comes_in_by_letter_password_and_app(
    browser: Browser, cast: Cast, clock: FixedClock, post: FakePost
) -> None:
    invited = await invite(await browser(cast.ada))
    await letters_go_out(cast, clock)
    [letter] = post.sent
    link = re.search(r"https://desk.example.org(/invitation/[0-9a-f]{64})", letter.text)
    assert link is not None
    reader = await browser(None)

    page = await reader.press(await reader.get(link[1]), "Begin")
    assert page.heading == "Choose a password"
    page = await reader.press(page, "Continue", {"password": "wicket ferns loop agate"})
    assert page.heading == "Set up your second step"
    secret = page.text.partition("Key: ")[2].partition(" Code")[0].replace(" ", "")
    page = await reader.press(page, "Continue", {"code": pyotp.TOTP(secret).at(clock.now())})

    assert invited.outcome == "Invited. The letter is on its way."
    assert page.heading == "Keep your recovery codes"
    assert len(page.tree.xpath("//ul[contains(@class, 'desk-codes')]/li")) == 10
    assert "Jo Lane, representative" in (await reader.get("/account")).response.text
    assert letter.to == "jo.lane@moorland-gps.example.org"
    assert "Jo" not in letter.text and "Northmoor" not in letter.text


async def test_looking_at_a_link_does_not_open_it_and_a_dead_link_looks_the_same(
    browser: Browser, cast: Cast, clock: FixedClock, post: FakePost
) -> None:
    await invite(await browser(cast.ada))
    await letters_go_out(cast, clock)
    link = re.search(r"/invitation/[0-9a-f]{64}", post.sent[0].text)
    assert link is not None
    scanner, reader = await browser(None), await browser(None)
    dead = "/invitation/" + "0" * 64

    seen = [(await scanner.get(path)).text for path in (link[0], dead)]
    begun = await reader.press(await reader.get(link[0]), "Begin")
    refused = await scanner.press(await scanner.get(dead), "Begin")
    twice = await scanner.press(await scanner.get(link[0]), "Begin")

    assert seen[0] == seen[1]
    assert begun.heading == "Choose a password"
    assert refused.status == 409 and refused.text == twice.text


async def test_an_invitation_with_mistakes_keeps_what_was_typed(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.ada)

    page = await invite(reader, email="jo lane", role="", family_name="Lane")

    assert page.status == 422
    assert page.form("Send invitation").fields["family_name"] == ["Lane"]
    assert page.messages == {"role": "Choose a role"}
    again = await reader.press(page, "Send invitation", {"role": "representative", "email": "jo lane"})
    assert list(again.messages) == ["email"]


async def test_a_powerful_role_waits_on_the_list_and_another_administrator_agrees(browser: Browser, cast: Cast) -> None:
    hers, other = await browser(cast.ada), await browser(cast.agnes)
    page = await hers.get(await handle_of(hers, "Bryn Price"))
    asked = await hers.press(
        page,
        "Ask for this role",
        {
            "role": "chair",
            "agency": "northmoor-police",
            "from_on.day": "1",
            "from_on.month": "9",
            "from_on.year": "2026",
        },
    )
    assert asked.outcome == "The role is asked for. A second administrator must agree before this counts."
    assert "Somebody else must decide" in asked.text

    waiting = await other.get("/people-and-seats")
    [agree] = [words for form in waiting.forms for words, _, value in form.buttons if value == "agree"]
    agreed = await other.press(waiting, agree)

    assert agreed.outcome == "Agreed. It counts from now on."
    assert "representative, chair" in agreed.text


async def test_the_first_administrator_cannot_agree_by_hand(browser: Browser, cast: Cast) -> None:
    hers, other = await browser(cast.ada), await browser(cast.agnes)
    await invite(hers, role="coordinator")
    waiting = await other.get("/people-and-seats")
    [form] = [form for form in waiting.forms if "/waiting/" in form.action]
    own = (await hers.get("/people-and-seats")).forms[0].fields

    answer = await hers.client.post(form.action, data=own | {"act": "agree"}, headers=OURS)

    assert answer.status_code == 409
    assert "A second person must agree" in answer.text


async def test_ending_an_account_takes_effect_at_the_next_click(browser: Browser, cast: Cast) -> None:
    his, hers = await browser(cast.bryn), await browser(cast.ada)
    assert (await his.get("/account")).heading == "Your account"

    page = await hers.get(await handle_of(hers, "Bryn Price"))
    ended = await hers.press(page, "End all access")

    assert ended.outcome == "All access has ended: sessions, links and roles."
    assert (await his.get("/account")).heading == "Sign in"


async def test_a_grave_act_without_a_fresh_proof_is_kept_and_done_after_it(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    reader = await browser(cast.ada)
    page = await reader.get(await handle_of(reader, "Bryn Price"))
    await Session.update({Session.stepped_up_at: None}).where(Session.officer == cast.ada.officer_id)

    page = await reader.press(page, "End all access")
    assert page.heading == "Confirm it is you"
    assert await find_session(await cast.bryn.session_token()) is not None
    before = reader.client.cookies[SESSION_COOKIE]
    page = await reader.press(page, "Continue", {"code": cast.ada.code()})
    assert page.heading == "Your text is kept"
    assert reader.client.cookies[SESSION_COOKIE] != before
    page = await reader.press(page, "Continue where you were")

    assert page.outcome == "All access has ended: sessions, links and roles."


async def test_a_colleague_reports_a_lost_device_and_the_coordinator_agrees(
    browser: Browser, cast: Cast, clock: FixedClock, post: FakePost
) -> None:
    his, hers = await browser(cast.kofi), await browser(cast.amina)
    page = await his.get("/lost-access")
    [bryn] = page.tree.xpath("//option[text()='Bryn Price']/@value")
    reported = await his.press(page, "Report it", {"colleague": bryn})
    assert "reports wait" not in reported.text

    waiting = await hers.get("/lost-access")
    [agree] = [words for form in waiting.forms for words, _, value in form.buttons if value == "agree"]
    agreed = await hers.press(waiting, agree)
    await letters_go_out(cast, clock)

    assert agreed.outcome == "Agreed. A letter with a link is on its way."
    assert [letter.to for letter in post.sent] == [cast.bryn.email]


@pytest.mark.parametrize(
    "path", ["/people-and-seats", "/people-and-seats/invite", "/people-and-seats/0", "/lost-access"]
)
async def test_a_steering_reader_finds_no_such_page(browser: Browser, cast: Cast, path: str) -> None:
    reader = await browser(cast.stella)

    page = await reader.get(path)

    assert (page.status, page.heading) == (404, "Page not found")


def test_the_job_of_an_invitation_is_one_of_the_closed_list() -> None:
    assert Job("send-invitation") is Job.SEND_INVITATION


def masked(response: Response) -> str:
    return re.sub(r'value="[A-Za-z0-9_-]{32,}"', "", response.text)


async def test_an_account_of_the_next_area_looks_like_one_that_does_not_exist(browser: Browser, cast: Cast) -> None:
    hers = await browser(cast.ada)

    answers = [await hers.client.get(f"/people-and-seats/{handle}") for handle in ("0" * 20, "f" * 20)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert masked(answers[0]) == masked(answers[1])
