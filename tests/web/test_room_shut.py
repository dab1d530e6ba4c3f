"""A case that is shut to somebody while they write it: nothing of their text is lost, and they learn nothing more."""

import pytest

from agencies.roles import SeatKind
from marac.database import transaction
from marac.web.room_case import ROOM_CASE_PAGES
from meetings.case_access import KINDS, exclude
from meetings.minutes import add_line, read_sections
from meetings.minutes_clashes import settle_aside
from meetings.seats import give_seat
from meetings.tables.meeting import Meeting
from tests.cast import Cast
from tests.meeting_day import Listed, in_session, seated
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*ROOM_CASE_PAGES]


async def test_what_is_saved_to_a_case_now_excluded_waits_for_the_chair_and_the_writer_gets_page_not_found(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    meeting = await Meeting.objects().get(Meeting.ref == listed.meeting_ref)
    assert meeting is not None
    async with transaction():
        await give_seat(await cast.amina.act(), meeting.id, cast.hugh.officer_id, SeatKind.MINUTE_TAKER)
    await seated(cast.hugh, listed)
    await add_line(grace, listed.meeting_ref, listed.case_ref, "information", "Bail until October.")
    hugh = await browser(cast.hugh)
    path = f"/meetings/{listed.meeting_ref}/room/{listed.case_ref}"
    page = await hugh.get(path)
    typed = {"section.information": "Bail until October.\nSeen on Friday."}

    await exclude(grace, listed.case_ref, kind=sorted(KINDS)[0], officer=cast.hugh.officer_id)
    kept = await hugh.press(page, "Save the minutes", typed)
    again = await hugh.press(page, "Add the line", {**typed, "line": "/i nmp: Two calls."})

    assert (kept.status, again.status) == (404, 404)
    assert "October" not in kept.text + again.text
    sections = {one.heading: one for one in await read_sections(grace, listed.meeting_ref, listed.case_ref)}
    [aside] = sections["information"].aside
    assert (aside.by, aside.text) == (
        cast.hugh.officer_id,
        "Bail until October.\nSeen on Friday.\n/i nmp: Two calls.",
    )
    assert sections["information"].text == "Bail until October."
    assert not any(one.aside for heading, one in sections.items() if heading != "information")
    await settle_aside(grace, listed.meeting_ref, listed.case_ref, "information", n=aside.n, keep="mine")
    sections = {one.heading: one for one in await read_sections(grace, listed.meeting_ref, listed.case_ref)}
    assert sections["information"].text == aside.text


async def test_nobody_without_a_seat_that_writes_hands_anything_in(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/meetings/{listed.meeting_ref}/room/{listed.case_ref}")
    csrf = page.tree.xpath("//input[@name='csrf']/@value")[0]

    answer = await bryn.client.post(
        f"/meetings/{listed.meeting_ref}/room/{listed.case_ref}/keep",
        data={"csrf": csrf, "section.information": "Not mine to write.", "base.information": "0"},
    )

    assert answer.status_code == 404
    assert not any(one.aside for one in await read_sections(grace, listed.meeting_ref, listed.case_ref))
