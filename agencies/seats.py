"""The seats a person may work in: one membership of one area, on the days it is in force."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act, AreaOfAct, Desk
from agencies.roles import Role
from agencies.tables import Area, Membership, Officer
from marac.audit.trail import Actor
from marac.clock import PracticeTime, business_moment
from marac.database import across_areas
from marac.dates import day_in_london
from marac.errors import NotFound


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """What one may be in one area, from when until when."""

    membership_id: UUID
    role: Role
    from_on: date
    to_on: date | None
    deputy_for: UUID | None
    agency_id: UUID | None
    agency: str
    area: AreaOfAct
    practice: PracticeTime | None

    def is_active_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def is_active_at(self, now: datetime) -> bool:
        """By the area's own day."""
        return self.is_active_on(day_in_london(business_moment(now, self.practice)))


def seat_columns(membership: Any) -> list[Any]:
    """The columns of a seat, reached from the membership table itself or through a key that leads to it."""
    area = membership.area
    return [
        membership.id.as_alias("seat"),
        membership.role.as_alias("seat_role"),
        membership.from_on.as_alias("seat_from_on"),
        membership.to_on.as_alias("seat_to_on"),
        membership.deputy_for.as_alias("seat_deputy_for"),
        membership.agency.as_alias("seat_agency"),
        membership.agency.name.as_alias("seat_agency_name"),
        *_area_columns(area),
    ]


def seat_of_row(row: dict[str, Any]) -> SeatHeld | None:
    """The seat in a row read with `seat_columns`; None when no seat has been chosen."""
    if row["seat"] is None:
        return None
    return SeatHeld(
        membership_id=row["seat"],
        role=Role(row["seat_role"]),
        from_on=row["seat_from_on"],
        to_on=row["seat_to_on"],
        deputy_for=row["seat_deputy_for"],
        agency_id=row["seat_agency"],
        agency=row["seat_agency_name"] or "",
        area=_area_of_row(row),
        practice=_practice_of_row(row),
    )


@across_areas
async def seats_of(officer_id: UUID, *, now: datetime) -> list[SeatHeld]:
    """The seats a person may choose from today, in the order they were given."""
    rows = await (
        Membership.select(*seat_columns(Membership)).where(Membership.officer == officer_id).order_by(Membership.id)
    )
    seats = [seat_of_row(row) for row in rows]
    return [seat for seat in seats if seat is not None and seat.is_active_at(now)]


def act_in_seat(desk: Desk, seat: SeatHeld, *, officer_id: UUID, now: datetime, session: UUID | None = None) -> Act:
    """An act of this person in this seat. A deputy's is recorded as done for the one they cover."""
    actor = Actor(
        area_id=seat.area.id,
        officer_id=officer_id,
        acting_for=seat.deputy_for,
        at=now,
        business_at=business_moment(now, seat.practice),
        session=str(session) if session else None,
    )
    return Act(
        desk=desk,
        area=seat.area,
        actor=actor,
        officer_id=officer_id,
        agency_id=seat.agency_id,
        role=seat.role,
        roles=frozenset({seat.role}),
        membership_id=seat.membership_id,
    )


async def act_of(desk: Desk, area: AreaOfAct, officer_id: UUID, *, role: Role, now: datetime | None = None) -> Act:
    """What a command or a replay does in somebody's name. Raises NotFound without such a seat in force."""
    now = now or desk.clock.now()
    for seat in await seats_of(officer_id, now=now):
        if seat.area.id == area.id and seat.role == role:
            return act_in_seat(desk, seat, officer_id=officer_id, now=now)
    raise NotFound("This person has no such seat in this area today.")


async def service_act(desk: Desk, area_id: UUID, *, now: datetime | None = None) -> Act:
    """What the service does by itself in an area: no officer, no role, no seat."""
    now = now or desk.clock.now()
    row = await Area.select(*_area_columns(Area)).where(Area.id == area_id).first()
    if row is None:
        raise NotFound("There is no such area.")
    business_at = business_moment(now, _practice_of_row(row))
    actor = Actor(area_id=area_id, officer_id=None, acting_for=None, at=now, business_at=business_at)
    return Act(
        desk=desk,
        area=_area_of_row(row),
        actor=actor,
        officer_id=None,
        agency_id=None,
        role=None,
        roles=frozenset(),
    )


@across_areas
async def officer_with_email(desk: Desk, email: str) -> UUID | None:
    """Who signs in with this address; for commands, never for a page."""
    row = await Officer.select(Officer.id).where(Officer.email_index == desk.vault.index_email(email)).first()
    return row["id"] if row else None


def _area_columns(area: Any) -> list[Any]:
    return [
        area.id.as_alias("area"),
        area.slug.as_alias("area_slug"),
        area.name.as_alias("area_name"),
        area.forum.as_alias("area_forum"),
        area.nation.as_alias("area_nation"),
        area.practice.as_alias("area_practice"),
        area.prefix.as_alias("area_prefix"),
        area.practice_moment.as_alias("area_practice_moment"),
        area.practice_set_at.as_alias("area_practice_set_at"),
    ]


def _area_of_row(row: dict[str, Any]) -> AreaOfAct:
    return AreaOfAct(
        id=row["area"],
        slug=row["area_slug"],
        name=row["area_name"],
        forum=row["area_forum"],
        nation=row["area_nation"],
        practice=bool(row["area_practice"]),
        prefix=row["area_prefix"],
    )


def _practice_of_row(row: dict[str, Any]) -> PracticeTime | None:
    if not row["area_practice"] or row["area_practice_moment"] is None:
        return None
    return PracticeTime(moment=row["area_practice_moment"], set_at=row["area_practice_set_at"])


@across_areas
async def seat_with_membership(membership_id: UUID | None) -> SeatHeld | None:
    """One seat by its membership, whether in force or not; for what was asked for in it."""
    row = await Membership.select(*seat_columns(Membership)).where(Membership.id == membership_id).first()
    return seat_of_row(row) if row else None
