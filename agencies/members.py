"""The agencies of an area and their people: what kind an agency is, and who is what in it, on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.roles import Role
from agencies.tables import Agency, AgencyName, AgencyType, Membership


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency as it is on a day."""

    id: UUID
    slug: str
    name: str
    short: str
    type: str
    national_code: str
    core: bool
    telephone: str
    secure_email: str
    joined_on: date
    left_on: date | None
    isa_signed_on: date | None
    nation: str
    mail_domains: str = ""

    def is_member_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One role of one person. Names are asked of the directory."""

    membership_id: UUID
    officer_id: UUID
    outside_id: str | None
    state: str
    role: Role
    agency_id: UUID | None
    from_on: date
    to_on: date | None
    deputy_for: UUID | None

    def is_active_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


async def agencies_of(area_id: UUID, *, on: date) -> list[AgencyLine]:
    """Every agency of the area with its type on that day, those who left included, in order of name."""
    rows = await Agency.select().where(Agency.area == area_id).order_by(Agency.name)
    types = await AgencyType.select().where(AgencyType.area == area_id).order_by(AgencyType.from_on)
    return [_line(row, types, on=on) for row in rows]


async def former_names_of(area_id: UUID) -> dict[UUID, list[tuple[str, date]]]:
    """The names agencies bore earlier, each with its last day."""
    found: dict[UUID, list[tuple[str, date]]] = {}
    for row in await AgencyName.select().where(AgencyName.area == area_id).order_by(AgencyName.to_on):
        found.setdefault(row["agency"], []).append((row["name"], row["to_on"]))
    return found


async def members_of(
    area_id: UUID, *, on: date | None = None, roles: Collection[Role] = (), agency_id: UUID | None = None
) -> list[MemberLine]:
    """The roles held in an area: on a day, or ever; narrowed to some roles or to one agency."""
    query = Membership.select(
        *Membership.all_columns(),
        Membership.officer.outside_id.as_alias("outside_id"),
        Membership.officer.state.as_alias("state"),
    ).where(Membership.area == area_id)
    if agency_id is not None:
        query = query.where(Membership.agency == agency_id)
    members = [_member(row) for row in await query.order_by(Membership.id)]
    wanted = [member for member in members if not roles or member.role in roles]
    return [member for member in wanted if on is None or (member.is_active_on(on) and member.state != "ended")]


def type_on(types: list[dict[str, Any]], day: date) -> tuple[str, str]:
    """Type and national code on a day; before the first row the first one rules."""
    ruling = [row for row in types if row["from_on"] <= day and (row["to_on"] is None or day <= row["to_on"])]
    chosen = ruling[-1:] or types[:1]
    return (chosen[0]["type"], chosen[0]["national_code"]) if chosen else ("other", "other")


def _line(row: dict[str, Any], types: list[dict[str, Any]], *, on: date) -> AgencyLine:
    kind, national_code = type_on([each for each in types if each["agency"] == row["id"]], on)
    kept = {name: row[name] for name in AgencyLine.__slots__ if name in row}
    return AgencyLine(**kept, type=kind, national_code=national_code)


def _member(row: dict[str, Any]) -> MemberLine:
    return MemberLine(
        membership_id=row["id"],
        officer_id=row["officer"],
        outside_id=row["outside_id"],
        state=row["state"],
        role=Role(row["role"]),
        agency_id=row["agency"],
        from_on=row["from_on"],
        to_on=row["to_on"],
        deputy_for=row["deputy_for"],
    )
