"""How long a stage of a case may take, and how near its limit is, in working days of the area's nation.

Which stages have a limit and how long each is are local rules; nothing national confirms them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from marac.dates import day_in_london, show_moment, show_time, working_days_between
from meetings.rules.deadlines import due_at
from meetings.rules.settings import SettingRow


class Stage(StrEnum):
    """What one waits for; the value is the dated setting that counts from its beginning."""

    DECISION = "decision_due"  # from receipt
    ANSWER = "answer_due"  # from the return to the referrer
    OPINION = "opinion_due"  # from asking the chair
    EMERGENCY = "emergency_due"  # from asking for an emergency meeting
    FIRST_CONTACT = "idva_contact_due"  # from acceptance
    TRANSFER = "transfer_unaccepted_alarm"  # from sending


class Nearness(StrEnum):
    """Where today stands to a limit."""

    LATER = "later"
    NEXT = "next"  # the next working day
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as it is shown on a day. `tag` is one of the closed list of tags, empty while there is time."""

    due_at: datetime
    nearness: Nearness
    tag: str

    @property
    def is_near(self) -> bool:
        """Shown before it is broken: today, the next working day, or late already."""
        return self.nearness is not Nearness.LATER

    @property
    def is_late(self) -> bool:
        return self.nearness is Nearness.LATE

    @property
    def words(self) -> str:
        """`Due tomorrow, 5pm`; with its day where the tag does not say it."""
        if self.tag in ("Due today", "Due tomorrow"):
            return f"{self.tag}, {show_time(self.due_at)}"
        return f"{self.tag}, {show_moment(self.due_at)}" if self.tag else show_moment(self.due_at)


def stage_limit(stage: Stage, since: datetime, now: datetime, *, nation: str, rows: Iterable[SettingRow]) -> Limit:
    """The limit of a stage that began at a moment, by the rule of the day it began."""
    ends_at = due_at(stage.value, day_in_london(since), nation=nation, rows=rows)
    return limit_at(ends_at, now, nation=nation)


def limit_at(ends_at: datetime, now: datetime, *, nation: str) -> Limit:
    """Any moment by which something is due."""
    nearness = nearness_of(ends_at, now, nation=nation)
    return Limit(ends_at, nearness, _tag(nearness, day_in_london(ends_at), day_in_london(now), nation))


def nearness_of(ends_at: datetime, now: datetime, *, nation: str) -> Nearness:
    """A limit of Monday is near from Friday on: the days between are no working days."""
    if now > ends_at:
        return Nearness.LATE
    due_on, today = day_in_london(ends_at), day_in_london(now)
    if due_on == today:
        return Nearness.TODAY
    return Nearness.NEXT if working_days_between(today, due_on, nation) <= 1 else Nearness.LATER


def _tag(nearness: Nearness, due_on: date, today: date, nation: str) -> str:
    match nearness:
        case Nearness.LATER:
            return ""
        case Nearness.TODAY:
            return "Due today"
        case Nearness.NEXT:
            return "Due tomorrow" if (due_on - today).days == 1 else "Due next working day"
    days = working_days_between(due_on, today, nation)
    # On the day itself, or before the next working day, it is late by none.
    return f"Late by {days} working {'day' if days == 1 else 'days'}" if days else "Overdue"
