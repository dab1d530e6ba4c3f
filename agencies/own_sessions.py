"""One's own sessions: sign out here, on another device, or everywhere else."""

from uuid import UUID

from agencies.acts import Desk
from agencies.directory import actor_of, officer_row
from agencies.sessions import SignedIn, end_session, end_sessions_of
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import NotFound


@across_areas
async def sign_out(desk: Desk, session: SignedIn, *, code: str = "asked") -> None:
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    async with transaction():
        await end_session(session.id, now=now)
        await desk.trail.record(
            Event.SESSION_ENDED, by=actor_of(officer, now=now), kind="session", about=session.id, code=code
        )


@across_areas
async def end_other_session(desk: Desk, session: SignedIn, session_id: UUID) -> None:
    """End one of one's own sessions. Raises NotFound."""
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    async with transaction():
        if not await end_session(session_id, now=now, officer_id=session.officer_id):
            raise NotFound("This session has ended already.")
        await desk.trail.record(
            Event.SESSION_ENDED, by=actor_of(officer, now=now), kind="session", about=session_id, code="other"
        )


@across_areas
async def end_all_others(desk: Desk, session: SignedIn) -> int:
    """End every session of one's own but this one."""
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    async with transaction():
        ended = await end_sessions_of(session.officer_id, now=now, but=session.id)
        await desk.trail.record(
            Event.SESSION_ALL_ENDED, by=actor_of(officer, now=now), kind="officer", about=officer.id, sessions=ended
        )
    return ended
