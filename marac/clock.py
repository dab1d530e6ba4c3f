"""The two clocks: machine time for keys, sessions and leaves; business time for the days of an area."""

from dataclasses import dataclass
from datetime import UTC, datetime


class Clock:
    """Machine time. The only place that reads the clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PracticeTime:
    """A practice area stands at `moment`, plus the machine time since `set_at`."""

    moment: datetime
    set_at: datetime


def business_moment(now: datetime, practice: PracticeTime | None) -> datetime:
    """The area's own time for received, decided, due, heard, age and window."""
    if practice is None:
        return now
    return practice.moment + (now - practice.set_at)
