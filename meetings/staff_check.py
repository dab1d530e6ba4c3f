"""The silent staff check: is anybody here a colleague? The answer goes to a named owner, not the coordinator.

Source: area protocols for employee cases, as SafeLives asks for them; a match restricts the case at once.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import Entry, open_entries
from agencies.roles import Role
from agencies.tables import Membership, Officer
from marac.ids import uuid7
from meetings.mentions import people_in
from meetings.rules.staff_match import Colleague, is_same_person
from meetings.tables.documents import Case, Exclusion, NamedReader

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StaffMatch:
    """A colleague who seems to be one of the people of a referral."""

    outside_id: str
    officer_id: UUID
    agency_id: UUID | None


async def find_colleagues(act: Act, answers: Json) -> list[StaffMatch]:
    """Look for the people of a referral among the officers of the area. One leaf; never inside a transaction."""
    officers = await Officer.select(Officer.id, Officer.agency).where(
        (Officer.area == act.area.id) & (Officer.state != "ended")
    )
    entries = await open_entries(act, [officer["id"] for officer in officers])
    agencies = {officer["id"]: officer["agency"] for officer in officers}
    return [
        StaffMatch(person.outside_id, officer_id, agencies[officer_id])
        for person in people_in(answers)
        for officer_id, entry in entries.items()
        if is_same_person(person.card, _colleague(entry))
    ]


def _colleague(entry: Entry) -> Colleague:
    names = [entry.given_names, entry.family_name, entry.known_as or "", *entry.previous_names]
    return Colleague.named(names, born_on=entry.born_on)


async def restrict_for_staff(act: Act, case: Case, matches: list[StaffMatch]) -> None:
    """Shut out the colleague and the colleague's agency, and name who decides instead. In the transaction of intake."""
    case.restricted = "staff"
    case.restricted_owner = await _restricted_owner(act)
    agencies = {match.agency_id for match in matches if match.agency_id is not None}
    barred = [_exclusion(act, case, officer=officer) for officer in {match.officer_id for match in matches}]
    barred += [_exclusion(act, case, agency=agency) for agency in agencies]
    await Exclusion.insert(*barred)
    deciders = await _who_decides(act, agencies)
    if deciders:
        await NamedReader.insert(
            *(
                NamedReader(id=uuid7(), area=act.area.id, case=case.id, officer=each, from_at=act.at)
                for each in deciders
            )
        )


def _exclusion(act: Act, case: Case, *, officer: UUID | None = None, agency: UUID | None = None) -> Exclusion:
    return Exclusion(
        id=uuid7(), area=act.area.id, case=case.id, officer=officer, agency=agency, kind="staff", from_at=act.at
    )


async def _running(act: Act, roles: tuple[Role, ...]) -> list[dict[str, Any]]:
    still = Membership.to_on.is_null() | (Membership.to_on >= act.today)
    rows: list[dict[str, Any]] = await Membership.select(
        Membership.officer, Membership.role, Membership.officer.agency.as_alias("agency")
    ).where(
        (Membership.area == act.area.id) & Membership.role.is_in([role.value for role in roles]) & still
        & (Membership.from_on <= act.today)
    )  # fmt: skip
    return rows


async def _restricted_owner(act: Act) -> UUID | None:
    """The privacy officer learns that there is a match, and sees no content."""
    owners = await _running(act, (Role.PRIVACY_OFFICER,))
    return owners[0]["officer"] if owners else None


async def _who_decides(act: Act, agencies: set[UUID]) -> list[UUID]:
    """The chair; the deputy chair where the chair comes from the colleague's agency."""
    for role in (Role.CHAIR, Role.DEPUTY_CHAIR):
        fit = [row["officer"] for row in await _running(act, (role,)) if row["agency"] not in agencies]
        if fit:
            return fit
    return []
