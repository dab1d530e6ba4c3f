"""Who answers for the agencies asked about the cases of a meeting; nobody by a case that is shut to them."""

from uuid import UUID

from marac.database import for_everybody
from meetings.access import Condition
from meetings.many import among
from meetings.tables.documents import Exclusion
from meetings.tables.research import Ask, Assignment


async def asked_officers(meeting_ref: str, of_cases: Condition | None = None) -> set[UUID]:
    """Officers assigned to an ask that stands; of some cases alone where a condition on the ask says so."""
    which: Condition = (Ask.meeting.ref == meeting_ref) & (Ask.state != "not_required")
    asks = Ask.select(Ask.id).where(which if of_cases is None else which & of_cases)
    rows = await Assignment.select(
        Assignment.officer, Assignment.ask.case.as_alias("case"), Assignment.ask.agency.as_alias("agency")
    ).where(Assignment.to_at.is_null() & Assignment.ask.is_in(asks))
    shut = await _shut([row["case"] for row in rows])
    return {row["officer"] for row in rows if not {(row["case"], row["officer"]), (row["case"], row["agency"])} & shut}


@for_everybody
async def _shut(cases: list[UUID]) -> set[tuple[UUID, UUID]]:
    """Each case with the officers and agencies it is shut to."""
    rows = await Exclusion.select(Exclusion.case, Exclusion.officer, Exclusion.agency).where(
        among(Exclusion.case, cases) & Exclusion.to_at.is_null()
    )
    return {(row["case"], row["officer"] or row["agency"]) for row in rows}
