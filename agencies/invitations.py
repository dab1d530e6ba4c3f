"""Invitations: one link, one person, one use. Nothing but its hash is kept, and nobody begins by mail alone twice."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from agencies import throttle
from agencies.acts import Act, Desk
from agencies.directory import Authenticator, Entry, actor_of, officer_row, open_entry, open_officers, seal_officer
from agencies.passwords import check_new_password
from agencies.sessions import end_sessions_of, hash_token, open_session
from agencies.tables import Area, Invitation, Officer, RecoveryCode
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import NotFound, Refused
from marac.ids import uuid7
from marac.jobs import Job, later

UNOPENED_DAYS = 7
OPENED_MINUTES = 10
INVITE, RECOVER = "invite", "recover"
USED_UP = "This link cannot be used any more. Ask the administrator of your area for a new one."


@dataclass(frozen=True, slots=True)
class Addressed:
    """An invitation ready to be posted: to whom, and the path of its link."""

    email: str
    path: str


async def make_invitation(act: Act, officer_id: UUID, *, kind: str = INVITE, second: UUID | None = None) -> None:
    """In the caller's transaction. Earlier links of this person are dead from now on."""
    await withdraw_invitations(officer_id, act=act)
    row = Invitation(
        id=uuid7(),
        area=act.area.id,
        officer=officer_id,
        # Nobody knows a token of this hash: the real one is made when the letter leaves.
        token_hash=hash_token(secrets.token_hex(32)),
        kind=kind,
        made_at=act.at,
        by=act.officer_id,
        second=second,
        expires_at=act.at + timedelta(days=UNOPENED_DAYS),
    )
    await Invitation.insert(row)
    await later(
        Job.SEND_INVITATION, area=act.area.id, dedupe=f"invitation:{row.id}", due=act.at, invitation=str(row.id)
    )


async def withdraw_invitations(officer_id: UUID, *, act: Act) -> None:
    """No link of this person works any more."""
    await Invitation.update({Invitation.expires_at: act.at}).where(
        (Invitation.officer == officer_id) & Invitation.used_at.is_null() & (Invitation.expires_at > act.at)
    )


async def address_invitation(act: Act, invitation_id: UUID) -> Addressed:
    """A fresh token for the letter that is about to leave; one sent earlier stops working. Raises NotFound."""
    token = secrets.token_hex(32)
    taken = await (
        Invitation.update({Invitation.token_hash: hash_token(token)})
        .where(
            (Invitation.id == invitation_id)
            & Invitation.opened_at.is_null()
            & Invitation.used_at.is_null()
            & (Invitation.expires_at > act.at)
        )
        .returning(Invitation.officer)
    )
    if not taken:
        raise NotFound("This invitation has ended.")
    entry = await open_entry(act, taken[0]["officer"])
    return Addressed(entry.email, f"/invitation/{token}")


@across_areas
async def open_invitation(desk: Desk, token: str, *, source: str) -> None:
    """The first opening starts ten minutes; there is no second. Raises Refused, the same for every dead link."""
    now = desk.clock.now()
    await throttle.take_from_source(source, now=now)
    opened = await (
        Invitation.update({Invitation.opened_at: now, Invitation.expires_at: now + timedelta(minutes=OPENED_MINUTES)})
        .where(
            (Invitation.token_hash == hash_token(token))
            & Invitation.opened_at.is_null()
            & Invitation.used_at.is_null()
            & (Invitation.expires_at > now)
        )
        .returning(Invitation.id, Invitation.officer)
    )
    if not opened:
        raise Refused(USED_UP)
    officer = await officer_row(opened[0]["officer"])
    async with transaction():
        by = actor_of(officer, now=now)
        await desk.trail.record(Event.INVITATION_OPENED, by=by, kind="invitation", about=opened[0]["id"])


@across_areas
async def use_invitation(desk: Desk, token: str, password: str, *, device: str) -> str:
    """Set the password. Gives the token of a session that leads to the second step.

    Raises InvalidForm for a weak password, and Refused when the link is dead.
    """
    now = desk.clock.now()
    invitation = await _opened(desk, token)
    officer = await officer_row(invitation.officer)
    [(entry, authenticator)] = await open_officers(desk, [officer], by=actor_of(officer, now=now))
    chosen = check_new_password(password, context=await _context(officer, entry))
    hashed = await desk.vault.hash_password(chosen)
    begins_again = invitation.kind == RECOVER
    async with transaction():
        await _use_up(invitation, desk=desk)
        officer.password, officer.state = hashed, "active"
        if begins_again:
            officer.totp_confirmed_at, officer.totp_step, authenticator = None, None, Authenticator()
            await RecoveryCode.delete().where(RecoveryCode.officer == officer.id)
        await seal_officer(desk, officer, entry=entry, authenticator=authenticator)
        await officer.save()
        await end_sessions_of(officer.id, now=now)
        _, session_token = await open_session(officer.id, device=device, now=now, whole=False)
        by = actor_of(officer, now=now)
        if begins_again:
            await desk.trail.record(Event.FACTOR_REMOVED, by=by, kind="officer", about=officer.id, factor="totp")
        await desk.trail.record(Event.OFFICER_JOINED, by=by, kind="officer", about=officer.id)
    for kind, of in (("password", officer.email_index), ("code", str(officer.id)), ("change", str(officer.id))):
        await throttle.forgive(throttle.subject_of(kind, of), now=now)
    return session_token


async def _opened(desk: Desk, token: str) -> Invitation:
    """The invitation somebody opened within the last minutes in this browser."""
    invitation = await (
        Invitation.objects()
        .where(
            (Invitation.token_hash == hash_token(token))
            & Invitation.opened_at.is_not_null()
            & Invitation.used_at.is_null()
            & (Invitation.expires_at > desk.clock.now())
        )
        .first()
    )
    if invitation is None:
        raise Refused(USED_UP)
    return invitation


async def _use_up(invitation: Invitation, *, desk: Desk) -> None:
    used = await (
        Invitation.update({Invitation.used_at: desk.clock.now()})
        .where((Invitation.id == invitation.id) & Invitation.used_at.is_null())
        .returning(Invitation.id)
    )
    if not used:
        raise Refused(USED_UP)


async def _context(officer: Officer, entry: Entry) -> list[str]:
    """Words a password of this person should not be made of."""
    area = await Area.select(Area.name).where(Area.id == officer.area).first()
    return [entry.name, entry.email, area["name"] if area else ""]
