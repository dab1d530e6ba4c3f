"""Search over one's own scope: what is shut to a reader answers like what is not there; each search is on record."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from litestar import get

from agencies.throttle import SEARCHES_AN_HOUR
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries
from marac.ids import show_ref
from marac.web.cases import CASE_PAGES
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page as WebPage
from marac.web.pages import page
from marac.web.people import PEOPLE_PAGES
from marac.web.search import SEARCH_PAGES
from meetings.finding_people import MOST_READ, Asked, SearchPaper
from meetings.intake import take_in
from meetings.tables.finding import SearchRun
from tests.cast import Cast
from tests.documents import a_referral, ellen, frank
from tests.fakes import FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting, issued
from tests.shutting_out import shut_out
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader, Typed

pytestmark = pytest.mark.anyio


@get("/found-in-part", guards=[may("find.run")])
async def found_in_part() -> WebPage:
    """What came of a search in an area too large to read."""
    paper = SearchPaper(Asked(given_names="Ellen", town="Wenbeck"), None, (), is_whole=False, number_more=3)
    return page(
        "search/found.html", heading=Heading.FOUND, paper=paper, prefix="NM", scope="your cases", most_read=MOST_READ
    )


PAGES = [*CASE_PAGES, *PEOPLE_PAGES, *SEARCH_PAGES, found_in_part]
ELLEN = {"given_names": "Ellen", "family_name": "Quarmby"}
NOBODY = {"given_names": "Una", "family_name": "Thornhill"}
NOTHING = "Nothing you may see matches."


@dataclass
class Known:
    """Ellen's case, and one of other people."""

    ellens: str
    others: str


@pytest.fixture
async def known(cast: Cast) -> Known:
    bryn = await cast.bryn.act()
    first = await take_in(bryn, a_referral())
    other = {**ellen(), "given_names": "Maud", "family_name": "Hexley", "born_on": frank()["born_on"]}
    man = {**frank(), "given_names": "Cyril", "family_name": "Hexley", "born_on": ellen()["born_on"]}
    second = await take_in(
        bryn, a_referral(sender_reference="NMP-26-00009", victim=other, perpetrators=[man], children=[])
    )
    return Known(str(first.case_ref), str(second.case_ref))


async def look_for(reader: Reader, typed: Typed) -> Page:
    return await reader.press(await reader.get("/search"), "Find", typed)


async def leaves_of(event: Event) -> list[dict[str, object]]:
    rows = await Leaf.select(Leaf.keys).where(Leaf.event == event.value)
    return [json.loads(row["keys"]) for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({**ELLEN, "born.year": "1985"}, id="year"),
        pytest.param({**ELLEN, "born.day": "27", "born.month": "3", "born.year": "1985"}, id="date"),
        pytest.param({**ELLEN, "town": "wenbeck"}, id="town"),
        pytest.param({"given_names": "Elen", "family_name": "Quarmbey", "born.year": "1985"}, id="misspelt"),
        pytest.param({"given_names": "Quarmby", "family_name": "Ellen", "born.year": "1985"}, id="turned round"),
    ],
)
async def test_somebody_is_found_by_name_with_birth_or_town(
    browser: Browser, cast: Cast, known: Known, typed: Typed
) -> None:
    found = await look_for(await browser(cast.amina), typed)

    [table] = found.tables
    assert table.rows[0][0].startswith("Ellen Quarmby")
    assert table.rows[0][2] == "Victim"
    assert "Maud" not in found.text
    assert "Mill Lane" not in found.response.text


async def test_a_case_is_found_by_its_reference_in_any_way_of_writing(
    browser: Browser, cast: Cast, known: Known
) -> None:
    amina = await browser(cast.amina)

    for written in (known.ellens, f"NM {show_ref(known.ellens)}", known.ellens.upper()):
        found = await look_for(amina, {"reference": written})
        assert f"/cases/{known.ellens}" in found.links.values()


async def test_a_case_is_found_by_its_number(browser: Browser, cast: Cast) -> None:
    case = await a_case(cast, await a_meeting(cast))
    amina = await browser(cast.amina)

    found = await look_for(amina, {"reference": case.number.lower()})

    assert case.number in found.links


async def test_too_little_to_look_for_is_said_and_what_was_typed_stays(
    browser: Browser, cast: Cast, known: Known
) -> None:
    amina = await browser(cast.amina)

    nothing = await look_for(amina, {})
    names_alone = await look_for(amina, ELLEN)
    wrong_year = await look_for(amina, {**ELLEN, "born.year": "85"})

    assert list(nothing.messages) == ["reference"]
    assert list(names_alone.messages) == ["born"]
    assert list(wrong_year.messages) == ["born"]
    assert names_alone.form("Find").fields["family_name"] == ["Quarmby"]
    assert await SearchRun.count() == 0


async def test_a_person_of_a_case_one_may_not_see_answers_like_nobody(
    browser: Browser, cast: Cast, known: Known
) -> None:
    await shut_out(cast.amina, known.ellens)
    amina = await browser(cast.amina)

    for way in ({"born.year": "1985"}, {"town": "Wenbeck"}):
        denied = await look_for(amina, {**ELLEN, **way})
        absent = await look_for(amina, {**NOBODY, **way})
        assert NOTHING in denied.text
        assert masked(denied) == masked(absent)
    denied = await look_for(amina, {"reference": known.ellens})
    absent = await look_for(amina, {"reference": "7k3q9xbd2h"})
    assert masked(denied) == masked(absent)


def masked(page: Page) -> tuple[int, str, list[str]]:
    """The page without its reference, form tokens and times, and the names of its headers."""
    text = page.response.text.replace(page.path.rpartition("/")[2], "")
    kept = [line for line in text.splitlines() if 'name="csrf"' not in line and 'name="once"' not in line]
    return page.status, "\n".join(kept), sorted(page.response.headers)


async def test_denied_and_absent_cost_the_same_statements_and_open_the_same(
    browser: Browser, cast: Cast, known: Known
) -> None:
    await shut_out(cast.amina, known.ellens)
    amina = await browser(cast.amina)
    await look_for(amina, {**NOBODY, "born.year": "1985"})  # Names of the directory are opened once.
    for way in ({"born.year": "1985"}, {"town": "Wenbeck"}):
        costs = []
        for names in (ELLEN, NOBODY):
            found = await look_for(amina, {**names, **way})
            before = await opened()
            with count_queries() as queries:
                await amina.get(found.path)
            costs.append((queries.number, await opened() - before))
        assert costs[0] == costs[1]


async def opened() -> int:
    """How many sealed rows were opened so far, by the log."""
    rows = await Leaf.select(Leaf.keys)
    return sum(json.loads(row["keys"]).get("number_of_objects", 0) for row in rows)


async def test_an_agency_finds_the_people_of_its_own_cases_alone(browser: Browser, cast: Cast, known: Known) -> None:
    meeting_ref = await a_meeting(cast)
    case = await a_case(cast, meeting_ref, number=5)
    await issued(cast, meeting_ref)
    nadia = await browser(cast.nadia)

    own = await look_for(nadia, {**ELLEN, "born.year": "1985"})
    other = await look_for(nadia, {"given_names": "Maud", "family_name": "Hexley", "born.year": "1982"})

    assert {href for href in own.links.values() if href.startswith("/cases/")} == {f"/cases/{case.ref}"}
    assert "your cases in Northmoor Marac" in own.text
    assert NOTHING in other.text


async def test_whoever_has_no_cases_has_no_search(browser: Browser, cast: Cast, known: Known) -> None:
    for person in (cast.stella, cast.rosa, cast.ada):
        reader = await browser(person)
        assert (await reader.get("/search")).status == 404


async def test_every_search_is_on_record_and_its_words_are_sealed(browser: Browser, cast: Cast, known: Known) -> None:
    found = await look_for(await browser(cast.amina), {**ELLEN, "town": "Wenbeck"})

    [leaf] = await leaves_of(Event.SEARCH_RUN)
    assert leaf["way"] == "names_town"
    assert "Quarmby" not in json.dumps(leaf)
    assert await leaves_of(Event.SEARCH_READ)
    row = await SearchRun.objects().first()
    assert row is not None
    assert b"Quarmby" not in bytes(row.words)
    assert "quarmby" not in found.path.lower()


async def test_results_are_shown_to_whoever_searched_alone_and_for_half_a_day(
    browser: Browser, cast: Cast, known: Known, clock: FixedClock
) -> None:
    amina, grace = await browser(cast.amina), await browser(cast.grace)
    found = await look_for(amina, {**ELLEN, "born.year": "1985"})

    assert (await grace.get(found.path)).status == 404
    clock.move(timedelta(hours=13))
    assert (await (await browser(cast.amina)).get(found.path)).status == 404


async def test_after_thirty_searches_within_an_hour_one_waits(browser: Browser, cast: Cast, known: Known) -> None:
    amina = await browser(cast.amina)
    for _ in range(SEARCHES_AN_HOUR):
        await look_for(amina, {"reference": "7k3q9xbd2h"})

    refused = await look_for(amina, {"reference": "7k3q9xbd2h"})

    assert refused.status == 429
    assert refused.heading == "Wait before the next try"


async def test_the_page_says_in_words_that_there_may_be_more(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.amina)).get("/found-in-part")

    assert "3 weaker matches are not shown." in page.text
    assert "There may be more: only the newest 20,000 entries were searched." in page.text
