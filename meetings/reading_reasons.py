"""Why somebody opens minutes of cases that closed long ago: asked once, recorded with each look."""

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from meetings.minutes_reading import require_entitled

REASONS = {
    "new_concern": "There is a new concern about somebody in them",
    "referral": "I am writing or answering a referral",
    "action": "I am checking what was agreed",
    "review": "A review, court or inspection has asked",
    "rights": "Somebody in them asks for their records",
}


async def give_reason(act: Act, meeting_ref: str, code: str) -> str:
    """Put the reason on record; raises NotFound for someone who is entitled to none of these minutes."""
    meeting = await require_entitled(act, meeting_ref)
    if code not in REASONS:
        raise InvalidForm({"reason": "Choose why you are opening these minutes."})
    async with transaction():
        await act.record(Event.REASON_GIVEN, "meeting", meeting.id, reason_code=code, policy="minutes.read")
    return code
