"""Minutes: signed by the chair, sent to those entitled, read by each."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from meetings.handing_out import ask_for_paper
from meetings.minutes_reading import needs_a_reason, read_minutes, require_entitled
from meetings.reading_reasons import REASONS, give_reason
from meetings.signing import POINT_WORDS, open_points, read_signature, sign_minutes

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/minutes", guards=[may("minutes.read")])
async def show_minutes(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    if await needs_a_reason(act, ref):
        return go_to(f"/meetings/{ref}/minutes/reason")
    return await _minutes_page(act, ref, "own_case")


@get("/meetings/{ref:str}/minutes/because/{code:str}", guards=[may("minutes.read")])
async def show_minutes_for_reason(act: NamedDependency[Act], ref: FromPath[str], code: FromPath[str]) -> Page:
    """Each look is recorded with its reason again."""
    reason = code.replace("-", "_")
    if reason not in REASONS:
        raise NotFound
    return await _minutes_page(act, ref, reason)


async def _minutes_page(act: Act, ref: str, reason: str) -> Page:
    paper = await read_minutes(act, ref, reason_code=reason)
    return page(
        "minutes/show.html",
        heading=Heading.MINUTES,
        paper=paper,
        meeting_ref=ref,
        looked_at=act.business_at,
        prefix=act.area.prefix,
    )


@get("/meetings/{ref:str}/minutes/reason", guards=[may("minutes.read")])
async def ask_reason(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    await require_entitled(act, ref)
    if not await needs_a_reason(act, ref):
        return go_to(f"/meetings/{ref}/minutes")
    return _reason_page(ref, BLANK)


@post("/meetings/{ref:str}/minutes/reason", guards=[may("minutes.read")])
async def say_reason(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        reason = await give_reason(act, ref, answers.text("reason"))
    except InvalidForm as refusal:
        return _reason_page(ref, answers.mended_by(refusal))
    return go_to(f"/meetings/{ref}/minutes/because/{reason.replace('_', '-')}")


def _reason_page(ref: str, answers: Answers) -> Page:
    return page(
        "minutes/reason.html",
        heading=Heading.REASON,
        answers=answers,
        meeting_ref=ref,
        reasons=list(REASONS.items()),
    )


@post("/meetings/{ref:str}/minutes/paper", guards=[may("paper.ask")])
async def ask_for_minutes_paper(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    """Asked for here, made in the background, fetched under Exports after a fresh proof."""
    answers = await read_answers(request)
    await require_entitled(act, ref)
    await ask_for_paper(act, "minutes", answers.text("format"), meeting_ref=ref)
    return outcome("/exports", "Your copy is being made. It can be fetched once, within 8 hours.")


@get("/meetings/{ref:str}/minutes/sign", guards=[may("minutes.sign")])
async def show_signing(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    points = await open_points(act, ref)
    return page(
        "minutes/sign.html",
        heading=Heading.SIGN_MINUTES,
        paper=await read_minutes(act, ref, reason_code="own_case"),
        meeting_ref=ref,
        points=points,
        point_words=POINT_WORDS,
        must_wait=any(point.must for point in points),
        signature=await read_signature(act, ref),
        prefix=act.area.prefix,
    )


@post("/meetings/{ref:str}/minutes/sign", guards=[may("minutes.sign")])
async def sign(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await sign_minutes(act, ref)
    return outcome(f"/meetings/{ref}/minutes/sign", "The minutes are signed. Later changes are shown as corrections.")


MINUTES_PAGES = [
    ask_for_minutes_paper,
    ask_reason,
    say_reason,
    show_minutes,
    show_minutes_for_reason,
    show_signing,
    sign,
]
