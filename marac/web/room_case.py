"""One case in the room: what was shared, what is written, who does what by when, and its closing."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.dates import show_weekday_date
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.pages import Page, go_to, outcome, page
from marac.web.posted import whole_number
from marac.web.room_case_page import agency_page, case_page
from meetings.minutes import HEADINGS
from meetings.minutes_keeping import AllKept, Sent, keep_sections
from meetings.room_deeds import Extra, Kept, number_by_others, say_line, understand_in_room
from meetings.room_live.handing_in import hand_in
from meetings.room_live.news import known_of
from meetings.room_reading import CaseInRoom, read_case_in_room
from meetings.rules.action_due import RULE_WORDS
from meetings.rules.smart_hints import hints_for
from meetings.rules.spoken_line import KINDS, Typed, Understood

AnyRequest = Request[Any, Any, Any]
# Six sections of 20,000 characters each, as a browser writes them into a form.
LARGEST_CASE = 1_000_000
SECTION = "section."
BASE = "base."
ASIDE = "Someone changed the same line. Both texts are kept; decide on the page of two texts."


@get("/meetings/{ref:str}/room/{case_ref:str}", guards=[may("room.read")])
async def show_case_in_room(act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str]) -> Page:
    return await show_again(act, ref, case_ref, BLANK)


async def show_again(act: Act, ref: str, case_ref: str, answers: Answers) -> Page:
    """The page of this reader's seat, with what was typed and what must be mended."""
    known = await known_of(act, ref, case_ref)
    case = await read_case_in_room(act, ref, case_ref)
    if isinstance(case, CaseInRoom):
        return page("room/case.html", **case_page(act, case, answers, known=known))
    return page("room/agency.html", **agency_page(act, case, answers, known=known))


@post(
    "/meetings/{ref:str}/room/{case_ref:str}/write",
    guards=[may("minutes.write")],
    request_max_body_size=LARGEST_CASE,
)
async def write(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    """The minutes and the composer are one form: adding a line keeps what stands in the sections too."""
    answers = await read_answers(request)
    try:
        kept = await keep_sections(act, ref, case_ref, sent_sections(answers))
    except InvalidForm as refusal:
        return await show_again(act, ref, case_ref, answers.mended_by(refusal))
    except NotFound:
        await hand_in(act, ref, case_ref, sent_sections(answers), line=answers.text("line"))
        raise
    if answers.text("act") != "save":
        answer = await _add_line(act, ref, case_ref, answers)
        if not (kept.has_aside and isinstance(answer, Redirect)):
            return answer
    if kept.has_aside:
        return go_to(f"/meetings/{ref}/room/{case_ref}/two-texts")
    return outcome(f"/meetings/{ref}/room/{case_ref}#minutes", "The minutes are saved.")


async def _add_line(act: Act, ref: str, case_ref: str, answers: Answers) -> Page | Redirect:
    """The sections are kept by now: a page that refuses the line goes on from them as they stand."""
    try:
        said = await say_line(act, ref, case_ref, _said(answers), _extra(answers))
    except InvalidForm as refusal:
        kept = {name: value for name, value in answers.values.items() if not name.startswith((SECTION, BASE))}
        return await show_again(act, ref, case_ref, replace(answers, values=kept).mended_by(refusal))
    return outcome(f"/meetings/{ref}/room/{case_ref}#new-line", _words_of(said))


def sent_sections(answers: Answers) -> dict[str, Sent]:
    return {
        heading: Sent(answers.text(f"{SECTION}{heading}"), whole_number(answers, f"{BASE}{heading}"))
        for heading in HEADINGS
        if f"{SECTION}{heading}" in answers.values
    }


def _said(answers: Answers) -> str | Typed:
    """The one-line field, unless the plain fields below it were used."""
    if answers.text("act") != "fields":
        return answers.text("line")
    return Typed(
        kind=answers.text("kind"), who=answers.text("who"), by_when=answers.text("by_when"), text=answers.text("text")
    )


def _extra(answers: Answers) -> Extra:
    if answers.text("act") != "fields":
        return Extra()
    return Extra(
        dash_item=whole_number(answers, "dash_item") or None,
        risk=answers.text("risk").strip(),
        contacts_victim=answers.text("contacts_victim") == "yes",
        safe_method=answers.text("safe_method"),
    )


def _words_of(kept: Kept) -> str:
    """What was understood, written out; no name of a person stands in it."""
    if kept.due_on is not None:
        return f"{kept.kind} for {kept.agency}, due {show_weekday_date(kept.due_on)}, {RULE_WORDS[kept.due_rule]}."
    return f"{kept.kind}: the line is kept{f', from {kept.agency}' if kept.agency else ''}."


@post(
    "/meetings/{ref:str}/room/{case_ref:str}/keep",
    guards=[may("minutes.write")],
    request_max_body_size=LARGEST_CASE,
)
async def keep(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Response[dict[str, Any]]:
    """Autosave: answers how each section now stands, so that the page goes on from there."""
    answers = await read_answers(request)
    try:
        kept = await keep_sections(act, ref, case_ref, sent_sections(answers))
    except NotFound:
        # Shut out while writing: the text is kept for the chair, the answer is as if there were no such case.
        await hand_in(act, ref, case_ref, sent_sections(answers))
        raise
    return Response(_as_page_state(kept), media_type="application/json", status_code=200)


def _as_page_state(kept: AllKept) -> dict[str, Any]:
    sections = {
        f"{SECTION}{heading}": {"text": one.text, "base": f"{BASE}{heading}", "n": one.n}
        for heading, one in kept.sections.items()
    }
    return {"sections": sections, "warning": ASIDE if kept.has_aside else ""}


@post(
    "/meetings/{ref:str}/room/{case_ref:str}/understand",
    guards=[may("minutes.write")],
    request_max_body_size=LARGEST_CASE,
)
async def understand(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Response[dict[str, str]]:
    """What the line would be kept as, shown before Enter. Nothing is kept by asking."""
    answers = await read_answers(request)
    understood = await understand_in_room(act, ref, case_ref, answers.text("line"))
    return Response({"understood": understood_words(understood)}, media_type="application/json", status_code=200)


def understood_words(understood: Understood) -> str:
    if understood.messages:
        return understood.messages[0][1]
    who = understood.who
    parts = [
        KINDS[understood.kind].lower(),
        ", ".join(part for part in (who.name, who.person_name) if part) if who else "",
        f"due {show_weekday_date(understood.due_on)} ({RULE_WORDS[understood.due_rule]})" if understood.due_on else "",
        f"question {understood.dash_item}" if understood.dash_item else "",
        f"text “{understood.text}”",
    ]
    hints = hints_for(understood.text) if understood.kind == "action" else ()
    return " ".join([f"Understood: {' · '.join(part for part in parts if part)}", *hints])


@get("/meetings/{ref:str}/room/{case_ref:str}/news/{known:str}", guards=[may("room.read")])
async def news(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], known: FromPath[str]
) -> Response[dict[str, Any]]:
    """How many things others did since the page was made."""
    number = await number_by_others(act, ref, case_ref)
    before = int(known) if known.isascii() and known.isdigit() and len(known) <= len("999999") else 0
    answer = {"version": str(number), "new": max(number - before, 0)}
    return Response(answer, media_type="application/json", status_code=200)


ROOM_CASE_PAGES = [show_case_in_room, write, keep, understand, news]
