"""Accounts: invite, give and end roles with a second administrator, end all access in one act."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies import officers, proposals
from agencies.accounts import Account, account_by_handle, accounts_of, email_of
from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of
from agencies.officers import TAKES_TWO, NewOfficer
from agencies.proposals import ROLE_END, ROLE_GIVE
from agencies.roles import ROLE_NAMES, Role
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, date_parts, read_answers
from marac.web.guards import may, requires_step_up
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.answerers import end_leaver

AnyRequest = Request[Any, Any, Any]
LIST = "/people-and-seats"
_KINDS = (ROLE_GIVE, ROLE_END)
_WAITS = "A second administrator must agree before this counts."


@get(LIST, guards=[may("account.read")])
async def show_accounts(act: NamedDependency[Act]) -> Page:
    return page(
        "accounts/list.html",
        heading=Heading.ACCOUNTS,
        accounts=await accounts_of(act),
        role_names=ROLE_NAMES,
        waiting=await _waiting(act),
    )


@get(f"{LIST}/invite", guards=[may("account.change"), requires_step_up])
async def show_invite(act: NamedDependency[Act]) -> Page:
    return await _invite_page(act, Answers(date_parts("from_on", act.today)))


@post(f"{LIST}/invite", guards=[may("account.change"), requires_step_up])
async def invite(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        waits = await officers.invite_officer(act, await _new_officer(act, answers))
    except InvalidForm as refusal:
        return await _invite_page(act, answers.mended_by(refusal))
    return outcome(LIST, f"Invited. {_WAITS}" if waits else "Invited. The letter is on its way.")


@get(f"{LIST}/{{handle:str}}", guards=[may("account.read")])
async def show_account(act: NamedDependency[Act], handle: FromPath[str]) -> Page:
    return await _account_page(act, await account_by_handle(act, handle), BLANK)


@post(f"{LIST}/{{handle:str}}/give-role", guards=[may("account.change"), requires_step_up])
async def give_role(act: NamedDependency[Act], handle: FromPath[str], request: AnyRequest) -> Page | Redirect:
    account, answers = await account_by_handle(act, handle), await read_answers(request)
    try:
        await officers.ask_for_role(
            act,
            account.officer_id,
            role=_role(answers),
            agency_id=await _agency(act, answers),
            from_on=answers.day("from_on"),
            to_on=_last_day(answers),
        )
    except InvalidForm as refusal:
        return await _account_page(act, account, answers.mended_by(refusal))
    return outcome(LIST, f"The role is asked for. {_WAITS}")


@post(f"{LIST}/{{handle:str}}/end-role", guards=[may("account.change"), requires_step_up])
async def end_role(act: NamedDependency[Act], handle: FromPath[str], request: AnyRequest) -> Redirect:
    account, answers = await account_by_handle(act, handle), await read_answers(request)
    membership = _uuid(answers.text("membership"))
    if membership not in {line.membership_id for line in account.held}:
        raise NotFound
    await officers.ask_to_end_role(act, membership)
    return outcome(LIST, f"The end of the role is asked for. {_WAITS}")


@post(f"{LIST}/{{handle:str}}/end", guards=[may("account.change"), requires_step_up])
async def end_account(act: NamedDependency[Act], handle: FromPath[str]) -> Redirect:
    account = await account_by_handle(act, handle)
    await end_leaver(act, account.officer_id)
    return outcome(LIST, "All access has ended: sessions, links and roles.")


@post(f"{LIST}/waiting/{{ref:str}}", guards=[may("account.change"), requires_step_up])
async def decide(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    agrees = (await read_answers(request)).text("act") == "agree"
    await proposals.decide(act, ref, agrees=agrees, kinds=_KINDS)
    return outcome(LIST, "Agreed. It counts from now on." if agrees else "Refused. Nothing has changed.")


async def _waiting(act: Act) -> list[dict[str, Any]]:
    """What another administrator asked for, in words."""
    found = await proposals.waiting_in(act.area.id, kinds=_KINDS)
    people = [officer for each in found for officer in (each.officer_id, each.asked_by) if officer]
    names = await names_of(act, people)
    return [
        {
            "ref": each.ref,
            "what": f"{'Give' if each.kind == ROLE_GIVE else 'End'} the role {ROLE_NAMES[Role(each.change['role'])]}",
            "whom": names[each.officer_id] if each.officer_id else "",
            "asked_by": names[each.asked_by],
            "asked_at": each.asked_at,
            "is_mine": act.officer_id in (each.asked_by, each.officer_id),
        }
        for each in found
    ]


async def _invite_page(act: Act, answers: Answers) -> Page:
    return page(
        "accounts/invite.html",
        heading=Heading.INVITE,
        answers=answers,
        agencies=await _agency_options(act),
        roles=_role_options(),
        takes_two=_takes_two(),
    )


async def _account_page(act: Act, account: Account, answers: Answers) -> Page:
    return page(
        "accounts/show.html",
        heading=Heading.ACCOUNT_OF_COLLEAGUE,
        answers=answers,
        person=account,
        email=await email_of(act, account.officer_id),
        agencies=await _agency_options(act),
        roles=_role_options(),
        role_names=ROLE_NAMES,
        today=act.today,
        is_me=account.officer_id == act.officer_id,
    )


async def _agency_options(act: Act) -> list[tuple[str, str]]:
    lines = [line for line in await agencies_of(act.area.id, on=act.today) if line.is_member_on(act.today)]
    return [("", "Choose an agency"), *((line.slug, line.name) for line in lines)]


def _role_options() -> list[tuple[str, str]]:
    return [("", "Choose a role"), *((role.value, words[0].upper() + words[1:]) for role, words in ROLE_NAMES.items())]


def _takes_two() -> str:
    return ", ".join(words for role, words in ROLE_NAMES.items() if role in TAKES_TWO)


async def _new_officer(act: Act, answers: Answers) -> NewOfficer:
    return NewOfficer(
        given_names=answers.text("given_names"),
        family_name=answers.text("family_name"),
        email=answers.text("email").strip(),
        telephone=answers.text("telephone"),
        agency_id=await _agency(act, answers),
        role=_role(answers),
        from_on=answers.day("from_on"),
        to_on=_last_day(answers),
    )


def _role(answers: Answers) -> Role:
    try:
        return Role(answers.text("role"))
    except ValueError:
        raise InvalidForm({"role": "Choose a role"}) from None


async def _agency(act: Act, answers: Answers) -> UUID:
    for line in await agencies_of(act.area.id, on=act.today):
        if line.slug == answers.text("agency") and line.is_member_on(act.today):
            return line.id
    raise InvalidForm({"agency": "Choose an agency of this area"})


def _last_day(answers: Answers) -> date | None:
    return None if answers.is_date_empty("to_on") else answers.day("to_on")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


ACCOUNTS_PAGES = [show_accounts, show_invite, invite, show_account, give_role, end_role, end_account, decide]
