"""Signing keys of an agency: enrol one after a telephone call, confirm it as the second person, take one back."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.agency_keys import LOST, WHY, Enrolment, KeyLine, confirm_key, enrol_key, keys_of, officers_of, revoke_key
from agencies.directory import names_of
from agencies.key_checks import show_fingerprint
from agencies.members import AgencyLine, agencies_of
from agencies.policy import may as row_allows
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may, requires_step_up
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import chosen_id

AnyRequest = Request[Any, Any, Any]
KEYS = "/agencies/{slug:str}/keys"


@get(KEYS, guards=[may("agency.keys")])
async def show_keys(act: NamedDependency[Act], slug: FromPath[str]) -> Page:
    return await _page(act, await _agency(act, slug), BLANK)


@post(KEYS, guards=[may("agency.enrol"), requires_step_up])
async def enrol(act: NamedDependency[Act], slug: FromPath[str], request: AnyRequest) -> Page | Redirect:
    agency, answers = await _agency(act, slug), await read_answers(request)
    wanted = Enrolment(
        answers.text("label"), answers.text("public"), answers.text("fingerprint"), chosen_id(answers, "officer")
    )
    try:
        await enrol_key(act, agency.id, enrolment=wanted)
    except InvalidForm as refusal:
        return await _page(act, agency, answers.mended_by(refusal))
    return outcome(f"/agencies/{slug}/keys", "Enrolled. A second person must confirm it before it counts.")


@post(KEYS + "/{key_id:str}/confirm", guards=[may("agency.keys"), requires_step_up])
async def confirm(act: NamedDependency[Act], slug: FromPath[str], key_id: FromPath[str]) -> Redirect:
    agency = await _agency(act, slug)
    await confirm_key(act, agency.id, key_id=key_id)
    return outcome(f"/agencies/{slug}/keys", "Confirmed. What is signed with this key counts from now on.")


@post(KEYS + "/{key_id:str}/revoke", guards=[may("agency.keys")])
async def revoke(
    act: NamedDependency[Act], slug: FromPath[str], key_id: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    agency, answers = await _agency(act, slug), await read_answers(request)
    try:
        await revoke_key(act, agency.id, key_id=key_id, why=answers.text("why"))
    except InvalidForm as refusal:
        return await _page(act, agency, BLANK.mended_by(refusal))
    return outcome(f"/agencies/{slug}/keys", "Taken back. Nothing signed with this key is accepted any more.")


async def _agency(act: Act, slug: str) -> AgencyLine:
    for line in await agencies_of(act.area.id, on=act.today):
        if line.slug == slug:
            return line
    raise NotFound


async def _page(act: Act, agency: AgencyLine, answers: Answers) -> Page:
    keys, officers = await keys_of(act, agency.id), await officers_of(act, agency.id)
    names = await names_of(act, {*officers, *(who for key in keys for who in _people_of(key))})
    return page(
        "agencies/keys.html",
        heading=Heading.AGENCY_KEYS,
        agency=agency,
        answers=answers,
        names=names,
        kept=[(key, show_fingerprint(key.fingerprint), _may_confirm(act, key)) for key in keys if not key.revoked_at],
        gone=[key for key in keys if key.revoked_at],
        lost=LOST,
        reasons=list(WHY.items()),
        may_enrol=row_allows("agency.enrol", roles=act.roles, forum=act.area.forum),
        officers=[("", "Nobody’s: the agency’s own software"), *((str(who), names[who]) for who in officers)],
    )


def _people_of(key: KeyLine) -> list[Any]:
    return [who for who in (key.officer_id, key.enrolled_by, key.confirmed_by, key.revoked_by) if who]


def _may_confirm(act: Act, key: KeyLine) -> bool:
    return key.confirmed_at is None and act.officer_id not in (key.enrolled_by, key.officer_id)


AGENCY_KEY_PAGES = [show_keys, enrol, confirm, revoke]
