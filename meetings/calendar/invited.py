"""Who may be invited to a meeting about one case: nobody shut out of it, and of a restricted case those named alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.members import AgencyLine, MemberLine, agencies_of, members_of
from agencies.roles import CHAIRS, COORDINATORS
from marac.database import for_everybody
from meetings.asking import ANSWERS
from meetings.tables.documents import Case, Exclusion, NamedReader


@dataclass(frozen=True, slots=True)
class Invitable:
    """The people of an area who may know of one case."""

    agencies: tuple[AgencyLine, ...]
    members: tuple[MemberLine, ...]

    def people_of(self, agency_id: UUID) -> set[UUID]:
        """Who answers for an agency."""
        return {
            member.officer_id for member in self.members if member.agency_id == agency_id and member.role in ANSWERS
        }

    @property
    def chairs(self) -> dict[UUID, UUID | None]:
        """Chairs with their agencies."""
        return {member.officer_id: member.agency_id for member in self.members if member.role in CHAIRS}

    @property
    def coordinators(self) -> set[UUID]:
        return {member.officer_id for member in self.members if member.role in COORDINATORS}


async def invitable(act: Act, case: Case) -> Invitable:
    """On the day of the act."""
    agencies = [agency for agency in await agencies_of(act.area.id, on=act.today) if agency.is_member_on(act.today)]
    officers, barred = await _shut_out(case.id)
    named = await _named(case) if case.restricted else None
    members = [
        member
        for member in await members_of(act.area.id, on=act.today, roles=[*ANSWERS, *CHAIRS, *COORDINATORS])
        if member.officer_id not in officers
        and member.agency_id not in barred
        and (named is None or member.officer_id in named)
    ]
    return Invitable(tuple(agency for agency in agencies if agency.id not in barred), tuple(members))


@for_everybody
async def _shut_out(case_id: UUID) -> tuple[set[UUID], set[UUID]]:
    rows: Sequence[dict[str, UUID | None]] = await Exclusion.select(Exclusion.officer, Exclusion.agency).where(
        (Exclusion.case == case_id) & Exclusion.to_at.is_null()
    )
    return (
        {row["officer"] for row in rows if row["officer"] is not None},
        {row["agency"] for row in rows if row["agency"] is not None},
    )


async def _named(case: Case) -> set[UUID]:
    rows = await NamedReader.select(NamedReader.officer).where(
        (NamedReader.case == case.id) & NamedReader.to_at.is_null()
    )
    return {row["officer"] for row in rows}
