"""When and where a meeting is held, as it is typed."""

from datetime import datetime

from agencies.acts import Act
from marac.dates import at_london
from marac.errors import InvalidForm
from marac.web.answers import Answers
from marac.web.times import read_time

LONGEST_PLACE = 200


def when_and_where(answers: Answers) -> tuple[datetime, datetime, str]:
    """All faults at once, each at its field."""
    messages: dict[str, str] = {}
    times = hours_of(answers, messages)
    place = answers.text("place").strip()
    if not place:
        messages["place"] = "Enter where it is held, like Town Hall or Online"
    elif len(place) > LONGEST_PLACE:
        messages["place"] = f"Enter the place in at most {LONGEST_PLACE} characters"
    try:
        day = answers.day("held_on")
    except InvalidForm as refusal:
        raise InvalidForm({**refusal.messages, **messages}) from refusal
    if messages:
        raise InvalidForm(messages)
    starts_at, ends_at = at_london(day, times["starts"]), at_london(day, times["ends"])
    if ends_at <= starts_at:
        raise InvalidForm({"ends": "Enter an end that is after the start"})
    return starts_at, ends_at, place


def requires_to_come(act: Act, starts_at: datetime) -> None:
    if starts_at <= act.business_at:
        raise InvalidForm({"held_on": "Enter a day to come"})


def hours_of(answers: Answers, messages: dict[str, str]) -> dict[str, str]:
    """From and until, each with words of its own where it is no time."""
    times = {}
    for name, rule in (("starts", "when it begins, like 9:30am"), ("ends", "when it ends, like 1pm or 13:00")):
        found = read_time(answers.text(name))
        if found is None:
            messages[name] = f"Enter {rule}"
        times[name] = found or "00:00"
    return times
