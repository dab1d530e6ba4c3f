"""Who is shut out of some cases, asked once for all of them: by name, by agency, or by not being named.

Every list of recipients and every owner of an action goes through here, whoever asks, so that nobody excluded receives.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.tables import Membership
from marac.database import for_everybody
from meetings.many import among
from meetings.tables.documents import Case, Exclusion, NamedReader


@dataclass(frozen=True, slots=True)
class ShutOut:
    """Of each case: whom it is kept from, and for a restricted case who alone is named."""

    officers: Mapping[UUID, frozenset[UUID]]
    agencies: Mapping[UUID, frozenset[UUID]]
    named: Mapping[UUID, frozenset[UUID]]  # a case that is not restricted has no entry

    def keeps_out(self, case_id: UUID, officer: UUID | None, agencies: Collection[UUID | None]) -> bool:
        """Whether this officer, or one of these agencies, must never get anything of the case."""
        if officer in self.officers.get(case_id, ()) or self.agencies.get(case_id, frozenset()) & set(agencies):
            return True
        return officer is not None and case_id in self.named and officer not in self.named[case_id]

    def keeps_out_agency(self, case_id: UUID, agency: UUID) -> bool:
        return agency in self.agencies.get(case_id, ())


@for_everybody
async def shut_out_of(area_id: UUID, case_ids: Collection[UUID]) -> ShutOut:
    """Three statements, however many cases."""
    cases = sorted(set(case_ids))
    if not cases:
        return ShutOut({}, {}, {})
    barred = await Exclusion.select(Exclusion.case, Exclusion.officer, Exclusion.agency).where(
        (Exclusion.area == area_id) & among(Exclusion.case, cases) & Exclusion.to_at.is_null()
    )
    restricted = await Case.select(Case.id).where(
        (Case.area == area_id) & among(Case.id, cases) & Case.restricted.is_not_null()
    )
    named = await NamedReader.select(NamedReader.case, NamedReader.officer).where(
        (NamedReader.area == area_id) & among(NamedReader.case, cases) & NamedReader.to_at.is_null()
    )
    by_case = _grouped([(row["case"], row["officer"]) for row in named])
    return ShutOut(
        _grouped([(row["case"], row["officer"]) for row in barred]),
        _grouped([(row["case"], row["agency"]) for row in barred]),
        {row["id"]: by_case.get(row["id"], frozenset()) for row in restricted},
    )


def _grouped(pairs: Collection[tuple[UUID, UUID | None]]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for case_id, who in pairs:
        if who is not None:
            found.setdefault(case_id, set()).add(who)
    return {case_id: frozenset(people) for case_id, people in found.items()}


@for_everybody
async def agencies_of_officers(area_id: UUID, officers: Collection[UUID], *, on: date) -> dict[UUID, frozenset[UUID]]:
    """The agencies of which these officers are part: an agency shut out is shut out with its people."""
    people = sorted(set(officers))
    if not people:
        return {}
    running = Membership.to_on.is_null() | (Membership.to_on >= on)
    rows = await Membership.select(Membership.officer, Membership.agency).where(
        (Membership.area == area_id) & among(Membership.officer, people) & running
    )
    return _grouped([(row["officer"], row["agency"]) for row in rows])
