"""People who may already be known: the list that waits, two records side by side, and what somebody decides."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound, Refused
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from meetings.compare_reading import REASONS, give_address_reason, read_compare
from meetings.deciding_people import read_queue, undo_answer
from meetings.people_rows import ROLE_WORDS
from meetings.suggestions import answer_suggestion

AnyRequest = Request[Any, Any, Any]
NOT_SURE = "Not sure. Both stay as they are."
TAKEN_BACK = "Taken back. Everything is as it was before."


@get("/people", guards=[may("person.link")])
async def show_waiting(act: NamedDependency[Act]) -> Page:
    queue = await read_queue(act)
    return page(
        "people/waiting.html",
        heading=Heading.PEOPLE_TO_DECIDE,
        queue=queue,
        roles=ROLE_WORDS,
        prefix=act.area.prefix,
    )


@get("/compare/{ref:str}", guards=[may("person.link")])
async def show_compare(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _compare_page(act, ref, BLANK)


@post("/compare/{ref:str}/open", guards=[may("person.link")])
async def open_addresses(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        code = await give_address_reason(act, ref, answers.text("reason"))
    except InvalidForm as refusal:
        return await _compare_page(act, ref, answers.mended_by(refusal))
    return go_to(f"/compare/{ref}/because/{code.replace('_', '-')}")


@get("/compare/{ref:str}/because/{code:str}", guards=[may("person.link")])
async def show_addresses(act: NamedDependency[Act], ref: FromPath[str], code: FromPath[str]) -> Page:
    """Each look is recorded with its reason again."""
    reason = code.replace("-", "_")
    if reason not in REASONS:
        raise NotFound
    return await _compare_page(act, ref, BLANK, reason_code=reason)


@post("/compare/{ref:str}/decide", guards=[may("person.link")])
async def decide_compare(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    """On to the next pair at once, which says on top what was done, with its Undo."""
    answers = await read_answers(request)
    queue = await read_queue(act)
    try:
        settled = await answer_suggestion(act, ref, answer=answers.text("answer"), reason=answers.text("note").strip())
    except InvalidForm as refusal:
        return await _compare_page(act, ref, answers.mended_by(_at_note(refusal)))
    except Refused as refusal:
        return await _compare_page(act, ref, answers.mended_by(InvalidForm({}, general=str(refusal))))
    following = queue.next_open(ref)
    said = settled.words if settled is not None else NOT_SURE
    return outcome(f"/compare/{following}" if following else "/people", said, undo=f"/compare/{ref}/undo")


@post("/compare/{ref:str}/undo", guards=[may("person.link")])
async def undo_compare(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await undo_answer(act, ref)
    return outcome(f"/compare/{ref}", TAKEN_BACK)


def _at_note(refusal: InvalidForm) -> InvalidForm:
    """The reason of a verdict against an earlier one is asked where the note stands."""
    messages = {{"reason": "note"}.get(name, name): said for name, said in refusal.messages.items()}
    return InvalidForm(messages, general=refusal.general)


async def _compare_page(act: Act, ref: str, answers: Answers, *, reason_code: str | None = None) -> Page:
    paper = await read_compare(act, ref, reason_code=reason_code)
    return page(
        "people/compare.html",
        heading=Heading.SAME_PERSON,
        answers=answers,
        paper=paper,
        reasons=list(REASONS.items()),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


MATCH_PAGES = [show_waiting, show_compare, open_addresses, show_addresses, decide_compare, undo_compare]
