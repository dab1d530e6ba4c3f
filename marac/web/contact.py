"""How to reach a person, and where they lived: how it is safe first, the rest for a reason; and what one knows."""

from collections.abc import Callable, Mapping
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
from meetings.contact_reading import REASONS, find_reachable, give_contact_reason, read_contact
from meetings.forms.known_values import read_known
from meetings.value_deciding import add_value

AnyRequest = Request[Any, Any, Any]
FIRST_IS_VICTIM = 1
MOST_LINES = 8
# Word of the path, kind of value.
TOLD = {"name": "alias", "born": "born_on", "telephone": "phone", "address": "address"}
BACK_TO = {"alias": "names", "born_on": "names", "phone": "contact", "address": "contact"}
KEPT = "Kept beside what was said before. People are looked for by it."
PROPOSED = "Proposed to the coordinator. Until it is accepted, you and they alone see it."


@get("/cases/{ref:str}/contact", guards=[may("case.contact")])
async def show_contact_of_case(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    """The victim's."""
    return await _contact_page(act, ref, FIRST_IS_VICTIM, BLANK)


@get("/people/{ref:str}/{number:int}/contact", guards=[may("case.contact")])
async def show_contact(act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int]) -> Page:
    return await _contact_page(act, ref, number, BLANK)


@post("/people/{ref:str}/{number:int}/contact/open", guards=[may("case.contact")])
async def open_contact(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        code = await give_contact_reason(act, ref, number, answers.text("reason"))
    except InvalidForm as refusal:
        return await _contact_page(act, ref, number, answers.mended_by(refusal))
    return go_to(f"/people/{ref}/{number}/contact/because/{code}")


@get("/people/{ref:str}/{number:int}/contact/because/{code:str}", guards=[may("case.contact")])
async def show_opened_contact(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], code: FromPath[str]
) -> Page:
    """Each look is recorded with its reason again."""
    if code not in REASONS:
        raise NotFound
    return await _contact_page(act, ref, number, BLANK, reason_code=code)


@get("/people/{ref:str}/{number:int}/know/{what:str}", guards=[may("person.tell")])
async def show_telling_value(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], what: FromPath[str]
) -> Page:
    return await _know_page(act, ref, number, what, BLANK)


@post("/people/{ref:str}/{number:int}/know/{what:str}", guards=[may("person.tell")])
async def tell_value(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], what: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    mention = await find_reachable(act, ref, number)
    answers, kind = await read_answers(request), _kind(what)
    try:
        value = read_known(kind, READ[kind](answers), today=act.today)
    except InvalidForm as refusal:
        return await _know_page(act, ref, number, what, answers.mended_by(refusal))
    await add_value(act, mention.id, kind=kind, value=value, said_on=act.today)
    return outcome(f"/people/{ref}/{number}/{BACK_TO[kind]}", KEPT if act.is_coordinator else PROPOSED)


def _kind(what: str) -> str:
    if what not in TOLD:
        raise NotFound
    return TOLD[what]


def _typed(answers: Answers, name: str) -> str | None:
    return answers.text(name).strip() or None


def _alias(answers: Answers) -> Mapping[str, Any]:
    told = {name: _typed(answers, name) for name in ("given_names", "family_name", "note")}
    return {**told, "kind": answers.text("kind")}


def _born(answers: Answers) -> Mapping[str, Any]:
    return {"born_on": answers.born_on("born_on")}


def _phone(answers: Answers) -> Mapping[str, Any]:
    number = answers.text("number").strip()
    return {"number": number, "safe_to_call": answers.text("safe_to_call"), "note": _typed(answers, "note")}


def _address(answers: Answers) -> Mapping[str, Any]:
    """Where nobody knows whether an address may be shown, it may not."""
    lines = [line.strip() for line in answers.text("lines").splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise InvalidForm({"lines": f"Enter at most {MOST_LINES} lines."})
    if answers.text("confidential") not in ("yes", "no", "not_known"):
        raise InvalidForm({"confidential": "Choose whether it must be kept from the perpetrator."})
    return {
        "lines": lines,
        "town": _typed(answers, "town"),
        "postcode": _typed(answers, "postcode"),
        "from_on": _day(answers, "from_on"),
        "to_on": _day(answers, "to_on"),
        "confidential": answers.text("confidential") != "no",
        "kind": answers.text("kind"),
    }


def _day(answers: Answers, name: str) -> str | None:
    return None if answers.is_date_empty(name) else answers.day(name).isoformat()


READ: Mapping[str, Callable[[Answers], Mapping[str, Any]]] = {
    "alias": _alias,
    "born_on": _born,
    "phone": _phone,
    "address": _address,
}


async def _contact_page(act: Act, ref: str, number: int, answers: Answers, *, reason_code: str | None = None) -> Page:
    person = await read_contact(act, ref, number, reason_code=reason_code)
    return page(
        "person/contact.html",
        heading=Heading.CONTACT,
        answers=answers,
        person=person,
        reasons=list(REASONS.items()),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


async def _know_page(act: Act, ref: str, number: int, what: str, answers: Answers) -> Page:
    kind = _kind(what)
    person = await read_contact(act, ref, number)
    return page(
        "person/know.html",
        heading=Heading.WHAT_YOU_KNOW,
        answers=answers,
        person=person,
        kind=kind,
        action=f"{person.path}/know/{what}",
        back=f"{person.path}/{BACK_TO[kind]}",
        prefix=act.area.prefix,
        is_proposal=not act.is_coordinator,
    )


CONTACT_PAGES = [
    show_contact_of_case,
    show_contact,
    open_contact,
    show_opened_contact,
    show_telling_value,
    tell_value,
]
