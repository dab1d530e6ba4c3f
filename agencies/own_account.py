"""What one changes about one's own account: the password, and whether single keys are on."""

import hashlib
from datetime import datetime
from uuid import UUID

from agencies import throttle
from agencies.acts import Desk
from agencies.directory import Entry, actor_of, officer_row, open_officers
from agencies.passwords import check_new_password, normal
from agencies.sessions import SignedIn, end_sessions_of
from agencies.tables import Officer, Proposal
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import InvalidForm
from marac.ids import ALPHABET, REF_LENGTH
from marac.jobs import Job, later
from marac.post import Subject


@across_areas
async def open_own_entry(desk: Desk, session: SignedIn) -> Entry:
    """What the directory holds of oneself."""
    officer = await officer_row(session.officer_id)
    [(entry, _)] = await open_officers(desk, [officer], by=actor_of(officer, now=desk.clock.now()))
    return entry


@across_areas
async def change_password(desk: Desk, session: SignedIn, *, old: str, new: str) -> int:
    """Set a new password and end every other session. Gives the number that ended."""
    now = desk.clock.now()
    subject = throttle.subject_of("change", str(session.officer_id))
    await throttle.take_try(subject, now=now)
    officer = await officer_row(session.officer_id)
    if not await desk.vault.check_password(normal(old), officer.password):
        raise InvalidForm({"old_password": "Enter the password you sign in with now"})
    await throttle.forgive(subject, now=now)
    entry = await open_own_entry(desk, session)
    area = session.seat.area.name if session.seat else ""
    chosen = check_new_password(new, context=[entry.name, entry.email, area], field="new_password")
    hashed = await desk.vault.hash_password(chosen)
    async with transaction():
        await Officer.update({Officer.password: hashed}).where(Officer.id == officer.id)
        ended = await end_sessions_of(officer.id, now=now, but=session.id)
        await desk.trail.record(
            Event.PASSWORD_CHANGED,
            by=actor_of(officer, now=now),
            kind="officer",
            about=officer.id,
            sessions_ended=ended,
        )
    return ended


def account_ref(desk: Desk, officer_id: UUID) -> str:
    """What a letter about one's own account leads by: the same for one person always, and for nobody else."""
    digest = hashlib.sha256(desk.vault.csrf_token(f"account:{officer_id}").encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:REF_LENGTH])


@across_areas
async def place_of_account(desk: Desk, officer_id: UUID, ref: str) -> str | None:
    """Where a letter about one's own account or roles leads; None if this reference is about something else."""
    if ref == account_ref(desk, officer_id):
        return "/account/sessions"
    is_about_me = (Proposal.ref == ref) & (Proposal.officer == officer_id)
    return "/account" if await Proposal.exists().where(is_about_me) else None


async def tell_of_sign_in(desk: Desk, officer: Officer, *, now: datetime) -> None:
    """A letter after a sign-in from a device never used before, in the caller's transaction."""
    await later(
        Job.SEND_LETTER,
        area=officer.area,
        dedupe=f"letter:{Subject.NEW_SIGN_IN.name}:{officer.id}:{int(now.timestamp())}",
        due=now,
        officer=str(officer.id),
        subject=Subject.NEW_SIGN_IN.name,
        ref=account_ref(desk, officer.id),
    )


@across_areas
async def turn_keys(session: SignedIn, *, on: bool) -> None:
    """Single keys are a habit of the person, on every device."""
    await Officer.update({Officer.single_keys: on}).where(Officer.id == session.officer_id)
