"""The ladder of every chase: when the one who owes something is reminded, and when somebody further up is told.

`chase_before` and `chase_after` say when the owner is reminded; the ladder of the kind says, rung by rung, how many
working days after the due day the next rung is told as well. All are dated settings, read on the day of being due.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from marac.dates import add_working_days, at_london, day_in_london
from meetings.forms.findings import inside
from meetings.rules.deadlines import chase_days
from meetings.rules.settings import SettingRow, value_on

# Chases of another day than the due day go out when the day's work begins.
AT_MORNING = "09:00"


class Kind(StrEnum):
    """What is chased."""

    RESEARCH = "research"
    ACTION = "action"
    MINUTES = "minutes"


class Rung(StrEnum):
    """Who is told, from the one who owes it upwards."""

    REPRESENTATIVE = "representative"
    DEPUTIES = "deputies"
    MAILBOX = "mailbox"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    STEERING = "steering"


RUNG_WORDS = {
    Rung.REPRESENTATIVE: "owner",
    Rung.DEPUTIES: "deputies",
    Rung.MAILBOX: "agency mailbox",
    Rung.COORDINATOR: "coordinator",
    Rung.CHAIR: "chair",
    Rung.STEERING: "steering group",
}
ORDER = tuple(Rung)
# The setting that holds one number of working days for each rung above the owner; a short list ends the ladder early.
LADDERS = {Kind.RESEARCH: "research_ladder", Kind.ACTION: "action_ladder", Kind.MINUTES: "minutes_ladder"}


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of the ladder: working days from the due day (before it: negative), and who is told then."""

    days: int
    at: datetime
    rungs: frozenset[Rung]

    @property
    def is_reminder(self) -> bool:
        """Sent before anything is late."""
        return self.days < 0

    @property
    def top(self) -> Rung:
        return max(self.rungs, key=ORDER.index)


def steps_of(due_at: datetime, *, kind: Kind, nation: str, rows: Iterable[SettingRow]) -> tuple[Step, ...]:
    """Every step in the order of time. The owner is told at each: a step up is a reminder too."""
    rows = tuple(rows)
    due_on = day_in_london(due_at)
    told: dict[int, set[Rung]] = {}
    for chase in chase_days(due_on, nation=nation, rows=rows):
        told.setdefault(chase.days_from_due, set())
    ladder = inside(value_on(rows, LADDERS[kind], due_on), "working_days")
    for rung, days in zip(ORDER[1:], ladder if isinstance(ladder, list) else [], strict=False):
        if isinstance(days, int):
            told.setdefault(days, set()).add(rung)
    return tuple(
        Step(days, _moment(due_at, days, nation), frozenset({Rung.REPRESENTATIVE, *told[days]}))
        for days in sorted(told)
    )


def _moment(due_at: datetime, days: int, nation: str) -> datetime:
    """On the due day itself at the very moment; nobody is late before it."""
    if days == 0:
        return due_at
    return at_london(add_working_days(day_in_london(due_at), days, nation), AT_MORNING)


def step_to_take(
    steps: Sequence[Step], *, now: datetime, asked_at: datetime, taken: Collection[int] = ()
) -> Step | None:
    """The newest step whose moment has come since it was asked. After a standstill the steps before it stay left out,
    so that nobody finds four letters in a row; `taken` are the days of the steps that were taken."""
    come = [step for step in steps if asked_at < step.at <= now]
    if not come or come[-1].days <= max(taken, default=come[-1].days - 1):
        return None
    return come[-1]


def rung_reached(steps: Sequence[Step], *, now: datetime) -> Rung | None:
    """How far up the ladder it has come by now; nothing before the first step after the due day."""
    come = [step.top for step in steps if step.at <= now and not step.is_reminder]
    return max(come, key=ORDER.index) if come else None


def next_step(steps: Sequence[Step], *, now: datetime) -> Step | None:
    """The step to come."""
    return next((step for step in steps if step.at > now), None)
