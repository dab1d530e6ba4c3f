"""Sending an agenda: who gets it, and who may know somebody on it; how it is built stands beside."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import NotFound
from marac.web.agenda_ordering import ORDERING_PAGES
from marac.web.answers import read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings import agenda_sending, circulation, clearing, recipients

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/agenda/issue", guards=[may("agenda.build")])
async def show_sending(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    sending = await agenda_sending.read_sending(act, ref)
    return page("meetings/issue.html", heading=Heading.SEND_AGENDA, sending=sending, ref=ref)


@post("/meetings/{ref:str}/agenda/issue", guards=[may("agenda.build")])
async def send_agenda(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    number = len(await recipients.agenda_recipients(act, ref))
    sent = await circulation.issue_agenda(act, ref)
    people = show_count(number, "person", "people")
    return outcome(f"/meetings/{ref}", f"Agenda version {sent.n} sent to {people}.")


@get("/meetings/{ref:str}/declarations", guards=[may("agenda.order")])
async def show_declarations(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _declarations(act, ref)


async def _declarations(act: Act, ref: str) -> Page:
    paper = await clearing.read_clearing(act, ref)
    return page("meetings/declarations.html", heading=Heading.DECLARATIONS, paper=paper, ref=ref)


@post("/meetings/{ref:str}/declarations", guards=[may("agenda.order")])
async def clear(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request, several=("cases",))
    try:
        officer_id = UUID(answers.text("officer"))
    except ValueError:
        raise NotFound from None
    shut = await clearing.clear_declaration(act, ref, officer_id, case_refs=answers.chosen("cases"))
    cases = show_count(shut, "case is", "cases are") if shut else "No case is"
    return outcome(f"/meetings/{ref}/declarations", f"Cleared. {cases} shut to them; the rest of the list is open.")


BUILDING_PAGES = [
    *ORDERING_PAGES,
    show_sending,
    send_agenda,
    show_declarations,
    clear,
]
