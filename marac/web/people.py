"""One person over the cases a reader may open: timeline, names and details with who said them, cases and links."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import NotFound
from marac.web.answers import Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from marac.web.posted import chosen_id
from meetings.linking import take_back
from meetings.papers.person_timeline import KINDS, SHOWN_AT_FIRST, by_year, read_kinds
from meetings.person_reading import read_person
from meetings.value_deciding import decide_value

AnyRequest = Request[Any, Any, Any]
SAID_OF_VALUE = {
    "accepted": "Accepted. People are found by it, and what the referral says stays beside it.",
    "disputed": "Not accepted. It stays on record, and nobody is found by it.",
}


@get("/people/{ref:str}/{number:int}", guards=[may("person.read")])
async def show_timeline(act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int]) -> Page:
    return await _timeline(act, ref, number, SHOWN_AT_FIRST)


@get("/people/{ref:str}/{number:int}/showing/{kinds:str}", guards=[may("person.read")])
async def show_part_of_timeline(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], kinds: FromPath[str]
) -> Page:
    chosen = read_kinds(kinds)
    if chosen is None:
        raise NotFound
    return await _timeline(act, ref, number, chosen)


@post("/people/{ref:str}/{number:int}/show", guards=[may("person.read")])
async def choose_part(ref: FromPath[str], number: FromPath[int], request: AnyRequest) -> Redirect:
    answers = await read_answers(request, several=("kinds",))
    chosen = [kind for kind in KINDS if kind in answers.chosen("kinds")]
    return go_to(f"/people/{ref}/{number}" + (f"/showing/{'-'.join(chosen)}" if chosen else ""))


@get("/people/{ref:str}/{number:int}/names", guards=[may("person.read")])
async def show_names(act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int]) -> Page:
    return await _person_page("person/names.html", Heading.PERSON_NAMES, act, ref, number)


@post("/people/{ref:str}/{number:int}/values", guards=[may("person.link")])
async def decide_about_value(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], request: AnyRequest
) -> Redirect:
    """Accepted or not, it stays with whoever said it."""
    answers = await read_answers(request)
    value = chosen_id(answers, "value")
    if value is None or answers.text("act") not in SAID_OF_VALUE:
        raise NotFound
    await decide_value(act, value, state=answers.text("act"))
    return outcome(f"/people/{ref}/{number}/names", SAID_OF_VALUE[answers.text("act")])


@get("/people/{ref:str}/{number:int}/cases", guards=[may("person.read")])
async def show_cases_of_person(act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int]) -> Page:
    return await _person_page("person/cases.html", Heading.PERSON_CASES, act, ref, number)


@post("/people/{ref:str}/{number:int}/undo", guards=[may("person.link")])
async def undo_link(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], request: AnyRequest
) -> Redirect:
    answers = await read_answers(request)
    await take_back(act, answers.text("case"), answers.text("verdict"))
    return outcome(f"/people/{ref}/{number}/cases", "Taken back. Everything is as it was before.")


async def _timeline(act: Act, ref: str, number: int, chosen: tuple[str, ...]) -> Page:
    person = await read_person(act, ref, number)
    return page(
        "person/timeline.html",
        heading=Heading.PERSON_TIMELINE,
        answers=Answers({"kinds": chosen}),
        person=person,
        years=by_year(person.happenings, chosen),
        kinds=list(KINDS.items()),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


async def _person_page(template: str, heading: Heading, act: Act, ref: str, number: int) -> Page:
    person = await read_person(act, ref, number)
    return page(template, heading=heading, person=person, prefix=act.area.prefix, looked_at=act.business_at)


PEOPLE_PAGES = [
    show_timeline,
    show_part_of_timeline,
    choose_part,
    show_names,
    decide_about_value,
    show_cases_of_person,
    undo_link,
]
