"""A form on a case that comes as a file: it finds its case where its sender may put something, or waits for a place."""

from typing import Any

import pytest

from marac.errors import InvalidForm
from meetings.arrivals import Result
from meetings.case_access import exclude
from meetings.case_forms.reading import read_form
from meetings.case_forms.writing import begin_correction, send_form
from meetings.intake import take_in
from meetings.tables.documents import Document
from meetings.unplaced import list_unplaced, place_document
from tests.cast import Cast, Person
from tests.grids import a_grid
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued

pytestmark = pytest.mark.anyio


async def the_case(cast: Cast) -> CaseListed:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    return listed


def a_document(case: CaseListed, **also: Any) -> dict[str, Any]:
    return a_grid(**{"case_number": case.number, **also})


@pytest.mark.parametrize("who", ["bryn", "amina"])
async def test_a_file_finds_its_case_where_its_sender_may_put_something(cast: Cast, who: str) -> None:
    case = await the_case(cast)
    person: Person = getattr(cast, who)

    taken = await take_in(await person.act(), a_document(case))
    again = await take_in(await person.act(), a_document(case))

    assert (taken.result, taken.case_ref) == (Result.RECEIVED, case.ref)
    assert (again.result, again.document_ref) == (Result.SAME, taken.document_ref)


async def test_a_form_of_no_known_case_waits_for_a_place(cast: Cast) -> None:
    case = await the_case(cast)

    unknown = await take_in(await cast.bryn.act(), a_document(case, case_number="NM-26-999"))

    assert (unknown.result, unknown.case_ref) == (Result.NOT_PLACED, None)


async def test_a_form_of_an_agency_that_is_shut_out_is_told_like_one_of_no_case(cast: Cast) -> None:
    case = await the_case(cast)
    await exclude(await cast.amina.act(), case.ref, kind="conflict", agency=cast.bryn.agency_id)

    taken = await take_in(await cast.bryn.act(), a_document(case))

    assert (taken.result, taken.case_ref) == (Result.NOT_PLACED, None)


async def test_a_file_corrects_the_newest_version_alone(cast: Cast) -> None:
    case, bryn = await the_case(cast), await cast.bryn.act()
    await take_in(bryn, a_document(case))

    second = await take_in(bryn, a_document(case, sender_reference="NMP-SOAG-2", corrects="NMP-SOAG-1"))
    third = await take_in(bryn, a_document(case, sender_reference="NMP-SOAG-3", corrects="NMP-SOAG-1"))
    other = await take_in(bryn, a_document(case, sender_reference="NMP-SOAG-4", corrects="NMP-SOAG-9"))

    assert second.result is Result.RECEIVED
    assert (third.result, other.result) == (Result.REJECTED, Result.REJECTED)
    assert third.messages == {"corrects": "Name the newest version; this one was corrected already."}
    assert list(other.messages) == ["corrects"]


async def test_the_coordinator_gives_a_form_its_case_and_it_stands_there(cast: Cast) -> None:
    case, amina = await the_case(cast), await cast.amina.act()
    unknown = await take_in(await cast.bryn.act(), a_document(case, case_number="NM-26-999"))

    [waiting] = (await list_unplaced(amina)).lines
    await place_document(amina, str(unknown.document_ref), case_ref=case.ref)

    assert waiting.may_be_placed and waiting.why == "It names no case number we know."
    paper = await read_form(amina, case.ref, str(unknown.document_ref))
    assert paper.line.agency == "NMP" and (await list_unplaced(amina)).lines == ()
    again = await take_in(await cast.bryn.act(), a_document(case, case_number="NM-26-999"))
    assert (again.result, again.case_ref) == (Result.SAME, case.ref)


async def test_of_two_corrections_of_one_version_the_second_is_told(cast: Cast) -> None:
    case, bryn = await the_case(cast), await cast.bryn.act()
    taken = await take_in(bryn, a_document(case))
    drafts = [await begin_correction(bryn, case.ref, str(taken.document_ref)) for _ in range(2)]
    await send_form(bryn, case.ref, drafts[0])

    with pytest.raises(InvalidForm) as refused:
        await send_form(bryn, case.ref, drafts[1])

    assert refused.value.messages == {"corrects": "Name the newest version; this one was corrected already."}
    assert await Document.count().where(Document.form == "marac-soag") == 2
