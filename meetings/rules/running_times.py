"""When each case of a running order begins and ends: the one place where the times of an agenda are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """A break: between two cases, at the first after which so many minutes have been heard. 0 minutes is none."""

    after: int
    minutes: int


NO_PAUSE = Pause(0, 0)


def offsets(minutes: Sequence[int], pause: Pause = NO_PAUSE) -> tuple[tuple[int, int], ...]:
    """Start and end of each case, in minutes since the meeting began."""
    times: list[tuple[int, int]] = []
    at, has_paused = 0, not pause.minutes
    for each in minutes:
        if not has_paused and times and at >= pause.after:
            at, has_paused = at + pause.minutes, True
        times.append((at, at + each))
        at += each
    return tuple(times)


def planned(
    starts_at: datetime, minutes: Sequence[int], pause: Pause = NO_PAUSE
) -> tuple[tuple[datetime, datetime], ...]:
    """Start and end of each case by the clock."""
    return tuple(
        (starts_at + timedelta(minutes=start), starts_at + timedelta(minutes=end))
        for start, end in offsets(minutes, pause)
    )
