"""What has no place yet, and what came twice: kept, listed for the coordinator, settled by a person."""

import pytest

from marac.errors import InvalidForm, NotFound
from meetings.conflicts import judge_conflict, list_conflicts, read_conflict
from meetings.intake import take_in
from meetings.research_intake import lines_of
from meetings.tables.documents import CaseDocument
from meetings.tables.research import Research
from meetings.unplaced import list_unplaced, place_document, read_unplaced
from tests.cast import Cast
from tests.documents import a_referral, a_return

pytestmark = pytest.mark.anyio


async def test_both_texts_of_one_reference_are_shown_where_they_differ(cast: Cast) -> None:
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    await take_in(bryn, a_referral())
    taken = await take_in(bryn, a_referral(incident_on="2026-08-29"))

    paper = await read_conflict(amina, str(taken.document_ref))

    assert [(each.path, each.first, each.second) for each in paper.differences] == [
        ("incident_on", "2026-08-30", "2026-08-29")
    ]


async def test_another_senders_use_of_the_same_reference_is_never_shown_as_the_first_text(cast: Cast) -> None:
    bryn, nadia, amina = await cast.bryn.act(), await cast.nadia.act(), await cast.amina.act()
    await take_in(nadia, a_referral(referring_agency="moorland-gps", incident_on="2026-08-20"))
    await take_in(bryn, a_referral())
    taken = await take_in(bryn, a_referral(incident_on="2026-08-29"))

    paper = await read_conflict(amina, str(taken.document_ref))

    assert (paper.first["incident_on"], paper.second["incident_on"]) == ("2026-08-30", "2026-08-29")


async def test_keeping_both_makes_the_second_a_later_form_of_the_case(cast: Cast) -> None:
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    await take_in(bryn, a_referral())
    taken = await take_in(bryn, a_referral(incident_on="2026-08-29"))

    with pytest.raises(InvalidForm):
        await judge_conflict(amina, str(taken.document_ref), verdict="burn")
    await judge_conflict(amina, str(taken.document_ref), verdict="keep_both")

    assert await list_conflicts(amina) == ()
    assert await CaseDocument.exists().where(CaseDocument.relation == "later_form")


async def test_a_return_without_a_case_waits_until_somebody_places_it(cast: Cast) -> None:
    amina = await cast.amina.act()
    case = await take_in(await cast.bryn.act(), a_referral())
    taken = await take_in(await cast.nadia.act(), a_return("NM-26-9999"))
    [line] = (await list_unplaced(amina)).lines
    opened = await read_unplaced(amina, line.document_ref)

    await place_document(amina, line.document_ref, case_ref=str(case.case_ref))

    assert (line.document_ref, line.may_be_placed) == (taken.document_ref, True)
    assert opened.answers["agency"] == "moorland-gps"
    assert (await list_unplaced(amina)).lines == ()
    assert await Research.count() == 1
    again = await take_in(await cast.nadia.act(), a_return("NM-26-9999"))
    assert again.result.value == "same"
    with pytest.raises(NotFound):
        await place_document(amina, line.document_ref, case_ref=str(case.case_ref))


def test_lines_kept_back_follow_the_lines_told() -> None:
    told = a_return("NM-26-0001", kept_back=[{"text": "From a relative.", "reason": "Source."}])

    assert [line["share"] for line in lines_of(told)] == ["share", "kept_back"]


async def test_only_the_coordinator_meets_what_has_no_place(cast: Cast) -> None:
    for person in (cast.bryn, cast.grace, cast.petra, cast.cerys):
        with pytest.raises(NotFound):
            await list_unplaced(await person.act())
        with pytest.raises(NotFound):
            await list_conflicts(await person.act())
