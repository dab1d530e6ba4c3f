"""The one place from which a letter goes to the post."""

from agencies.acts import Act, Desk
from marac.audit.events import Event
from marac.jobs import Payload
from marac.post import Letter, LetterRefused
from meetings.undelivered import note_undelivered


async def hand_over(desk: Desk, act: Act, payload: Payload, letter: Letter, *, kind: str) -> None:
    """At least once. One that is never taken stays on record, and is not tried again."""
    await payload.requires_lease()
    try:
        await desk.post.send(letter)
    except LetterRefused:
        await _note_refused(act, payload, kind)
        return
    async with payload.finishing():
        await act.record(Event.LETTER_SENT, "letter", payload.id, letter=kind)


async def _note_refused(act: Act, payload: Payload, kind: str) -> None:
    """A letter about something that waits goes on the coordinator's list; a link to an account is made anew there."""
    if "subject" not in payload.ids:
        return await note_not_sent(act, payload, kind=kind, code="refused")
    async with payload.finishing():
        await note_undelivered(act, payload.id, payload.ids)
    return None


async def note_not_sent(act: Act, payload: Payload, *, kind: str, code: str) -> None:
    await act.desk.trail.record_apart(
        Event.LETTER_FAILED, by=act.actor, kind="letter", about=payload.id, letter=kind, code=code
    )
