"""Signed-in browsers: a row each, found by the hash of its token, with idle and absolute limits.

The database is asked at every request, so a right that was taken away is gone at the next one in every process.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act, Desk
from agencies.roles import CHAIRS, COORDINATORS, Role
from agencies.seats import SeatHeld, act_in_seat, seat_columns, seat_of_row
from agencies.tables import Session
from marac.database import across_areas
from marac.ids import uuid7

# NIST SP 800-63B (rev. 4): re-authentication at AAL2 within 24 hours and after an hour of inactivity at the latest.
IDLE_MINUTES = 30
IDLE_MINUTES_IN_ROOM = 60
ABSOLUTE_HOURS = 12
ABSOLUTE_HOURS_PRIVILEGED = 10
SECOND_STEP_MINUTES = 10
STEP_UP_MINUTES = 15
SESSIONS_AT_ONCE = 3
SEEN_EVERY_SECONDS = 60
PARKED_HOURS = 24
TOKEN_BYTES = 32
PRIVILEGED = COORDINATORS | CHAIRS | {Role.ADMINISTRATOR, Role.MAPPA_COORDINATOR, Role.PANEL_MEMBER}


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session as the pages need it, with the seat chosen in it."""

    id: UUID
    officer_id: UUID
    home_area_id: UUID
    directory_version: int
    made_at: datetime
    seen_at: datetime
    second_factor_at: datetime | None
    stepped_up_at: datetime | None
    ended_at: datetime | None
    room_until: datetime | None
    single_keys: bool | None
    seat: SeatHeld | None

    @property
    def is_whole(self) -> bool:
        """Both steps are done."""
        return self.second_factor_at is not None

    @property
    def ends_at(self) -> datetime:
        """The absolute limit, which no act extends."""
        if not self.is_whole:
            return self.made_at + timedelta(minutes=SECOND_STEP_MINUTES)
        role = self.seat.role if self.seat else None
        hours = ABSOLUTE_HOURS_PRIVILEGED if role in PRIVILEGED else ABSOLUTE_HOURS
        return self.made_at + timedelta(hours=hours)

    @property
    def idle_ends_at(self) -> datetime:
        in_room = self.room_until is not None and self.seen_at < self.room_until
        idle = timedelta(minutes=IDLE_MINUTES_IN_ROOM if in_room else IDLE_MINUTES)
        return min(self.seen_at + idle, self.ends_at)

    def is_over(self, now: datetime) -> bool:
        return self.ended_at is not None or now >= self.idle_ends_at

    def may_come_back(self, now: datetime) -> bool:
        """Whether a form sent in this ended session is kept for its person."""
        return self.is_whole and now < self.made_at + timedelta(hours=PARKED_HOURS)

    def has_stepped_up(self, now: datetime) -> bool:
        limit = timedelta(minutes=STEP_UP_MINUTES)
        return self.stepped_up_at is not None and now < self.stepped_up_at + limit


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in the list of one's own: a coarse device, never an address."""

    id: UUID
    device: str
    made_at: datetime
    seen_at: datetime
    is_this_one: bool


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def open_session(
    officer_id: UUID, *, device: str, now: datetime, whole: bool, membership_id: UUID | None = None
) -> tuple[UUID, str]:
    """A new session and its token, inside the caller's transaction. The oldest beyond the limit ends."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        id=uuid7(),
        token_hash=hash_token(token),
        officer=officer_id,
        membership=membership_id,
        made_at=now,
        seen_at=now,
        second_factor_at=now if whole else None,
        stepped_up_at=now if whole else None,
        device=device,
    )
    await session.save()
    if whole:
        await _end_oldest(officer_id, now=now)
    return session.id, token


async def replace_session(old: SignedIn, *, device: str, now: datetime, membership_id: UUID | None) -> str:
    """The same person with new rights: a new session that keeps the age of the old one, which ends.

    A form of the old seat cannot be sent in the new one, because its token hangs on the session.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await end_session(old.id, now=now)
    await Session(
        token_hash=hash_token(token),
        officer=old.officer_id,
        membership=membership_id,
        made_at=old.made_at if old.is_whole else now,
        seen_at=now,
        second_factor_at=old.second_factor_at or now,
        stepped_up_at=old.stepped_up_at or now,
        device=device,
    ).save()
    await _end_oldest(old.officer_id, now=now)
    return token


async def step_up(session: SignedIn, *, now: datetime) -> str:
    """A fresh proof of the second factor: the session goes on under a new token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await Session.update(
        {Session.token_hash: hash_token(token), Session.stepped_up_at: now, Session.seen_at: now}
    ).where(Session.id == session.id)
    return token


@across_areas
async def find_session(token: str) -> SignedIn | None:
    """The session of this token, ended or not; None if there never was one or its person may no longer sign in."""
    row = await _joined().where(Session.token_hash == hash_token(token)).first()
    if row is None or row["officer_state"] != "active":
        return None
    return _signed_in(row)


def act_for(desk: Desk, session: SignedIn, *, now: datetime) -> Act | None:
    """The act of one request: none before both steps are done, or without a seat that is active today."""
    if session.seat is None or not session.is_whole or session.is_over(now):
        return None
    act = act_in_seat(desk, session.seat, officer_id=session.officer_id, now=now, session=session.id)
    return act if session.seat.is_active_on(act.today) else None


async def mark_seen(session: SignedIn, *, now: datetime, in_room: bool = False) -> SignedIn:
    """The session with this use: at most one write a minute, and never a step back.

    Use in a meeting room lengthens the idle limit after it, from the first page of the room on.
    """
    enters_room = in_room and (session.room_until is None or session.room_until <= now)
    if now < session.seen_at + timedelta(seconds=SEEN_EVERY_SECONDS) and not enters_room:
        return session
    said: dict[Column | str, datetime] = {Session.seen_at: now}
    room_until = session.room_until
    if in_room:
        room_until = said[Session.room_until] = now + timedelta(minutes=IDLE_MINUTES_IN_ROOM)
    await Session.update(said).where((Session.id == session.id) & (Session.seen_at <= now) & Session.ended_at.is_null())
    return replace(session, seen_at=max(session.seen_at, now), room_until=room_until)


@across_areas
async def sessions_of(officer_id: UUID, *, now: datetime, this_one: UUID | None) -> list[SessionLine]:
    """The live sessions of one person, the latest use first."""
    rows = await _joined().where((Session.officer == officer_id) & Session.ended_at.is_null())
    live = [row for row in rows if not (session := _signed_in(row)).is_over(now) and session.is_whole]
    lines = [
        SessionLine(row["id"], row["device"], row["made_at"], row["seen_at"], row["id"] == this_one) for row in live
    ]
    return sorted(lines, key=lambda line: line.seen_at, reverse=True)


async def is_new_device(officer_id: UUID, device: str) -> bool:
    """Whether this person has signed in before, but never from such a device."""
    rows = await (
        Session.select(Session.device)
        .where((Session.officer == officer_id) & Session.second_factor_at.is_not_null())
        .distinct()
    )
    return bool(rows) and device not in {row["device"] for row in rows}


async def end_session(session_id: UUID, *, now: datetime, officer_id: UUID | None = None) -> int:
    """End one session; with an officer given, only if it is theirs."""
    which = (Session.id == session_id) & Session.ended_at.is_null()
    if officer_id is not None:
        which = which & (Session.officer == officer_id)
    return len(await Session.update({Session.ended_at: now}).where(which).returning(Session.id))


async def end_sessions_of(officer_id: UUID, *, now: datetime, but: UUID | None = None) -> int:
    """End every session of a person, or every other one. Gives their number."""
    which = (Session.officer == officer_id) & Session.ended_at.is_null()
    if but is not None:
        which = which & (Session.id != but)
    return len(await Session.update({Session.ended_at: now}).where(which).returning(Session.id))


async def _end_oldest(officer_id: UUID, *, now: datetime) -> None:
    live = await sessions_of(officer_id, now=now, this_one=None)
    for line in live[SESSIONS_AT_ONCE:]:
        await end_session(line.id, now=now)


def _joined() -> Any:
    """A session with its person, seat, area and agency in one statement."""
    return Session.select(
        Session.id,
        Session.officer,
        Session.device,
        Session.made_at,
        Session.seen_at,
        Session.second_factor_at,
        Session.stepped_up_at,
        Session.ended_at,
        Session.room_until,
        Session.officer.state.as_alias("officer_state"),
        Session.officer.single_keys.as_alias("single_keys"),
        Session.officer.area.as_alias("home_area"),
        Session.officer.sealed_version.as_alias("directory_version"),
        *seat_columns(Session.membership),
    )


def _signed_in(row: dict[str, Any]) -> SignedIn:
    return SignedIn(
        id=row["id"],
        officer_id=row["officer"],
        home_area_id=row["home_area"],
        directory_version=row["directory_version"],
        made_at=row["made_at"],
        seen_at=row["seen_at"],
        second_factor_at=row["second_factor_at"],
        stepped_up_at=row["stepped_up_at"],
        ended_at=row["ended_at"],
        room_until=row["room_until"],
        single_keys=row["single_keys"],
        seat=seat_of_row(row),
    )
