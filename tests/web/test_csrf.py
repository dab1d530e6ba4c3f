"""No other site sends a form in somebody's name, and a form sent late or twice loses nothing and does nothing twice."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from agencies.tables import Idempotency, Officer, ParkedForm
from marac.web.cookies import DOOR_COOKIE, SESSION_COOKIE
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.web.conftest import Browser
from tests.web.reader import Reader

pytestmark = pytest.mark.anyio

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}


async def keys_form(reader: Reader) -> dict[str, Any]:
    """The form that turns single keys on: a change anybody can see."""
    return (await reader.get("/account/keys")).form("Turn keys on").fields


async def has_keys(cast: Cast) -> bool:
    row = await Officer.select(Officer.single_keys).where(Officer.id == cast.bryn.officer_id).first()
    return bool(row and row["single_keys"])


async def test_our_own_form_is_taken(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)

    answer = await reader.client.post("/account/keys/turn", data=await keys_form(reader), headers=OURS)

    assert (answer.status_code, answer.headers["location"]) == (303, "/account/keys")
    assert await has_keys(cast)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://desk.test"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://desk.test.elsewhere.example"},
    ],
)
async def test_a_form_from_another_site_finds_no_page_even_with_the_right_token(
    browser: Browser, cast: Cast, headers: dict[str, str]
) -> None:
    reader = await browser(cast.bryn)

    answer = await reader.client.post("/account/keys/turn", data=await keys_form(reader), headers=headers)

    assert answer.status_code == 404
    assert not await has_keys(cast)


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://desk.test"}])
async def test_where_the_browser_does_not_say_the_token_decides(
    browser: Browser, cast: Cast, headers: dict[str, str]
) -> None:
    reader = await browser(cast.bryn)

    answer = await reader.client.post("/account/keys/turn", data=await keys_form(reader), headers=headers)

    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "é"])
async def test_without_the_sessions_own_token_nothing_is_changed(browser: Browser, cast: Cast, token: str) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)

    answer = await reader.client.post("/account/keys/turn", data=form | {"csrf": token}, headers=OURS)

    assert answer.status_code == 409
    assert not await has_keys(cast)


async def test_the_token_of_somebody_else_is_not_taken(browser: Browser, cast: Cast) -> None:
    his, hers = await browser(cast.bryn), await browser(cast.amina)
    form = await keys_form(hers)

    answer = await his.client.post("/account/keys/turn", data=form, headers=OURS)

    assert answer.status_code == 409


async def test_a_form_of_the_seat_one_has_left_is_not_taken_in_the_new_one(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.viktor)
    form = await keys_form(reader)
    seats = await reader.get("/sign-in/seat")
    other = [
        value for value in seats.tree.xpath("//input[@name='seat']/@value") if value != str(cast.viktor.membership_id)
    ]
    await reader.press(seats, "Work here", {"seat": other[0]})

    answer = await reader.client.post("/account/keys/turn", data=form, headers=OURS)

    assert answer.status_code == 409


async def test_the_sign_in_form_is_tied_to_the_browser_that_asked_for_it(browser: Browser, cast: Cast) -> None:
    reader, other = await browser(None), await browser(None)
    form = (await reader.get("/sign-in")).form("Continue").fields
    await other.get("/sign-in")

    answer = await other.client.post(
        "/sign-in", data=form | {"email": cast.bryn.email, "password": cast.bryn.password}, headers=OURS
    )

    assert answer.status_code == 409
    assert SESSION_COOKIE not in other.client.cookies
    assert DOOR_COOKIE in other.client.cookies


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "application/x-www-form-urlencoded; charset=utf-7", ""]
)
async def test_only_forms_are_taken(browser: Browser, cast: Cast, kind: str) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)
    body = f"csrf={form['csrf'][0]}".encode()

    answer = await reader.client.post("/account/keys/turn", content=body, headers=OURS | {"Content-Type": kind})

    assert answer.status_code == 415


async def test_a_form_with_files_carries_the_same_token(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = {name: values[0] for name, values in (await keys_form(reader)).items()}

    answer = await reader.client.post("/account/keys/turn", data=form, files={"file": b"x"}, headers=OURS)
    without = await reader.client.post("/account/keys/turn", data={"a": "b"}, files={"file": b"x"}, headers=OURS)

    assert (answer.status_code, without.status_code) == (303, 409)


async def test_a_form_sent_twice_has_one_effect_and_one_answer(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)

    first, second = [await reader.client.post("/account/keys/turn", data=form, headers=OURS) for _ in range(2)]

    assert (first.status_code, first.headers["location"]) == (second.status_code, second.headers["location"])
    assert await has_keys(cast)
    assert await Idempotency.count() == 1


async def test_the_key_of_a_form_with_other_answers_is_a_conflict(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)
    await reader.client.post("/account/keys/turn", data=form, headers=OURS)

    answer = await reader.client.post("/account/keys/turn", data=form | {"more": "x"}, headers=OURS)

    assert answer.status_code == 409
    assert await has_keys(cast)


async def test_a_form_with_a_mistake_can_be_mended_and_sent_again(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = (await reader.get("/account/password")).form("Change password").fields
    new = {"old_password": cast.bryn.password, "new_password": "wicket ferns loop agate"}

    refused = await reader.client.post("/account/password", data=form | {"new_password": "short"}, headers=OURS)
    taken = await reader.client.post("/account/password", data=form | new, headers=OURS)

    assert (refused.status_code, taken.status_code) == (422, 303)


async def test_a_form_sent_after_the_session_ended_is_kept_sealed_and_given_back(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)
    clock.move(timedelta(minutes=31))

    late = await reader.client.post("/account/keys/turn", data=form | {"note": "Ellen"}, headers=OURS)
    assert (late.status_code, late.headers["location"]) == (303, "/sign-in")
    assert not await has_keys(cast)
    page = await reader.get("/sign-in")
    page = await reader.press(page, "Continue", {"email": cast.bryn.email, "password": cast.bryn.password})
    kept = await reader.press(page, "Continue", {"code": cast.bryn.code()})

    assert kept.heading == "Your text is kept"
    again = await reader.press(kept, "Continue where you were")
    assert again.outcome == "Single keys are on."
    assert await has_keys(cast)
    [row] = await ParkedForm.objects()
    assert b"Ellen" not in bytes(row.body)


async def test_what_was_kept_is_given_to_nobody_else(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)
    clock.move(timedelta(minutes=31))
    await reader.client.post("/account/keys/turn", data=form, headers=OURS)

    page = await reader.get("/sign-in")
    page = await reader.press(page, "Continue", {"email": cast.amina.email, "password": cast.amina.password})
    after = await reader.press(page, "Continue", {"code": cast.amina.code()})

    assert after.heading != "Your text is kept"
    assert not await has_keys(cast)


async def test_a_late_form_without_its_token_is_not_kept(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)
    clock.move(timedelta(minutes=31))

    answer = await reader.client.post("/account/keys/turn", data=form | {"csrf": "0" * 64}, headers=OURS)

    assert answer.status_code == 409
    assert await ParkedForm.count() == 0


async def test_more_than_a_page_takes_is_refused_before_it_is_read(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = {name: values[0] for name, values in (await keys_form(reader)).items()}

    typed = await reader.client.post("/account/keys/turn", data=form | {"more": "x" * 70_000}, headers=OURS)
    sent = await reader.client.post("/account/keys/turn", data=form, files={"file": b"x" * 1_000_000}, headers=OURS)

    assert (typed.status_code, sent.status_code) == (413, 413)
    assert not await has_keys(cast)


async def test_of_one_form_sent_ten_times_at_once_one_has_an_effect(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    form = await keys_form(reader)

    answers = await asyncio.gather(
        *[reader.client.post("/account/keys/turn", data=form, headers=OURS) for _ in range(10)]
    )

    assert {(answer.status_code, answer.headers["location"]) for answer in answers} == {(303, "/account/keys")}
    assert await has_keys(cast)
