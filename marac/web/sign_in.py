"""The way in: e-mail and password, the second step, the seat, and the way out again."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from agencies import own_sessions, sign_in
from agencies.acts import Act
from agencies.parked import newest_parked, once_of, open_parked, take_parked
from agencies.roles import ROLE_NAMES
from agencies.seats import SeatHeld, seats_of
from marac.errors import InvalidForm, NotFound, Throttled
from marac.web.answers import Answers, read_answers
from marac.web.cookies import (
    SESSION_COOKIE,
    gone,
    session_cookie,
    way_cookie,
)
from marac.web.devices import device_of, place_of
from marac.web.guards import (
    SeatFirst,
    SecondStepFirst,
    SignInFirst,
    StepUpFirst,
    anyone,
    requires_password,
    requires_sign_in,
    session_of,
)
from marac.web.headings import Heading
from marac.web.onward import desk_of, is_our_path, lead_onward, session_at
from marac.web.pages import Page, go_to, page

AnyRequest = Request[Any, Any, Any]


@get("/sign-in", guards=[anyone])
async def show_sign_in(request: AnyRequest) -> Page | Redirect:
    session = session_of(request)
    if session is not None:
        return go_to("/" if session.is_whole else "/sign-in/second-step")
    await desk_of(request).vault.prepare_passwords()
    return page("sign-in/password.html", heading=Heading.SIGN_IN)


@post("/sign-in", guards=[anyone])
async def give_password(request: AnyRequest) -> Page | Redirect:
    answers, password = await _with_password(request)
    try:
        opened = await sign_in.give_password(
            desk_of(request), answers.text("email"), password, source=place_of(request), device=device_of(request)
        )
    except InvalidForm as refusal:
        return page("sign-in/password.html", heading=Heading.SIGN_IN, answers=answers.mended_by(refusal))
    except Throttled as wait:
        return _wait("sign-in/password.html", Heading.SIGN_IN, answers, wait)
    path = "/sign-in/second-step" if opened.has_second_step else "/account/second-step"
    return _with_session(go_to(path), opened.token)


@get("/sign-in/second-step", guards=[requires_password])
async def show_second_step(request: AnyRequest) -> Page | Redirect:
    if session_at(request).is_whole:
        return go_to("/")
    return page("sign-in/second-step.html", heading=Heading.SECOND_STEP)


@post("/sign-in/second-step", guards=[requires_password])
async def give_code(request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        token = await sign_in.give_code(
            desk_of(request), session_at(request), answers.text("code"), device=device_of(request)
        )
    except InvalidForm as refusal:
        return page("sign-in/second-step.html", heading=Heading.SECOND_STEP, answers=answers.mended_by(refusal))
    except Throttled as wait:
        return _wait("sign-in/second-step.html", Heading.SECOND_STEP, answers, wait)
    return _with_session(go_to("/sign-in/seat"), token)


@get("/sign-in/recovery-code", guards=[requires_password])
async def show_recovery_code(request: AnyRequest) -> Page:
    return page("sign-in/recovery-code.html", heading=Heading.SECOND_STEP)


@post("/sign-in/recovery-code", guards=[requires_password])
async def give_recovery_code(request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        token = await sign_in.give_recovery_code(
            desk_of(request), session_at(request), answers.text("recovery_code"), device=device_of(request)
        )
    except InvalidForm as refusal:
        return page("sign-in/recovery-code.html", heading=Heading.SECOND_STEP, answers=answers.mended_by(refusal))
    except Throttled as wait:
        return _wait("sign-in/recovery-code.html", Heading.SECOND_STEP, answers, wait)
    return _with_session(go_to("/sign-in/seat"), token)


@get("/sign-in/help", guards=[anyone], sync_to_thread=False)
def show_cannot_sign_in() -> Page:
    """The same for everybody: nobody is helped by mail alone."""
    return page("sign-in/cannot.html", heading=Heading.CANNOT_SIGN_IN)


@get("/sign-in/seat", guards=[requires_sign_in])
async def show_seats(request: AnyRequest) -> Page | Redirect:
    session, now = session_at(request), desk_of(request).clock.now()
    seats = await seats_of(session.officer_id, now=now)
    if len(seats) == 1 and request.scope.get("user") is not None:
        return await lead_onward(request)
    return page("sign-in/seat.html", heading=Heading.CHOOSE_SEAT, seats=[_option(seat) for seat in seats])


@post("/sign-in/seat", guards=[requires_sign_in])
async def choose_seat(request: AnyRequest) -> Page | Redirect:
    answers, session = await read_answers(request), session_at(request)
    desk = desk_of(request)
    try:
        membership = UUID(answers.text("seat"))
        token = await sign_in.choose_seat(desk, session, membership, device=device_of(request))
    except (ValueError, NotFound):
        refusal = InvalidForm({"seat": "Choose where you are working now"})
        seats = [_option(seat) for seat in await seats_of(session.officer_id, now=desk.clock.now())]
        return page("sign-in/seat.html", heading=Heading.CHOOSE_SEAT, seats=seats, answers=answers.mended_by(refusal))
    return _with_session(await lead_onward(request), token)


@get("/sign-in/kept", guards=[requires_sign_in])
async def show_kept(request: AnyRequest) -> Page | Redirect:
    """What was sent after the session had ended: one button sends it on as it was."""
    act = _act(request)
    parked = await newest_parked(session_at(request).officer_id, now=act.at)
    if parked is None:
        return go_to("/")
    try:
        kept = await open_parked(act, parked)
    except NotFound:
        return go_to("/")
    return page("sign-in/kept.html", heading=Heading.TEXT_KEPT, kept=kept, once=once_of(parked))


@post("/sign-in/kept/drop", guards=[requires_sign_in])
async def drop_kept(request: AnyRequest) -> Redirect:
    act = _act(request)
    parked = await newest_parked(session_at(request).officer_id, now=act.at)
    if parked is not None:
        await take_parked(act, parked)
    return go_to("/")


@post("/sign-out", guards=[requires_password])
async def sign_out(request: AnyRequest) -> Redirect:
    await own_sessions.sign_out(desk_of(request), session_at(request))
    answer = go_to("/signed-out")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    answer.set_cookie(gone(SESSION_COOKIE))
    return answer


@get("/signed-out", guards=[anyone], sync_to_thread=False)
def show_signed_out(request: AnyRequest) -> Page:
    return page("sign-in/signed-out.html", heading=Heading.SIGNED_OUT)


def lead_to_sign_in(request: AnyRequest, error: Exception) -> Response[Any]:
    """Nobody is signed in: remember where they wanted to go, and say the same for every path."""
    answer = go_to("/sign-in")
    if request.method == "GET" and is_our_path(request.url.path):
        answer.set_cookie(way_cookie(request.url.path))
    return answer


def lead_to_second_step(request: AnyRequest, error: Exception) -> Response[Any]:
    return go_to("/sign-in/second-step")


def lead_to_seat(request: AnyRequest, error: Exception) -> Response[Any]:
    return go_to("/sign-in/seat")


def lead_to_step_up(request: AnyRequest, error: Exception) -> Response[Any]:
    answer = go_to("/account/confirm")
    if request.method == "GET" and is_our_path(request.url.path):
        answer.set_cookie(way_cookie(request.url.path))
    return answer


async def _with_password(request: AnyRequest) -> tuple[Answers, str]:
    """The password as it was typed, to the letter; it is never shown again."""
    answers = await read_answers(request)
    password = (await request.form()).get("password", "")
    shown = {name: value for name, value in answers.values.items() if name != "password"}
    return Answers(shown), password if isinstance(password, str) else ""


def _wait(template: str, heading: Heading, answers: Answers, wait: Throttled) -> Page:
    """Nobody learns from it whether there is such an account: every address is counted."""
    refusal = InvalidForm({}, general=str(wait))
    answer = page(template, heading=heading, answers=answers.mended_by(refusal), status=429)
    answer.headers["Retry-After"] = str(wait.wait_seconds)
    return answer


def _with_session(answer: Redirect, token: str) -> Redirect:
    answer.set_cookie(session_cookie(token))
    return answer


def _option(seat: SeatHeld) -> tuple[str, str, str]:
    until = f", until {seat.to_on:%-d %B %Y}" if seat.to_on else ""
    role = ROLE_NAMES[seat.role]
    return str(seat.membership_id), f"{seat.area.name}: {role}", f"{seat.agency}{until}"


def _act(request: AnyRequest) -> Act:
    act = request.scope.get("user")
    if not isinstance(act, Act):
        raise SeatFirst
    return act


SIGN_IN_PAGES = [
    show_sign_in,
    give_password,
    show_second_step,
    give_code,
    show_recovery_code,
    give_recovery_code,
    show_cannot_sign_in,
    show_seats,
    choose_seat,
    show_kept,
    drop_kept,
    sign_out,
    show_signed_out,
]
SIGN_IN_HANDLERS: dict[int | type[Exception], Any] = {
    SignInFirst: lead_to_sign_in,
    SecondStepFirst: lead_to_second_step,
    SeatFirst: lead_to_seat,
    StepUpFirst: lead_to_step_up,
}
