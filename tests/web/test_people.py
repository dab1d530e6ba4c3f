"""One person over several cases: only what the reader's own cases say, and every look on record."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.cases import CASE_PAGES
from marac.web.people import PEOPLE_PAGES
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.tables.documents import Case
from meetings.tables.people import Mention
from tests.cast import Cast
from tests.documents import a_referral, a_return, ellen, frank
from tests.meeting_of_the_cast import a_meeting
from tests.shutting_out import shut_out
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *PEOPLE_PAGES]
NOTHING_ELSE: dict[str, Any] = {"aliases": [], "born_on": None, "addresses": [], "identifiers": {}, "note": None}


@dataclass
class Linked:
    """Ellen as victim in August; in March she was named as a perpetrator, under another name."""

    victim_of: str
    perpetrator_of: str


@pytest.fixture
async def linked(cast: Cast) -> Linked:
    meeting_ref = await a_meeting(cast)
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    told = a_referral(
        referred_on="2026-03-14",
        incident_on="2026-03-12",
        victim={**ellen(), "given_names": "Frank", "family_name": "Ostrey", "born_on": frank()["born_on"]},
        perpetrators=[{**frank(), "given_names": "Elena", "family_name": "Quarmbie"}],
        children=[],
    )
    first = await take_in(bryn, told)
    await accept_referral(amina, str(first.case_ref), Acceptance(meeting_ref))
    second = await take_in(bryn, a_referral(sender_reference="NMP-26-00002", perpetrators=[frank()]))
    two = Linked(str(second.case_ref), str(first.case_ref))
    ours, theirs = await mention_of(two.victim_of, "victim"), await mention_of(two.perpetrator_of, "perpetrator")
    await settle_pair(amina, ours, theirs, kind="same")
    return two


async def mention_of(case_ref: str, role: str) -> UUID:
    [row] = await Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == role))
    found: UUID = row["id"]
    return found


async def test_a_timeline_tells_of_every_case_one_may_open_and_of_the_role_in_each(
    browser: Browser, cast: Cast, linked: Linked
) -> None:
    amina = await browser(cast.amina)

    timeline = await amina.get(f"/people/{linked.victim_of}/1")

    assert timeline.heading == "Timeline"
    assert "Named as perpetrator. Referred by Northmoor Constabulary" in timeline.text
    assert "1 September 2026" in timeline.text
    assert "In 2 cases you may open." in timeline.text


async def test_a_person_shows_nothing_of_a_case_one_may_not_see(browser: Browser, cast: Cast, linked: Linked) -> None:
    await shut_out(cast.amina, linked.perpetrator_of)
    amina = await browser(cast.amina)

    seen = [await amina.get(f"/people/{linked.victim_of}/1{page}") for page in ("", "/names", "/cases")]

    assert [page.status for page in seen] == [200, 200, 200]
    for page in seen:
        assert "Quarmbie" not in page.text
        assert "perpetrator" not in page.text.lower()
        assert linked.perpetrator_of not in page.response.text
    assert "In 1 case you may open." in seen[0].text
    assert (await amina.get(f"/people/{linked.perpetrator_of}/2")).heading == "Page not found"


async def test_a_place_that_nobody_has_answers_like_a_case_that_is_not_there(
    browser: Browser, cast: Cast, linked: Linked
) -> None:
    amina = await browser(cast.amina)

    nobody, nowhere = await amina.get(f"/people/{linked.victim_of}/9"), await amina.get("/people/7k3q9xbd2h/1")

    assert (nobody.status, nobody.text) == (nowhere.status, nowhere.text) == (404, nobody.text)


async def test_both_spellings_stay_with_whoever_said_them(browser: Browser, cast: Cast, linked: Linked) -> None:
    amina = await browser(cast.amina)

    names = await amina.get(f"/people/{linked.victim_of}/1/names")

    [table] = names.tables
    said = [(row[0], row[1], row[3]) for row in table.rows]
    assert ("Name", "Ellen Quarmby", "1 September 2026") in said
    assert ("Name", "Elena Quarmbie", "14 March 2026") in said
    assert "Mill Lane" not in names.text


@pytest.fixture
async def corrected(cast: Cast, linked: Linked) -> Linked:
    """The GPs know Frank as Franklin."""
    [case] = await Case.select(Case.case_number).where(Case.ref == linked.perpetrator_of)
    franklin = {**NOTHING_ELSE, "given_names": "Franklin", "family_name": "Ostrey"}
    person = {"role": "victim", "index": 0, "name_as_listed": "Frank Ostrey", "accurate": "no", "corrections": franklin}
    await take_in(await cast.nadia.act(), a_return(case["case_number"], persons=[person]))
    return linked


async def test_what_a_return_corrects_is_accepted_or_not_and_stays_either_way(
    browser: Browser, cast: Cast, corrected: Linked
) -> None:
    amina = await browser(cast.amina)
    names = await amina.get(f"/people/{corrected.perpetrator_of}/1/names")
    assert franklin_in(names) == [("Franklin Ostrey", "Moorland GP Federation", "Proposed")]

    for button, state in (("Accept", "Accepted"), ("Do not accept", "Not accepted")):
        [words] = [words for form in names.forms for words, _, _ in form.buttons if words.startswith(f"{button} value")]
        names = await amina.press(names, words)
        assert names.outcome.startswith(f"{state}.")
        assert franklin_in(names) == [("Franklin Ostrey", "Moorland GP Federation", state)]
        assert any(row[1] == "Frank Ostrey" for row in names.tables[0].rows)


def franklin_in(names: Page) -> list[tuple[str, str, str]]:
    return [(row[1], row[2], row[5]) for row in names.tables[0].rows if "Franklin" in row[1]]


async def test_what_is_proposed_is_for_coordinator_and_chair_until_it_is_accepted(
    browser: Browser, cast: Cast, corrected: Linked
) -> None:
    grace, imran = await browser(cast.grace), await browser(cast.imran)

    proposed = [await reader.get(f"/people/{corrected.perpetrator_of}/1/names") for reader in (grace, imran)]

    assert [page.status for page in proposed] == [200, 200]
    assert ["Franklin" in page.text for page in proposed] == [True, False]
    assert not [form for form in proposed[0].forms if form.action.endswith("/values")]


async def test_only_chosen_kinds_are_shown_and_the_choice_stands_in_plain_words_in_the_address(
    browser: Browser, cast: Cast, linked: Linked
) -> None:
    amina = await browser(cast.amina)
    timeline = await amina.get(f"/people/{linked.victim_of}/1")

    some = await amina.press(timeline, "Show these", {"kinds": ["incidents"]})

    assert some.path == f"/people/{linked.victim_of}/1/showing/incidents"
    assert "Latest abuse, as the referral says" in some.text
    assert "Referred by" not in some.text
    assert (await amina.get(f"/people/{linked.victim_of}/1/showing/everything")).status == 404


async def test_a_link_is_undone_from_the_person_it_made(browser: Browser, cast: Cast, linked: Linked) -> None:
    amina = await browser(cast.amina)
    cases = await amina.get(f"/people/{linked.victim_of}/1/cases")
    [undo] = [words for form in cases.forms for words, _, _ in form.buttons if words.startswith("Undo this link")]

    after = await amina.press(cases, undo)

    assert after.outcome == "Taken back. Everything is as it was before."
    assert len(after.tables[0].rows) == 1


async def test_reading_a_person_is_itself_recorded(browser: Browser, cast: Cast, linked: Linked) -> None:
    amina = await browser(cast.amina)

    await amina.get(f"/people/{linked.victim_of}/1")

    leaves = await Leaf.select(Leaf.actor).where(Leaf.event == Event.PERSON_READ.value)
    assert {leaf["actor"] for leaf in leaves} == {cast.amina.officer_id}
