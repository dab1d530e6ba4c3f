"""Your account: the second step, sessions, password, single keys, and a fresh proof before a grave act."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect
from markupsafe import Markup

from agencies import enrolment, own_account, own_sessions, sign_in
from agencies.second_factor import number_of_recovery_codes
from agencies.sessions import sessions_of
from marac.counts import show_count
from marac.errors import InvalidForm, NotFound, Throttled
from marac.web.answers import Answers, read_answers
from marac.web.cookies import session_cookie
from marac.web.devices import device_of
from marac.web.guards import StepUpFirst, requires_password, requires_sign_in
from marac.web.headings import Heading
from marac.web.onward import desk_of, lead_onward, session_at
from marac.web.pages import Page, go_to, outcome, page

AnyRequest = Request[Any, Any, Any]


@get("/account", guards=[requires_sign_in])
async def show_account(request: AnyRequest) -> Page:
    session, desk = session_at(request), desk_of(request)
    return page(
        "account/show.html",
        heading=Heading.ACCOUNT,
        entry=await own_account.open_own_entry(desk, session),
        codes_left=await number_of_recovery_codes(session.officer_id),
        uses_keys=bool(session.single_keys),
    )


@get("/account/second-step", guards=[requires_password])
async def show_enrolment(request: AnyRequest) -> Page:
    await _requires_fresh_proof(request)
    return await _enrolment_page(request, Answers())


@post("/account/second-step", guards=[requires_password])
async def confirm_enrolment(request: AnyRequest) -> Page:
    """The recovery codes stand in the answer itself, because they are shown once and kept nowhere."""
    await _requires_fresh_proof(request)
    answers, session, desk = await read_answers(request), session_at(request), desk_of(request)
    try:
        token, codes = await enrolment.confirm_enrolment(desk, session, answers.text("code"), device=device_of(request))
    except InvalidForm as refusal:
        return await _enrolment_page(request, answers.mended_by(refusal))
    except Throttled as wait:
        return await _enrolment_page(request, answers.mended_by(InvalidForm({}, general=str(wait))))
    shown = page("account/recovery-codes.html", heading=Heading.RECOVERY_CODES, codes=codes)
    shown.set_cookie(session_cookie(token))
    return shown


@get("/account/sessions", guards=[requires_sign_in])
async def show_sessions(request: AnyRequest) -> Page:
    session = session_at(request)
    lines = await sessions_of(session.officer_id, now=desk_of(request).clock.now(), this_one=session.id)
    return page("account/sessions.html", heading=Heading.SESSIONS, sessions=lines)


@post("/account/sessions/end", guards=[requires_sign_in])
async def end_session(request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    try:
        session_id = UUID(answers.text("session"))
    except ValueError:
        raise NotFound from None
    await own_sessions.end_other_session(desk_of(request), session_at(request), session_id)
    return outcome("/account/sessions", "That session has ended.")


@post("/account/sessions/end-others", guards=[requires_sign_in])
async def end_other_sessions(request: AnyRequest) -> Redirect:
    ended = await own_sessions.end_all_others(desk_of(request), session_at(request))
    words = show_count(ended, "other session has ended", "other sessions have ended")
    return outcome("/account/sessions", f"{words}.")


@get("/account/password", guards=[requires_sign_in], sync_to_thread=False)
def show_password(request: AnyRequest) -> Page:
    return page("account/password.html", heading=Heading.CHOOSE_PASSWORD)


@post("/account/password", guards=[requires_sign_in])
async def change_password(request: AnyRequest) -> Page | Redirect:
    form = await request.form()
    old, new = (_typed(form.get(name)) for name in ("old_password", "new_password"))
    try:
        ended = await own_account.change_password(desk_of(request), session_at(request), old=old, new=new)
    except InvalidForm as refusal:
        return page("account/password.html", heading=Heading.CHOOSE_PASSWORD, answers=Answers().mended_by(refusal))
    return outcome("/account", f"Your password is changed. Other sessions ended: {ended}.")


@get("/account/keys", guards=[requires_sign_in], sync_to_thread=False)
def show_keys_choice(request: AnyRequest) -> Page:
    return page("account/keys.html", heading=Heading.KEYS, uses_keys=bool(session_at(request).single_keys))


@post("/account/keys/turn", guards=[requires_sign_in])
async def turn_keys(request: AnyRequest) -> Redirect:
    session = session_at(request)
    await own_account.turn_keys(session, on=not session.single_keys)
    return outcome("/account/keys", "Single keys are off." if session.single_keys else "Single keys are on.")


@get("/account/cover", guards=[requires_sign_in], sync_to_thread=False)
def show_cover(request: AnyRequest) -> Page:
    """Cover is arranged with the administrator of the area: a deputy is a dated role."""
    seat = session_at(request).seat
    return page("account/cover.html", heading=Heading.COVER, seat=seat)


@post("/account/stay", guards=[requires_sign_in])
async def stay(request: AnyRequest) -> Redirect | Response[dict[str, str]]:
    """Being asked for is use enough; the session has been marked as seen before this. A script is told until when."""
    if request.headers.get("accept") == "application/json":
        until = session_at(request).idle_ends_at.isoformat()
        return Response({"signed_out_at": until}, media_type="application/json", status_code=200)
    return go_to("/account")


@get("/account/confirm", guards=[requires_sign_in], sync_to_thread=False)
def show_confirm(request: AnyRequest) -> Page:
    return page("account/confirm.html", heading=Heading.SECOND_STEP)


@post("/account/confirm", guards=[requires_sign_in])
async def confirm(request: AnyRequest) -> Page | Redirect:
    """A fresh proof of the second factor, then back to where it was asked for."""
    answers = await read_answers(request)
    try:
        token = await sign_in.step_up(desk_of(request), session_at(request), answers.text("code"))
    except InvalidForm as refusal:
        return page("account/confirm.html", heading=Heading.SECOND_STEP, answers=answers.mended_by(refusal))
    answer = await lead_onward(request)
    answer.set_cookie(session_cookie(token))
    return answer


async def _enrolment_page(request: AnyRequest, answers: Answers) -> Page:
    begun = await enrolment.begin_enrolment(desk_of(request), session_at(request))
    # The picture is made by segno out of our own words and base32, so it is markup of ours.
    return page(
        "account/second-step.html",
        heading=Heading.SET_UP_SECOND_STEP,
        answers=answers,
        qr=Markup(begun.qr),  # noqa: S704
        groups=begun.groups,
    )


async def _requires_fresh_proof(request: AnyRequest) -> None:
    """Who has a second step already proves it before setting up another; a password alone is not enough."""
    session, desk = session_at(request), desk_of(request)
    has_one = await enrolment.has_second_step(session)
    if has_one and not (session.is_whole and session.has_stepped_up(desk.clock.now())):
        raise StepUpFirst


def _typed(value: object) -> str:
    return value if isinstance(value, str) else ""


ACCOUNT_PAGES = [
    show_account,
    show_enrolment,
    confirm_enrolment,
    show_sessions,
    end_session,
    end_other_sessions,
    show_password,
    change_password,
    show_keys_choice,
    turn_keys,
    show_cover,
    stay,
    show_confirm,
    confirm,
]
