"""What can be chased: one thing that somebody owes by a moment."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from meetings.rules.chase_ladder import Kind


@dataclass(frozen=True, slots=True)
class Thing:
    """Each kind finds its own things that are open now; all that follows is the same for every kind.

    `ref` is what a letter leads to: things of one ref go into one letter. `asked_at`: steps of before are not taken.
    `needed_by`: later than that, a letter is of no use.
    """

    kind: Kind
    id: UUID
    ref: str
    case: UUID | None
    agency: UUID | None
    owners: frozenset[UUID]
    due_at: datetime
    asked_at: datetime
    needed_by: datetime | None = None


# Run as the service: nobody's exclusion hides a thing here, and nobody excluded is ever told of it.
FindThings = Callable[[Act], Awaitable[Sequence[Thing]]]
