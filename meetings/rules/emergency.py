"""An emergency meeting: when it can be held, and whether those it needs at least are there.

Local defaults, not confirmed against national guidance: by telephone or video inside one working day, with the police,
the Idva, the referrer and, where there are children, children's social care. The chair may go on without one of them.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from marac.dates import add_working_days, at_london, day_in_london, is_working_day
from meetings.rules.asking import EMERGENCY_TYPES

NOTICE = timedelta(minutes=30)
QUARTER = timedelta(minutes=15)
LENGTH = timedelta(minutes=30)
TIMES = ("10:00", "14:00", "16:00")
MOST_LATER = 3
# Not every place has its own telephone or link; both go round with the invitation.
HOW = {"video": "Video call", "telephone": "Telephone call", "room": "In a room"}

_NOT_THERE = {
    "police": "Nobody of the police is invited.",
    "idva": "No Idva is invited.",
    "childrens_social_care": "Nobody of children’s social care is invited, and there are children.",
}
NO_REFERRER = "Nobody of the agency that referred is invited."
TOO_FAR = "This is later than one working day from now."


def suggested_times(now: datetime, *, until: datetime, nation: str) -> tuple[datetime, ...]:
    """As soon as people can be rung, and the hours that fit before the limit."""
    soon = _on_the_quarter(now + NOTICE)
    today = day_in_london(now)
    days = ([today] if is_working_day(today, nation) else []) + [add_working_days(today, 1, nation)]
    hours = [at_london(day, at) for day in days for at in TIMES]
    return (soon, *[at for at in hours if soon + NOTICE <= at <= until][:MOST_LATER])


def _on_the_quarter(at: datetime) -> datetime:
    start = datetime.min.replace(tzinfo=UTC)
    return at + (start - at) % QUARTER


def below_minimum(invited: Mapping[str, str], *, referrer: str, has_children: bool) -> tuple[str, ...]:
    """Who is missing, in sentences. `invited` are the agencies of which a person is invited, each with its kind."""
    needed = [*EMERGENCY_TYPES, *(["childrens_social_care"] if has_children else [])]
    kinds: Collection[str] = set(invited.values())
    missing = [_NOT_THERE[kind] for kind in needed if kind not in kinds]
    return (*missing, *(() if referrer in invited else (NO_REFERRER,)))


def cautions(invited: Mapping[str, str], *, referrer: str, has_children: bool, is_too_far: bool) -> tuple[str, ...]:
    """What the chair must know before going on."""
    return (
        *below_minimum(invited, referrer=referrer, has_children=has_children),
        *((TOO_FAR,) if is_too_far else ()),
    )
