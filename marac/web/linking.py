"""People of a referral, linked by hand with those of an earlier case; every link can be taken back."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import read_ref
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from meetings.linking import decide_pair, read_pair, read_people, take_back
from meetings.suggested_people import suggested_people

AnyRequest = Request[Any, Any, Any]


@get("/referrals/{ref:str}/people", guards=[may("person.link")])
async def show_people(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _people_page(act, ref, BLANK)


@get("/referrals/{ref:str}/people/weaker", guards=[may("person.link")])
async def show_weaker(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _people_page(act, ref, BLANK, shows_weaker=True)


@post("/referrals/{ref:str}/people/find", guards=[may("person.link")])
async def find_other_case(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    other = read_ref(answers.text("case"))
    try:
        if other is None:
            raise InvalidForm({"case": "Enter the reference of a case, like NM 7K3Q9-XBD2H."})
        await read_pair(act, ref, other)
    except NotFound:
        # A case that is hidden from this reader answers like one that does not exist.
        return await _people_page(act, ref, answers.mended_by(InvalidForm({"case": "Nothing you may see matches."})))
    except InvalidForm as refusal:
        return await _people_page(act, ref, answers.mended_by(refusal))
    return go_to(f"/referrals/{ref}/people/{other}")


@get("/referrals/{ref:str}/people/{other:str}", guards=[may("person.link")])
async def show_pair(act: NamedDependency[Act], ref: FromPath[str], other: FromPath[str]) -> Page:
    return await _pair_page(act, ref, other, BLANK)


@post("/referrals/{ref:str}/people/{other:str}/decide", guards=[may("person.link")])
async def decide(
    act: NamedDependency[Act], ref: FromPath[str], other: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        settled = await decide_pair(
            act,
            ref,
            other,
            mention=answers.text("mention"),
            other=answers.text("other"),
            kind=answers.text("kind"),
            reason=answers.text("reason"),
        )
    except InvalidForm as refusal:
        return await _pair_page(act, ref, other, answers.mended_by(refusal))
    except Refused as refusal:
        return await _pair_page(act, ref, other, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome(f"/referrals/{ref}/people", f"{settled.words} You can take this back below at any time.")


@post("/referrals/{ref:str}/people/undo", guards=[may("person.link")])
async def undo(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    await take_back(act, ref, answers.text("verdict"))
    return outcome(f"/referrals/{ref}/people", "Taken back. Everything is as it was before.")


async def _people_page(act: Act, ref: str, answers: Answers, *, shows_weaker: bool = False) -> Page:
    paper = await read_people(act, ref)
    return page(
        "people/list.html",
        heading=Heading.PEOPLE_IN_REFERRAL,
        answers=answers,
        paper=paper,
        suggested=await suggested_people(act, ref),
        shows_weaker=shows_weaker,
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


async def _pair_page(act: Act, ref: str, other: str, answers: Answers) -> Page:
    pair = await read_pair(act, ref, other)
    return page("people/pair.html", heading=Heading.SAME_PERSON, answers=answers, pair=pair, prefix=act.area.prefix)


LINKING_PAGES = [show_people, show_weaker, find_other_case, show_pair, decide, undo]
