"""A session and its limits: how long it lasts, who ends it, and what a page asks the database to know it."""

from datetime import timedelta

import pytest

from agencies.tables import Officer, Session
from marac.database import count_queries
from marac.web.cookies import SESSION_COOKIE
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio


async def test_after_signing_out_the_cookie_opens_nothing_and_the_browser_is_told_to_forget(
    browser: Browser, cast: Cast
) -> None:
    reader = await browser(cast.amina)
    page = await reader.get("/account")
    token = reader.client.cookies[SESSION_COOKIE]

    out = await reader.client.post(
        "/sign-out", data=page.form("Sign out").fields, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert out.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    reader.client.cookies.set(SESSION_COOKIE, token, domain="desk.test", path="/")
    assert (await reader.get("/account")).heading == "Sign in"
    signed_out = await reader.get("/signed-out")
    assert "Amina" not in signed_out.response.text


@pytest.mark.parametrize(("minutes", "is_in"), [(29, True), (31, False)])
async def test_a_session_ends_when_it_is_not_used_for_half_an_hour(
    browser: Browser, cast: Cast, clock: FixedClock, minutes: int, is_in: bool
) -> None:
    reader = await browser(cast.amina)
    await reader.get("/account")

    clock.move(timedelta(minutes=minutes))

    assert ((await reader.get("/account")).heading == "Your account") == is_in


@pytest.mark.parametrize(("name", "hours"), [("amina", 10), ("bryn", 12)])
async def test_use_extends_no_session_beyond_its_absolute_limit(
    browser: Browser, cast: Cast, clock: FixedClock, name: str, hours: int
) -> None:
    reader = await browser(getattr(cast, name))
    for _ in range(hours * 3 - 1):
        clock.move(timedelta(minutes=20))
        assert (await reader.get("/account")).heading == "Your account"

    clock.move(timedelta(minutes=21))

    assert (await reader.get("/account")).heading == "Sign in"


async def test_somebody_whose_account_has_ended_is_out_at_the_next_request(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    assert (await reader.get("/account")).heading == "Your account"

    await Officer.update({Officer.state: "ended"}).where(Officer.id == cast.bryn.officer_id)

    assert (await reader.get("/account")).heading == "Sign in"


async def test_the_fourth_session_ends_the_one_used_longest_ago(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    readers = []
    for _ in range(4):
        readers.append(await browser(cast.amina))
        clock.move(timedelta(minutes=2))

    assert [(await reader.get("/account")).heading for reader in readers] == ["Sign in", *["Your account"] * 3]


async def test_one_ends_ones_other_sessions_one_or_all(browser: Browser, cast: Cast) -> None:
    here, there, elsewhere = [await browser(cast.amina) for _ in range(3)]
    page = await here.get("/account/sessions")
    assert page.tables[0].caption.startswith("3 sessions")

    page = await here.press(page, "End session 2")
    assert page.tables[0].caption.startswith("2 sessions")
    page = await here.press(page, "End all the others")

    assert page.outcome == "1 other session has ended."
    assert [(await reader.get("/account")).heading for reader in (here, there, elsewhere)] == [
        "Your account",
        "Sign in",
        "Sign in",
    ]


async def test_nobody_ends_the_session_of_somebody_else(browser: Browser, cast: Cast) -> None:
    hers, his = await browser(cast.amina), await browser(cast.bryn)
    page = await his.get("/account/sessions")
    await hers.get("/account")
    [row] = await Session.select(Session.id).where(Session.officer == cast.amina.officer_id)

    answer = await his.client.post(
        "/account/sessions/end",
        data={"csrf": page.forms[0].fields["csrf"], "session": str(row["id"])},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 404
    assert (await hers.get("/account")).heading == "Your account"


async def test_nobody_sits_down_in_the_seat_of_somebody_else(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    page = await reader.get("/account/keys")

    answer = await reader.client.post(
        "/sign-in/seat",
        data={"csrf": page.forms[0].fields["csrf"], "seat": str(cast.amina.membership_id)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422
    assert "Bryn Price, representative" in (await reader.get("/account")).response.text


async def test_a_new_password_must_be_long_and_hard_to_guess_and_ends_other_sessions(
    browser: Browser, cast: Cast
) -> None:
    reader, other = await browser(cast.amina), await browser(cast.amina)
    page = await reader.get("/account/password")
    messages = []
    for new in ("short", "northmoor-amina-shah", "liverpoolfootball1!"):
        tried = await reader.press(page, "Change password", {"old_password": cast.amina.password, "new_password": new})
        messages.append(tried.messages["new-password"])

    changed = await reader.press(
        page, "Change password", {"old_password": cast.amina.password, "new_password": "wicket ferns loop agate"}
    )

    assert messages[0].startswith("Enter at least 15 characters")
    assert messages[1] == messages[2] == "Enter a password that is harder to guess; avoid names, common words and dates"
    assert changed.outcome == "Your password is changed. Other sessions ended: 1."
    assert (await other.get("/account")).heading == "Sign in"


async def test_a_page_of_somebody_signed_in_asks_the_database_once_for_who_it_is(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    await reader.get("/account/keys")

    with count_queries() as queries:
        await reader.get("/account/keys")

    assert queries.number == 1


async def test_use_is_written_down_at_most_once_a_minute(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    reader = await browser(cast.bryn)
    numbers = []

    for seconds in (0, 30, 31, 30):
        clock.move(timedelta(seconds=seconds))
        with count_queries() as queries:
            await reader.client.get("/account/keys")
        numbers.append(queries.number)

    assert numbers[1:] == [1, 2, 1]


async def test_the_page_of_a_deputy_names_whom_they_cover(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.kofi)

    page = await reader.get("/account")

    assert "You act for Bryn Price" in page.response.text


@pytest.mark.parametrize(
    ("path", "is_in", "after"),
    [
        ("/meetings/0000000000/room", True, 2),
        ("/meetings/0000000000/room", True, 0),
        ("/meetings/0000000000/room/0000000000/news/0", False, 2),
        ("/meetings/0000000000/room/0000000000/stream", False, 2),
        ("/meetings/0000000000", False, 2),
    ],
)
async def test_in_the_room_of_a_meeting_a_session_may_rest_for_an_hour(
    browser: Browser, cast: Cast, clock: FixedClock, path: str, is_in: bool, after: int
) -> None:
    reader = await browser(cast.grace)
    clock.move(timedelta(minutes=after))
    await reader.client.get(path)

    clock.move(timedelta(minutes=59))

    assert ((await reader.get("/account")).heading == "Your account") == is_in


async def test_a_page_in_use_is_told_until_when_its_session_lasts(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    reader = await browser(cast.grace)
    page = await reader.get("/account")
    csrf = page.tree.xpath("//input[@name='csrf']/@value")[0]
    clock.move(timedelta(minutes=10))

    answer = await reader.client.post("/account/stay", data={"csrf": csrf}, headers={"Accept": "application/json"})

    assert answer.json() == {"signed_out_at": (clock.now() + timedelta(minutes=30)).isoformat()}
