"""What became of a case, step by step, with who and when; the reasons are opened with the rest of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from meetings.rules.states import WORDS
from meetings.tables.documents import CaseEvent

# The one event of a case that an old log tells of: it was heard long before.
BROUGHT_IN = "brought_in"


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a case."""

    at: datetime
    words: str
    by: str
    reason: str


async def events_of(case_id: UUID) -> list[CaseEvent]:
    found: list[CaseEvent] = (
        await CaseEvent.objects().where(CaseEvent.case == case_id).order_by(CaseEvent.at).order_by(CaseEvent.id)
    )
    return found


async def names_in(act: Act, events: Sequence[CaseEvent]) -> dict[UUID, str]:
    """The officers of these events; for people of the same service."""
    return await names_of(act, {event.by for event in events if event.by is not None})


def _words(event: CaseEvent) -> str:
    words = WORDS[event.to_status]
    return f"Brought in as {words.lower()}" if event.reason_code == BROUGHT_IN else words


def steps(events: Sequence[CaseEvent], reasons: Sequence[str | None], names: dict[UUID, str]) -> tuple[Step, ...]:
    """Oldest first."""
    return tuple(
        Step(event.business_at, _words(event), names.get(event.by, "") if event.by else "", reason or "")
        for event, reason in zip(events, reasons, strict=True)
    )
