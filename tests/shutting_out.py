"""Somebody of the cast is shut out of a case."""

from meetings.tables.documents import Case, Exclusion
from tests.cast import Person


async def shut_out(person: Person, case_ref: str) -> None:
    case = await Case.objects().get(Case.ref == case_ref)
    assert case is not None
    await Exclusion.insert(
        Exclusion(area=case.area, case=case.id, officer=person.officer_id, kind="conflict", from_at=case.received_at)
    )
