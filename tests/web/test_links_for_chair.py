"""Links that weigh more: the chair meets them before the next meeting, with why, and takes one back by one button."""

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.links_for_chair import CHAIR_LINK_PAGES
from marac.web.meetings import MEETING_PAGES
from marac.web.start import START_PAGES
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.tables.meeting import Meeting
from meetings.tables.people import Verdict
from tests.cast import Cast
from tests.documents import a_referral
from tests.shutting_out import shut_out
from tests.suggested import mention_of
from tests.web.conftest import Browser, Two
from tests.web.reader import Reader

pytestmark = pytest.mark.anyio
PAGES = [*BUILDING_PAGES, *CHAIR_LINK_PAGES, *MEETING_PAGES, *START_PAGES]


@pytest.fixture
async def linked(cast: Cast, two: Two) -> Two:
    """Ellen and Frank of both referrals are one pair: the second became a repeat by the last of these verdicts."""
    amina = await cast.amina.act()
    for role in ("victim", "perpetrator"):
        ours, theirs = await mention_of(two.later, role), await mention_of(two.earlier, role)
        await settle_pair(amina, ours, theirs, kind="same")
    return two


async def next_meeting(cast: Cast) -> str:
    """The first one to come."""
    row = (
        await Meeting.select(Meeting.ref)
        .where((Meeting.area == cast.amina.area.id) & (Meeting.starts_at > cast.desk.clock.now()))
        .order_by(Meeting.starts_at)
        .first()
    )
    assert row is not None
    return str(row["ref"])


async def links_of(reader: Reader, cast: Cast) -> str:
    return f"/meetings/{await next_meeting(cast)}/links"


async def test_the_chair_reads_why_whom_who_and_when_and_no_name(browser: Browser, cast: Cast, linked: Two) -> None:
    grace = await browser(cast.grace)

    links = await grace.get(await links_of(grace, cast))

    [table] = links.tables
    [row] = table.rows
    assert (links.heading, table.caption) == ("Links that weigh more", "1 link that weighs more")
    assert row[0].count("Perpetrator in") == 2
    assert row[1:3] == ["It changed whether a referral is a repeat.", "Amina Shah"]
    assert "1 Sep 2026" in row[3]
    assert not [name for name in ("Ellen", "Quarmby", "Frank", "Ostrey", "Mill Lane") if name in links.text]


async def test_one_button_takes_it_back_exactly(browser: Browser, cast: Cast, linked: Two) -> None:
    grace = await browser(cast.grace)
    links = await grace.get(await links_of(grace, cast))

    after = await grace.press(links, "Take back link 1")

    assert after.outcome.startswith("Taken back. Everything is as it was before.")
    assert "No link since the meeting before this one weighs more than others." in after.text
    [taken] = await Verdict.select(Verdict.withdrawn_by).where(Verdict.withdrawn_at.is_not_null())
    assert taken["withdrawn_by"] == cast.grace.officer_id


async def test_meeting_and_agenda_lead_there_with_the_number(browser: Browser, cast: Cast, linked: Two) -> None:
    grace, ref = await browser(cast.grace), await next_meeting(cast)

    meeting, building = await grace.get(f"/meetings/{ref}"), await grace.get(f"/meetings/{ref}/agenda/build")

    for page in (meeting, building):
        assert f"/meetings/{ref}/links" in page.response.text
    assert "Links that weigh more" in meeting.text
    assert "1 to look at" in meeting.text
    assert "1 link of people made since the last meeting weighs more than others." in building.text


async def test_the_chair_begins_the_day_with_their_number(browser: Browser, cast: Cast, linked: Two) -> None:
    grace = await browser(cast.grace)

    links = await grace.follow(await grace.get("/"), "1 link of people weighs more")

    assert links.heading == "Links that weigh more"


async def test_without_such_a_link_the_page_says_so_and_the_agenda_is_silent(
    browser: Browser, cast: Cast, two: Two
) -> None:
    amina, ref = await browser(cast.amina), await next_meeting(cast)

    links, building = await amina.get(f"/meetings/{ref}/links"), await amina.get(f"/meetings/{ref}/agenda/build")

    assert "No link since the meeting before this one weighs more than others." in links.text
    assert "weigh more" not in building.text


async def test_who_is_shut_out_of_one_of_the_cases_meets_no_link_of_it(
    browser: Browser, cast: Cast, linked: Two
) -> None:
    await shut_out(cast.grace, linked.earlier)
    grace, ref = await browser(cast.grace), await next_meeting(cast)

    links, meeting = await grace.get(f"/meetings/{ref}/links"), await grace.get(f"/meetings/{ref}")

    assert "No link since the meeting before this one weighs more than others." in links.text
    assert "to look at" not in meeting.text


async def test_a_link_whose_person_is_also_in_a_case_shut_to_the_reader_is_not_shown(
    browser: Browser, cast: Cast, linked: Two
) -> None:
    """Both its ends are Grace's to see, but what weighs is a third case."""
    third = str((await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00003"))).case_ref)
    amina = await cast.amina.act()
    await settle_pair(
        amina, await mention_of(third, "perpetrator"), await mention_of(linked.later, "perpetrator"), kind="same"
    )
    grace = await browser(cast.grace)
    before = await grace.get(await links_of(grace, cast))

    await shut_out(cast.grace, third)

    assert len(before.tables[0].rows) == 2
    assert "No link since the meeting" in (await grace.get(await links_of(grace, cast))).text


async def test_a_verdict_that_is_not_in_the_list_cannot_be_taken_back_there(
    browser: Browser, cast: Cast, linked: Two
) -> None:
    """The everyday link of the victims is the coordinator's to undo, on the pages of the person."""
    [everyday] = await Verdict.select(Verdict.id).where(Verdict.for_chair.is_null())
    grace = await browser(cast.grace)
    links = await grace.get(await links_of(grace, cast))

    refused = await grace.press(links, "Take back link 1", {"verdict": str(everyday["id"])})

    assert refused.status == 404
    assert await Verdict.count().where(Verdict.withdrawn_at.is_not_null()) == 0


async def test_the_look_is_recorded_and_counting_is_none(browser: Browser, cast: Cast, linked: Two) -> None:
    grace, ref = await browser(cast.grace), await next_meeting(cast)
    await grace.get(f"/meetings/{ref}")
    counted = await Leaf.count().where(Leaf.event == Event.IDENTITY_LISTED.value)

    await grace.get(f"/meetings/{ref}/links")

    [leaf] = await Leaf.select(Leaf.actor, Leaf.keys).where(Leaf.event == Event.IDENTITY_LISTED.value)
    assert (counted, leaf["actor"]) == (0, cast.grace.officer_id)
    assert '"number_of_objects":2' in leaf["keys"].replace(" ", "")


async def test_only_those_who_coordinate_or_chair_get_there(browser: Browser, cast: Cast, linked: Two) -> None:
    for person in (cast.bryn, cast.imran, cast.stella, cast.petra, cast.ada, cast.cerys):
        reader = await browser(person)
        page = await reader.get(await links_of(reader, cast))
        assert (page.status, page.heading) == (404, "Page not found")
