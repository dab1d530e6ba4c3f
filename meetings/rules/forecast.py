"""How full the coming meetings will be: what stands on them, what waits for a decision, and what usually comes.

A forecast, so a number of cases and never a promise: what waits goes to the next meeting that is still open to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEKS_LOOKED_BACK = 12
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class MeetingToFill:
    """One coming ordinary meeting."""

    ref: str
    close_at: datetime
    number_listed: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one meeting will come to."""

    ref: str
    number_listed: int
    number_waiting: int  # referrals without a decision that come before its close
    number_usual: int  # what usually arrives until its close
    capacity: int

    @property
    def number_expected(self) -> int:
        return self.number_listed + self.number_waiting + self.number_usual

    @property
    def number_over(self) -> int:
        return max(0, self.number_expected - self.capacity)


def usual_in_a_week(received_on: Sequence[date], *, today: date) -> float:
    """Referrals in a week, as the last twelve weeks had them."""
    first = today - WEEKS_LOOKED_BACK * _WEEK
    return sum(first <= day < today for day in received_on) / WEEKS_LOOKED_BACK


def forecast(
    meetings: Sequence[MeetingToFill], *, waiting: Sequence[datetime], in_a_week: float, now: datetime
) -> tuple[Forecast, ...]:
    """Each meeting in order of its close takes what waits and what comes between the close before and its own."""
    found, waits, since = [], list(waiting), now
    for meeting in sorted(meetings, key=lambda meeting: meeting.close_at):
        is_open = meeting.close_at > now
        taken = [at for at in waits if at <= meeting.close_at] if is_open else []
        usual = round(in_a_week * (meeting.close_at - since) / _WEEK) if is_open else 0
        found.append(Forecast(meeting.ref, meeting.number_listed, len(taken), usual, meeting.capacity))
        waits = [at for at in waits if at not in taken]
        since = max(since, meeting.close_at)
    return tuple(found)
