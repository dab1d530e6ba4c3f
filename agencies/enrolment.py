"""Setting up the second step: a key for an authenticator app, proved by one code before it counts."""

from agencies import second_factor, throttle
from agencies.acts import Desk
from agencies.directory import Authenticator, Entry, actor_of, officer_row, open_officers, seal_officer
from agencies.second_factor import Enrolment, enrolment, new_secret, step_of
from agencies.sessions import SignedIn
from agencies.sign_in import open_whole
from agencies.tables import Officer
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import InvalidForm

OLD_CODE = "Enter the code shown now; the last one has expired"
ISSUER = "Meeting Desk"


@across_areas
async def begin_enrolment(desk: Desk, session: SignedIn) -> Enrolment:
    """The key to set up in an app; the same one until a code has proved it."""
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    entry, authenticator = (await open_officers(desk, [officer], by=actor_of(officer, now=now)))[0]
    pending = authenticator.pending
    if pending is None:
        pending = new_secret()
        authenticator = Authenticator(secret=authenticator.secret, pending=pending)
        async with transaction():
            await _seal(desk, officer, entry, authenticator)
            await desk.trail.record(Event.FACTOR_BEGUN, by=actor_of(officer, now=now), kind="officer", about=officer.id)
    return enrolment(pending, email=entry.email, service=ISSUER)


@across_areas
async def confirm_enrolment(desk: Desk, session: SignedIn, code: str, *, device: str) -> tuple[str, list[str]]:
    """Prove the new app by one code. Gives the session's new token and ten recovery codes, shown once."""
    now = desk.clock.now()
    subject = throttle.subject_of("code", str(session.officer_id))
    await throttle.take_try(subject, now=now)
    officer = await officer_row(session.officer_id)
    entry, authenticator = (await open_officers(desk, [officer], by=actor_of(officer, now=now)))[0]
    step = step_of(authenticator.pending, code, now=now) if authenticator.pending else None
    if step is None:
        raise InvalidForm({"code": OLD_CODE})
    officer.totp_step, officer.totp_confirmed_at = step, now
    async with transaction():
        await _seal(desk, officer, entry, Authenticator(secret=authenticator.pending))
        codes = await second_factor.make_recovery_codes(officer.id)
        await desk.trail.record(
            Event.FACTOR_ADDED, by=actor_of(officer, now=now), kind="officer", about=officer.id, factor="totp"
        )
    await throttle.forgive(subject, now=now)
    return await open_whole(desk, session, device=device, factor="code"), codes


async def _seal(desk: Desk, officer: Officer, entry: Entry, authenticator: Authenticator) -> None:
    await seal_officer(desk, officer, entry=entry, authenticator=authenticator)
    await officer.save()


@across_areas
async def has_second_step(session: SignedIn) -> bool:
    """Whether this person has proved an app before."""
    return (await officer_row(session.officer_id)).totp_confirmed_at is not None
