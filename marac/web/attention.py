"""People who need attention: verdicts that contradict what is known, with age, reason and what stands against them."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound, Refused
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import chosen_id
from meetings.attention import apply_held, list_attention
from meetings.person_places import places_of
from meetings.reconciliation import undo_verdict

AnyRequest = Request[Any, Any, Any]
LIST = "/people/attention"


@get(LIST, guards=[may("person.link")])
async def show_attention(act: NamedDependency[Act]) -> Page:
    return await _attention_page(act, BLANK)


@post(f"{LIST}/apply", guards=[may("person.link")])
async def apply(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        settled = await apply_held(act, _verdict(answers))
    except Refused as refusal:
        return await _attention_page(act, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome(LIST, settled.words)


@post(f"{LIST}/take-back", guards=[may("person.link")])
async def take_back_verdict(act: NamedDependency[Act], request: AnyRequest) -> Redirect:
    """The verdict that waits, or one that stands against it."""
    answers = await read_answers(request)
    settled = await undo_verdict(act, await _shown_verdict(act, answers))
    return outcome(LIST, settled.words)


def _verdict(answers: Answers) -> UUID:
    found = chosen_id(answers, "verdict")
    if found is None:
        raise NotFound
    return found


async def _shown_verdict(act: Act, answers: Answers) -> UUID:
    """Only what this reader is shown here may be taken back here."""
    wanted = _verdict(answers)
    lines = await list_attention(act)
    shown = {each.verdict_id for line in lines for each in (line.verdict, *line.in_the_way)}
    if wanted not in shown:
        raise NotFound
    return wanted


async def _attention_page(act: Act, answers: Answers) -> Page:
    lines = await list_attention(act)
    places = await places_of([member.mention_id for line in lines for member in line.members])
    return page(
        "people/attention.html",
        heading=Heading.PEOPLE_ATTENTION,
        answers=answers,
        lines=lines,
        places=places,
        prefix=act.area.prefix,
    )


ATTENTION_PAGES = [show_attention, apply, take_back_verdict]
