"""The stream of one case in the room: counts alone, for whoever may be there at that moment, and no longer."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from agencies.sessions import end_session, find_session
from marac.database import transaction
from marac.errors import NotFound
from marac.web.room_live.stream import STREAM_PAGES
from marac.web.room_live.watching import looking_at, watch
from meetings.intake import take_in
from meetings.minutes import add_line
from meetings.research import asks_of_agency
from meetings.research_lines import read_own_lines, share_line
from meetings.room import close_meeting, mark_for_case
from meetings.room_live import news as held_news
from meetings.room_live.news import News, news_of
from tests.cast import Cast
from tests.documents import a_line, a_return
from tests.meeting_day import Listed, in_session
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*STREAM_PAGES]


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was counted within the same second is not held for the next look of a test."""
    monkeypatch.setattr(held_news, "HELD_SECONDS", 0.0)


async def no_rest() -> None:
    """The next look comes at once."""


async def heard(stream: AsyncIterator[str]) -> list[str]:
    return [said async for said in stream]


async def test_a_stream_says_two_counts_and_says_them_again_only_when_they_change(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    look = looking_at(cast.desk, await cast.grace.session_token(), listed.meeting_ref, listed.case_ref)

    async def write() -> None:
        if not written:
            written.append(await add_line(grace, listed.meeting_ref, listed.case_ref, "decision", "Plan agreed."))

    written: list[object] = []
    said = await heard(watch(look, write, looks=4))

    assert said == [
        "retry: 2000\n\n",
        'event: news\ndata: {"written":0,"done":0}\n\n',
        'event: news\ndata: {"written":1,"done":0}\n\n',
    ]


async def test_an_agency_is_told_of_shared_lines_and_never_of_what_is_written(cast: Cast, listed: Listed) -> None:
    nadia = await cast.nadia.act()
    await take_in(nadia, a_return(listed.case_number, lines=[a_line("Older debt.", share="hold", reason="Old.")]))
    grace = await in_session(cast, listed)
    bryn = await cast.bryn.act()
    before = await news_of(bryn, listed.meeting_ref, listed.case_ref)

    await add_line(grace, listed.meeting_ref, listed.case_ref, "decision", "Plan agreed.")
    [ask] = await asks_of_agency(nadia, listed.meeting_ref)
    [line] = await read_own_lines(nadia, ask.ask_ref)
    after_writing = await news_of(bryn, listed.meeting_ref, listed.case_ref)
    await share_line(nadia, ask.ask_ref, line.n)

    assert before == after_writing == News(0, 0)
    assert await news_of(bryn, listed.meeting_ref, listed.case_ref) == News(0, 1)


async def test_a_stream_ends_when_its_reader_is_out_of_the_room_or_the_meeting_over(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    look = looking_at(cast.desk, await cast.bryn.session_token(), listed.meeting_ref, listed.case_ref)

    async def step_out() -> None:
        await mark_for_case(grace, listed.meeting_ref, listed.case_ref, cast.bryn.officer_id, in_room=False)

    said = await heard(watch(look, step_out, looks=5))
    assert said[-1] == "event: shut\ndata: {}\n\n"

    nadias = looking_at(cast.desk, await cast.nadia.session_token(), listed.meeting_ref, listed.case_ref)

    async def close() -> None:
        await close_meeting(grace, listed.meeting_ref)

    said = await heard(watch(nadias, close, looks=5))
    assert said[-1] == "event: shut\ndata: {}\n\n"


async def test_a_stream_keeps_nobody_signed_in_and_does_not_outlive_the_session(cast: Cast, listed: Listed) -> None:
    await in_session(cast, listed)
    token = await cast.grace.session_token()
    session = await find_session(token)
    assert session is not None
    look = looking_at(cast.desk, token, listed.meeting_ref, listed.case_ref)

    async def twenty_minutes() -> None:
        cast.desk.clock.move(timedelta(minutes=20))  # type: ignore[attr-defined]

    said = await heard(watch(look, twenty_minutes, looks=9))
    after = await find_session(token)
    assert after is not None
    assert (said[-1], after.seen_at) == ("event: over\ndata: {}\n\n", session.seen_at)

    again = await cast.grace.session_token()
    look = looking_at(cast.desk, again, listed.meeting_ref, listed.case_ref)

    async def sign_out() -> None:
        found = await find_session(again)
        assert found is not None
        async with transaction():
            await end_session(found.id, now=cast.desk.clock.now())

    assert (await heard(watch(look, sign_out, looks=3)))[-1] == "event: over\ndata: {}\n\n"


async def test_who_may_not_be_in_the_room_gets_no_stream(browser: Browser, cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    await mark_for_case(grace, listed.meeting_ref, listed.case_ref, cast.bryn.officer_id, in_room=False)
    path = f"/meetings/{listed.meeting_ref}/room/{listed.case_ref}/stream"

    answers = [await (await browser(person)).client.get(path) for person in (cast.bryn, cast.stella, cast.cerys)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with pytest.raises(NotFound):
        await news_of(await cast.cerys.act(), listed.meeting_ref, listed.case_ref)
