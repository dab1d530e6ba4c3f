"""When a risk review of a case is due: some weeks after the last one, at once after an event, at each stage.

Source: SafeLives, Leading Lights risk review and the 2014 practice pack (review every six to eight weeks, after a new
incident or a change, and at closure; a review that failed or was declined is recorded and tried again); HMPPS, risk of
serious harm guidance (a significant event, no fixed interval); London multi-agency policy on adults at risk (at each
stage). All read in November 2026.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marac.dates import months_after, show_date
from meetings.risk.london_adults import STAGES
from meetings.risk.rosh import REVIEW_TRIGGERS


class Record(StrEnum):
    """What is reviewed."""

    DASH = "dash"
    SOAG = "soag"
    ISSP = "issp"
    CASE_REVIEW = "case_review"
    NO_CONTACT = "no_contact"
    ROSH = "rosh"
    LONDON_ADULTS = "london_adults"


WORDS: dict[Record, str] = {
    Record.DASH: "Risk checklist",
    Record.SOAG: "Severity of abuse grid",
    Record.ISSP: "Safety plan",
    Record.CASE_REVIEW: "Case review",
    Record.NO_CONTACT: "Contact with the victim",
    Record.ROSH: "Risk of serious harm",
    Record.LONDON_ADULTS: "Adults at risk assessment",
}
BY_INTERVAL = (Record.DASH, Record.SOAG, Record.ISSP, Record.CASE_REVIEW, Record.NO_CONTACT)
CLOSURE = "closure"
_OF_SERVICE = {
    "new_incident": "A new incident",
    "change": "A change in circumstances",
    CLOSURE: "The support is ending",
}
_OF_STAGES = dict(
    zip(STAGES, ("Alert", "Strategy meeting", "Investigation", "Case conference", "Review meeting"), strict=True)
)
EVENTS: dict[Record, dict[str, str]] = {
    Record.DASH: _OF_SERVICE,
    Record.SOAG: _OF_SERVICE,
    Record.ISSP: _OF_SERVICE,
    Record.CASE_REVIEW: _OF_SERVICE,
    Record.NO_CONTACT: {},
    Record.ROSH: REVIEW_TRIGGERS,
    Record.LONDON_ADULTS: _OF_STAGES,
}
NOT_DONE: dict[str, str] = {
    "declined": "Declined by the victim",
    "not_reached": "Could not be reached",
    "not_safe": "Not safe to ask",
    "no_privacy": "Nowhere private to ask",
    "no_interpreter": "No interpreter",
    "other": "Another reason",
}


class State(StrEnum):
    """Where a review stands. A record that waits for an event alone has no date ahead."""

    NONE_YET = "none_yet"
    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """The area's dated settings."""

    due_days: int = 42
    overdue_days: int = 56
    follow_up_months: int = 6


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """Something that makes a review due at once: when it happened, and when it was told."""

    code: str
    happened_on: date
    told_on: date


@dataclass(frozen=True, slots=True)
class NotDone:
    """A review that was tried and could not be done, and why. It moves no date: it is tried again."""

    reason: str
    tried_on: date


@dataclass(frozen=True, slots=True)
class ReviewClock:
    """One record of one case, judged on one day."""

    record: Record
    state: State
    last_on: date | None
    due_on: date | None
    event: ReviewEvent | None = None
    not_done: NotDone | None = None

    @property
    def waits(self) -> bool:
        return self.state in (State.DUE, State.OVERDUE)


def review_clock(
    record: Record,
    done: Iterable[date],
    events: Iterable[ReviewEvent] = (),
    tries: Iterable[NotDone] = (),
    *,
    today: date,
    rules: ReviewRules,
) -> ReviewClock:
    """Due and overdue by the last review, brought forward by the first event that no review has answered yet."""
    last_on = max(done, default=None)
    every = tuple(events)
    event = _first_unanswered(every, last_on)
    not_done = max((one for one in tries if last_on is None or one.tried_on > last_on), key=_tried_on, default=None)
    if _is_ended(every, event, last_on):
        return ReviewClock(record, State.ENDED, last_on, None)
    due_on = _due_on(record, last_on, event, rules)
    return ReviewClock(record, _state(record, last_on, due_on, today, rules), last_on, due_on, event, not_done)


def _tried_on(one: NotDone) -> date:
    return one.tried_on


def _first_unanswered(events: Iterable[ReviewEvent], last_on: date | None) -> ReviewEvent | None:
    """An event told later than the last review was not known to it, even if it happened before."""
    waiting = [one for one in events if last_on is None or max(one.happened_on, one.told_on) > last_on]
    return min(waiting, key=lambda one: one.told_on, default=None)


def _is_ended(events: Iterable[ReviewEvent], waiting: ReviewEvent | None, last_on: date | None) -> bool:
    """Support that ended, and whose last review was done at or after its end."""
    is_closed = any(one.code == CLOSURE and last_on is not None and one.happened_on <= last_on for one in events)
    return is_closed and waiting is None


def _due_on(record: Record, last_on: date | None, event: ReviewEvent | None, rules: ReviewRules) -> date | None:
    days = [last_on + timedelta(days=rules.due_days)] if last_on and record in BY_INTERVAL else []
    return min([*days, *([event.told_on] if event else [])], default=None)


def _state(record: Record, last_on: date | None, due_on: date | None, today: date, rules: ReviewRules) -> State:
    if due_on is None:
        return State.NONE_YET if last_on is None else State.NOT_DUE
    if record in BY_INTERVAL and last_on and today > last_on + timedelta(days=rules.overdue_days):
        return State.OVERDUE
    return State.DUE if due_on <= today else State.NOT_DUE


def follow_up_due_on(ended_on: date, *, is_agreed: bool, rules: ReviewRules) -> date | None:
    """The call some months after the support ended, only if the victim agreed to it."""
    return months_after(ended_on, rules.follow_up_months) if is_agreed else None


def say_clock(clock: ReviewClock) -> str:
    """`No review since 3 March 2026. Due 14 April 2026.`"""
    if clock.state is State.ENDED:
        return f"Last review {_day(clock.last_on)}. The support has ended."
    since = f"No review since {_day(clock.last_on)}." if clock.last_on else "Not done yet."
    said = [since, *_say_due(clock)]
    if clock.not_done:
        said.append(f"Tried {_day(clock.not_done.tried_on)}: {NOT_DONE[clock.not_done.reason].lower()}. Try again.")
    return " ".join(said)


def _say_due(clock: ReviewClock) -> tuple[str, ...]:
    why = EVENTS[clock.record].get(clock.event.code, "") if clock.event else ""
    told = (f"{why}, told {_day(clock.event.told_on)}: review now.",) if clock.event and why else ()
    if clock.state is State.OVERDUE:
        return (*told, f"Overdue: was due {_day(clock.due_on)}.")
    if told:
        return told
    return (f"Due {_day(clock.due_on)}.",) if clock.due_on else ("Due after a significant event.",)


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
