"""Finding a case or person among those one may see: one form, sent by post, and its results under a reference."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, page
from meetings.access import may_see_every_case
from meetings.finding_people import MOST_READ, Asked, read_search, run_search

AnyRequest = Request[Any, Any, Any]
LONGEST = 200
NOT_A_DATE = "Enter a birth date like 27 3 1985, or the year alone."


@get("/search", guards=[may("find.run")])
async def show_search(act: NamedDependency[Act]) -> Page:
    return _form_page(act, BLANK)


@post("/search", guards=[may("find.run")])
async def search(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        ref = await run_search(act, _asked(answers))
    except InvalidForm as refusal:
        return _form_page(act, answers.mended_by(refusal))
    return go_to(f"/search/{ref}")


@get("/search/{ref:str}", guards=[may("find.run")])
async def show_found(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    paper = await read_search(act, ref)
    return page(
        "search/found.html",
        heading=Heading.FOUND,
        paper=paper,
        most_read=MOST_READ,
        prefix=act.area.prefix,
        scope=_scope(act),
        looked_at=act.business_at,
    )


def _form_page(act: Act, answers: Answers) -> Page:
    return page("search/form.html", heading=Heading.FIND, answers=answers, scope=_scope(act))


def _scope(act: Act) -> str:
    """What is searched, in words."""
    return f"the cases of {act.area.name}" if may_see_every_case(act) else f"your cases in {act.area.name}"


def _asked(answers: Answers) -> Asked:
    year, month, day = _born(answers)
    return Asked(
        reference=_line(answers, "reference"),
        given_names=_line(answers, "given_names"),
        family_name=_line(answers, "family_name"),
        year=year,
        month=month,
        day=day,
        town=_line(answers, "town"),
    )


def _line(answers: Answers, name: str) -> str:
    text = " ".join(answers.text(name).split())
    if len(text) > LONGEST:
        raise InvalidForm({name: "Enter something shorter."})
    return text


def _born(answers: Answers) -> tuple[int | None, int | None, int | None]:
    """Year, month and day, or the year alone."""
    if answers.is_date_empty("born"):
        return None, None, None
    if any(answers.text(f"born.{part}").strip() for part in ("day", "month")):
        day = answers.day("born")
        return day.year, day.month, day.day
    year = answers.text("born.year").strip()
    if not (year.isascii() and year.isdigit() and len(year) == len("1985")):
        raise InvalidForm({"born": NOT_A_DATE})
    return int(year), None, None


SEARCH_PAGES = [show_search, search, show_found]
