"""A series of meetings: the rule is typed, every day is shown with its deadlines, and one button makes them."""

from datetime import date
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import InvalidForm, Refused
from marac.web.answers import Answers, read_answers
from marac.web.calendar.typed import LONGEST_PLACE, hours_of
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import whole_number
from meetings.calendar.series import SeriesWanted, make_series, read_series
from meetings.rules.series import Onto, Rule, SeriesRule

AnyRequest = Request[Any, Any, Any]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FIELDS = ("rule", "every", "weekday", "starts", "ends", "place", "onto")
DAYS = {"from_on": "Enter the first day, like 16 9 2026", "to_on": "Enter the last day, like 31 3 2027"}
CHOICES: dict[str, tuple[list[str], str]] = {
    "rule": ([each.value for each in Rule], "Choose how the meetings follow each other"),
    "onto": ([each.value for each in Onto], "Choose where a bank holiday moves a meeting"),
    "weekday": ([str(n) for n in range(len(WEEKDAYS))], "Choose a day of the week"),
}
NEW = Answers({"rule": Rule.WEEKS.value, "every": "2", "weekday": "2", "onto": Onto.AFTER.value})


@get("/meetings/series", guards=[may("meeting.set")])
async def show_series(act: NamedDependency[Act]) -> Page:
    return _series_page(NEW)


@post("/meetings/series", guards=[may("meeting.set")])
async def set_series(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    """The first time the days are shown; with the button under them they are made."""
    answers = await read_answers(request)
    try:
        wanted = _wanted(answers)
        if answers.text("make") != "yes":
            return await _check_page(act, answers, wanted)
        made = await make_series(act, wanted)
    except InvalidForm as refusal:
        return _series_page(answers.mended_by(refusal))
    except Refused as refusal:
        return _series_page(answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome("/meetings", f"{show_count(made, 'meeting is', 'meetings are')} set. Those who run them are told.")


def _series_page(answers: Answers) -> Page:
    return page(
        "calendar/series.html",
        heading=Heading.SERIES,
        answers=answers,
        weekdays=[(str(n), name) for n, name in enumerate(WEEKDAYS)],
    )


async def _check_page(act: Act, answers: Answers, wanted: SeriesWanted) -> Page:
    names = [*FIELDS, *(f"{name}.{part}" for name in DAYS for part in ("day", "month", "year"))]
    return page(
        "calendar/series-check.html",
        heading=Heading.SERIES_CHECK,
        answers=answers,
        paper=await read_series(act, wanted),
        kept=[(name, answers.text(name)) for name in names],
        place=wanted.place,
    )


def _wanted(answers: Answers) -> SeriesWanted:
    """All faults at once, each at its field."""
    messages: dict[str, str] = {}
    days = {name: _day(answers, name, messages) for name in DAYS}
    times = hours_of(answers, messages)
    place = answers.text("place").strip()
    if not 0 < len(place) <= LONGEST_PLACE:
        messages["place"] = f"Enter where they are held in at most {LONGEST_PLACE} characters, like Town Hall"
    for name, (choices, message) in CHOICES.items():
        if answers.text(name) not in choices:
            messages[name] = message
    if messages:
        raise InvalidForm(messages)
    rule = SeriesRule(
        Rule(answers.text("rule")),
        whole_number(answers, "every"),
        int(answers.text("weekday")),
        days["from_on"],
        days["to_on"],
        Onto(answers.text("onto")),
    )
    return SeriesWanted(rule, times["starts"], times["ends"], place)


def _day(answers: Answers, name: str, messages: dict[str, str]) -> date:
    try:
        return answers.day(name)
    except InvalidForm:
        messages[name] = DAYS[name]
        return date.max


SERIES_PAGES = [show_series, set_series]
