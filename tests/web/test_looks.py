"""Who looked: coordinator and chair see all, an agency its own looks, the privacy officer the log without a case."""

from datetime import timedelta

import pytest

from agencies.acts import Desk
from agencies.tables import Membership
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries, transaction
from marac.jobs import Runner
from marac.web.agenda import AGENDA_PAGES
from marac.web.looks import LOOK_PAGES
from meetings.access import denied
from meetings.handing_out import ask_for_paper, fetch_paper
from meetings.looks import LOOKS_A_PAGE
from meetings.tables.documents import Case
from tasks.registry import handlers_for
from tests.cast import Cast, Person
from tests.fakes import FixedClock
from tests.meeting_of_the_cast import HELD_ON, a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
PAGES = [*LOOK_PAGES, *AGENDA_PAGES]


def told(page: Page) -> list[tuple[str, str]]:
    """Who and what, of every row."""
    return [(row[1].split(",")[0], row[2]) for table in page.tables for row in table.rows]


async def case_of(case_ref: str) -> Case:
    case = await Case.objects().get(Case.ref == case_ref)
    assert case is not None
    return case


async def acted_often(person: Person, case_ref: str, number: int) -> None:
    """So many acts of this person on the case, after everything before."""
    case, act = await case_of(case_ref), await person.act()
    async with transaction():
        for _ in range(number):
            await act.record(Event.RESEARCH_LINE_SHARED, "case", case.id, case=case.id, n=1)


async def looked_at(browser: Browser, cast: Cast) -> str:
    """Bryn and Nadia open the agenda on which the case stands."""
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    for person in (cast.bryn, cast.nadia):
        await knows_nobody(person, meeting)
        await (await browser(person)).get(f"/meetings/{meeting}/agenda")
    return listed.ref


async def test_the_coordinator_sees_who_looked_at_a_case(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.amina)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Who looked"
    who = " ".join(row[1] for row in page.tables[0].rows)
    assert "Bryn Price, representative, Northmoor Constabulary" in who
    assert "Nadia Rahman" in who
    assert "Agenda read, version 1" in [row[2] for row in page.tables[0].rows]
    assert "The log " in page.text


async def test_a_representative_sees_own_looks_alone(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.nadia)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Your looks"
    assert {row[1].split(",")[0] for row in page.tables[0].rows} == {"Nadia Rahman"}


async def test_the_privacy_officer_sees_looks_without_the_case(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.petra)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Who looked"
    assert "Bryn Price" in page.text
    assert "Quarmby" not in page.text


async def test_who_may_not_know_of_a_case_finds_no_looks_at_it(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    for person in (cast.cerys, cast.idris, cast.stella, cast.ada, cast.rosa):
        assert (await (await browser(person)).get(f"/cases/{case_ref}/looks")).status == 404
    assert (await (await browser(cast.petra)).get("/cases/0000000000/looks")).status == 404


async def test_everybody_finds_their_own_looks_without_a_name_of_a_case(browser: Browser, cast: Cast) -> None:
    await looked_at(browser, cast)

    page = await (await browser(cast.bryn)).get("/looks")

    assert page.heading == "Your looks"
    assert "Agenda read, version 1" in page.text
    assert "Quarmby" not in page.text


async def test_looks_beyond_one_page_are_counted_and_offered_page_by_page(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    await acted_often(cast.bryn, case_ref, 2 * LOOKS_A_PAGE)
    amina = await browser(cast.amina)

    first = await amina.get(f"/cases/{case_ref}/looks")
    second = await amina.follow(first, "Next page")
    third = await amina.follow(second, "Next page")

    total = int(first.tables[0].caption.split()[0])
    assert total > 2 * LOOKS_A_PAGE
    assert f"{total} looks and acts in all" in first.text
    assert "on 3 pages; this is page 1" in first.text
    assert "1 to 100 on this page" in first.tables[0].caption
    assert {who for who, _ in told(first)} == {"Bryn Price"}
    everybody = {who for who, _ in told(first) + told(second) + told(third)}
    assert {"Nadia Rahman", "Bryn Price", "Amina Shah"} <= everybody
    assert f"{len(everybody - {'The service itself'})} people, {total} looks" in first.text, "counted over all pages"
    # Each view is a look of its own, so the pages move down by one; nothing falls between them.
    assert sum(len(told(page)) for page in (first, second, third)) == total + 2
    assert third.path == f"/cases/{case_ref}/looks"


@pytest.mark.parametrize(("number", "status"), [("9", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 30, 400)])
async def test_there_is_no_page_of_looks_that_is_none(browser: Browser, cast: Cast, number: str, status: int) -> None:
    case_ref = await looked_at(browser, cast)
    amina = await browser(cast.amina)

    assert (await amina.get(f"/cases/{case_ref}/looks?page={number}")).status == status
    assert (await amina.get(f"/looks?page={number}")).status == status


async def test_own_looks_are_found_under_many_later_ones_of_others(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    await acted_often(cast.bryn, case_ref, 2 * LOOKS_A_PAGE)

    page = await (await browser(cast.nadia)).get(f"/cases/{case_ref}/looks")

    assert ("Nadia Rahman", "Agenda read, version 1") in told(page)
    assert {who for who, _ in told(page)} == {"Nadia Rahman"}
    assert f"Your own looks and acts: {len(told(page))} in all" in page.text


async def test_all_own_looks_are_offered_page_by_page(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    await acted_often(cast.bryn, case_ref, 2 * LOOKS_A_PAGE)
    bryn = await browser(cast.bryn)
    number = await Leaf.count().where(Leaf.actor == cast.bryn.officer_id)

    first = await bryn.get("/looks")
    last = await bryn.get("/looks?page=3")

    assert f"{number} in all, on 3 pages" in first.text
    assert ("Bryn Price", "Agenda read, version 1") in told(last)


async def test_each_view_of_the_looks_is_recorded_once(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    amina = await browser(cast.amina)

    await amina.get(f"/cases/{case_ref}/looks")
    page = await amina.get(f"/cases/{case_ref}/looks")

    case = await case_of(case_ref)
    looks = await Leaf.select(Leaf.actor).where((Leaf.event == "looks:read") & (Leaf.about == case.id))
    assert [look["actor"] for look in looks] == [cast.amina.officer_id] * 2
    assert told(page).count(("Amina Shah", "List of who looked, read")) == 1


async def test_a_denial_is_told_without_what_was_asked(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    await denied(await cast.lena.act(), "case", row="case.see", about=(await case_of(case_ref)).id)

    page = await (await browser(cast.amina)).get(f"/cases/{case_ref}/looks")

    assert told(page)[0] == ("Lena Fischer", "Refused")
    assert "case.see" not in page.text


async def test_a_paper_that_showed_the_case_counts_as_a_look(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock
) -> None:
    meeting = await a_meeting(cast)
    case_ref = (await a_case(cast, meeting)).ref
    await issued(cast, meeting)
    bryn = await knows_nobody(cast.bryn, meeting)
    agenda = await ask_for_paper(bryn, "agenda", "docx", meeting_ref=meeting)
    await Runner(handlers_for(desk), clock, owner="test").run_until_idle()
    await fetch_paper(bryn, agenda)

    page = await (await browser(cast.amina)).get(f"/cases/{case_ref}/looks")

    papers = [what for who, what in told(page) if who == "Bryn Price" and what.startswith("Paper")]
    assert papers == ["Paper fetched, agenda", "Paper made, agenda", "Paper asked for, agenda"]


async def test_who_left_since_is_told_with_the_role_of_that_day(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    case_ref = await looked_at(browser, cast)
    await Membership.update({Membership.to_on: HELD_ON}).where(Membership.officer == cast.bryn.officer_id)
    clock.move(timedelta(days=60))

    page = await (await browser(cast.amina)).get(f"/cases/{case_ref}/looks")

    assert "Bryn Price, representative, Northmoor Constabulary" in page.text


async def test_a_page_of_looks_asks_the_database_15_times_at_most(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)
    await acted_often(cast.bryn, case_ref, 2 * LOOKS_A_PAGE)
    for person in (cast.amina, cast.petra, cast.nadia):
        reader = await browser(person)
        await reader.get("/looks")

        with count_queries() as queries:
            page = await reader.get(f"/cases/{case_ref}/looks")

        assert page.status == 200
        assert queries.number <= 15
