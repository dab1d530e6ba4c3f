"""Signing in: a password, then a code of one's own device; one answer and the same work for everybody who fails.

An account belongs to the service, because its seats may be in several areas: all of this reaches across areas.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies import second_factor, throttle
from agencies.acts import Desk
from agencies.directory import actor_of, officer_row, open_officers
from agencies.own_account import tell_of_sign_in
from agencies.seats import seats_of
from agencies.second_factor import step_of, take_step
from agencies.sessions import SignedIn, is_new_device, open_session, replace_session
from agencies.sessions import step_up as renew_session
from agencies.tables import Officer
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import across_areas, transaction
from marac.errors import InvalidForm, NotFound

NOT_SIGNED_IN = "We could not sign you in. Check both and try again."
WRONG_CODE = "Enter the code your app shows now"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened: its token for the cookie, and whether the person has set up a second step."""

    token: str
    has_second_step: bool


@across_areas
async def give_password(desk: Desk, email: str, password: str, *, source: str, device: str) -> Opened:
    """Raises InvalidForm with the one answer for unknown, disabled and wrong, or Throttled."""
    now = desk.clock.now()
    await throttle.take_from_source(source, now=now)
    index = desk.vault.index_email(email)
    subject = throttle.subject_of("password", index)
    await throttle.take_try(subject, now=now)
    row = await (
        Officer.select(Officer.id, Officer.area, Officer.password, Officer.state, Officer.totp_confirmed_at)
        .where(Officer.email_index == index)
        .first()
    )
    stored = row["password"] if row and row["state"] == "active" else None
    if not await desk.vault.check_password(password, stored) or row is None:
        await _refuse(desk, row, now=now, code="password")
        raise InvalidForm({}, general=NOT_SIGNED_IN)
    return await _open_half(desk, row, password, now=now, device=device, subject=subject)


async def give_code(desk: Desk, session: SignedIn, code: str, *, device: str) -> str:
    """The second step by app. Gives the token of the whole session; raises InvalidForm or Throttled."""
    await check_code(desk, session.officer_id, code, wrong=WRONG_CODE)
    return await open_whole(desk, session, device=device, factor="code")


@across_areas
async def give_recovery_code(desk: Desk, session: SignedIn, code: str, *, device: str) -> str:
    """The second step by a code kept on paper."""
    now = desk.clock.now()
    subject = throttle.subject_of("code", str(session.officer_id))
    await throttle.take_try(subject, now=now)
    officer = await officer_row(session.officer_id)
    if not await second_factor.take_recovery_code(officer.id, code, now=now):
        await _refuse(desk, {"id": officer.id, "area": officer.area}, now=now, code="recovery")
        raise InvalidForm({"recovery_code": "Enter a recovery code you have not used before"})
    await throttle.forgive(subject, now=now)
    left = await second_factor.number_of_recovery_codes(officer.id)
    async with transaction():
        await desk.trail.record(
            Event.FACTOR_RECOVERY_USED, by=actor_of(officer, now=now), kind="officer", about=officer.id, left=left
        )
    return await open_whole(desk, session, device=device, factor="recovery")


@across_areas
async def step_up(desk: Desk, session: SignedIn, code: str) -> str:
    """A fresh proof for an act that asks for one. Gives the session's new token."""
    await check_code(desk, session.officer_id, code, wrong=WRONG_CODE)
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    async with transaction():
        token = await renew_session(session, now=now)
        await desk.trail.record(
            Event.SESSION_STEPPED_UP, by=actor_of(officer, now=now), kind="session", about=session.id, factor="code"
        )
    return token


@across_areas
async def check_code(desk: Desk, officer_id: UUID, code: str, *, wrong: str = WRONG_CODE) -> None:
    """Whether this is the code of now, once. Raises InvalidForm or Throttled."""
    now = desk.clock.now()
    subject = throttle.subject_of("code", str(officer_id))
    await throttle.take_try(subject, now=now)
    officer = await officer_row(officer_id)
    _, authenticator = (await open_officers(desk, [officer], by=actor_of(officer, now=now)))[0]
    step = step_of(authenticator.secret, code, now=now) if authenticator.secret else None
    if step is None or not await take_step(officer_id, step):
        await _refuse(desk, {"id": officer_id, "area": officer.area}, now=now, code="code")
        raise InvalidForm({"code": wrong})
    await throttle.forgive(subject, now=now)


@across_areas
async def choose_seat(desk: Desk, session: SignedIn, membership_id: UUID, *, device: str) -> str:
    """Work in this seat from now on. Gives the token of a new session; raises NotFound for a seat of others."""
    now = desk.clock.now()
    seats = {seat.membership_id: seat for seat in await seats_of(session.officer_id, now=now)}
    seat = seats.get(membership_id)
    if seat is None:
        raise NotFound("There is no such seat.")
    officer = await officer_row(session.officer_id)
    async with transaction():
        token = await replace_session(session, device=device, now=now, membership_id=membership_id)
        by = actor_of(officer, now=now, area_id=seat.area.id)
        await desk.trail.record(Event.SEAT_CHOSEN, by=by, kind="session", about=None, membership=str(membership_id))
    return token


async def _open_half(
    desk: Desk, row: dict[str, Any], password: str, *, now: datetime, device: str, subject: str
) -> Opened:
    if desk.vault.needs_new_hash(row["password"]):
        fresh = await desk.vault.hash_password(password)
        await Officer.update({Officer.password: fresh}).where(Officer.id == row["id"])
    await throttle.forgive(subject, now=now)
    by = Actor(area_id=row["area"], officer_id=row["id"], acting_for=None, at=now, business_at=now)
    async with transaction():
        session_id, token = await open_session(row["id"], device=device, now=now, whole=False)
        await desk.trail.record(Event.SESSION_OPENED, by=by, kind="session", about=session_id, factor="password")
    return Opened(token, row["totp_confirmed_at"] is not None)


@across_areas
async def open_whole(desk: Desk, session: SignedIn, *, device: str, factor: str) -> str:
    """In the one seat there is, or in none until it is chosen."""
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    seats = await seats_of(session.officer_id, now=now)
    chosen = session.seat.membership_id if session.seat else None
    only = seats[0].membership_id if len(seats) == 1 else chosen
    is_new = await is_new_device(session.officer_id, device)
    async with transaction():
        token = await replace_session(session, device=device, now=now, membership_id=only)
        await desk.trail.record(
            Event.SESSION_OPENED, by=actor_of(officer, now=now), kind="session", about=None, factor=factor
        )
        if is_new:
            await tell_of_sign_in(desk, officer, now=now)
    return token


async def _refuse(desk: Desk, row: dict[str, Any] | None, *, now: datetime, code: str) -> None:
    """The same leaf for somebody unknown, so that the work is the same."""
    by = Actor(
        area_id=row["area"] if row else None,
        officer_id=row["id"] if row else None,
        acting_for=None,
        at=now,
        business_at=now,
    )
    await desk.trail.record_apart(
        Event.SESSION_REFUSED, by=by, kind="officer", about=by.officer_id, decision="deny", code=code
    )
