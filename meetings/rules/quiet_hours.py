"""Quiet hours: letters that can wait leave when the working day begins, by the area's hours or by one's own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from marac.dates import LONDON, at_london, is_working_day
from meetings.forms.declaration import Json
from meetings.forms.findings import inside


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one wall time to another, as a rule over midnight. The same time twice means none."""

    begin: str
    end: str

    @classmethod
    def of_setting(cls, value: Json) -> "QuietHours":
        begin, end = inside(value, "from"), inside(value, "to")
        if not isinstance(begin, str) or not isinstance(end, str):
            raise TypeError("quiet hours are two times")
        return cls(begin, end)

    def cover(self, wall: time) -> bool:
        begin, end = time.fromisoformat(self.begin), time.fromisoformat(self.end)
        if begin <= end:
            return begin <= wall < end
        return wall >= begin or wall < end


def leaves_at(at: datetime, quiet: QuietHours, *, nation: str, needed_by: datetime | None = None) -> datetime:
    """When a letter asked for at `at` leaves: at once, or when the next working day begins.

    What would then come too late to be of use (`needed_by`) does not wait.
    """
    local = at.astimezone(LONDON)
    is_quiet = quiet.cover(local.time())
    if is_working_day(local.date(), nation) and not is_quiet:
        return at
    later = _next_opening(local.date(), quiet, nation=nation, after=at)
    return at if needed_by is not None and later >= needed_by else later


def _next_opening(day: date, quiet: QuietHours, *, nation: str, after: datetime) -> datetime:
    while True:
        opening = at_london(day, quiet.end)
        if opening > after and is_working_day(day, nation):
            return opening
        day += timedelta(days=1)
