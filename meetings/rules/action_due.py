"""When an action is due: the day that was named, at once, on the day of a review, or by the rule of the area."""

from dataclasses import dataclass
from datetime import date

from meetings.rules.due_dates import understand_date

AT_ONCE = ("now", "immediate", "immediately", "at once", "same day", "asap")
RULE_WORDS = {
    "same_day": "at once",
    "ongoing": "ongoing, reviewed then",
    "default": "by the rule of the area",
    "earlier": "as agreed",
}
NO_REVIEW = "Say when it is reviewed, like ongoing, review 2w; an action without an end needs a day to look at it."
NO_DAY = "Enter a date, like fri, 18/9 or 2w."


@dataclass(frozen=True, slots=True)
class Due:
    """A day with the rule it came by; `message` says what is missing instead."""

    on: date | None
    rule: str = "earlier"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that words about time are told by."""

    today: date
    meeting_on: date
    next_meeting_on: date | None = None
    by_rule: date | None = None  # of the area, where nobody names a day


def understand_due(text: str, days: Calendar) -> Due:
    """Nothing typed is the rule of the area; ongoing needs the day of its review."""
    words = " ".join(text.lower().replace(",", " ").split())
    if not words and days.by_rule is not None:
        return Due(days.by_rule, "default")
    if words in AT_ONCE:
        return Due(max(days.today, days.meeting_on), "same_day")
    if words == "ongoing" or words.startswith("ongoing "):
        return _ongoing(words.removeprefix("ongoing").strip(), days)
    on = _day(words, days)
    return Due(on) if on is not None else Due(None, message=NO_DAY)


def _ongoing(rest: str, days: Calendar) -> Due:
    for word in ("review on ", "reviewed on ", "review by ", "review in ", "review ", "until ", "to "):
        rest = rest.removeprefix(word)
    on = _day(rest, days) if rest else None
    return Due(on, "ongoing") if on is not None else Due(None, message=NO_REVIEW)


def _day(words: str, days: Calendar) -> date | None:
    """The minutes may be written the day after: today is then the day of the meeting or later, never before it."""
    return understand_date(words, today=max(days.today, days.meeting_on), next_meeting_on=days.next_meeting_on)
