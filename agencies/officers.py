"""People: invited by an administrator, given and taken roles with a second one, and ended in one act."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import Authenticator, Entry, directory_key, officer_row, seal_officer
from agencies.invitations import make_invitation, withdraw_invitations
from agencies.mail_domains import NOT_ON_LIST, is_on_list
from agencies.members import MemberLine, agencies_of, members_of
from agencies.proposals import ROLE_END, ROLE_GIVE, give_role, propose
from agencies.roles import CHAIRS, COORDINATORS, Role
from agencies.sessions import end_sessions_of
from agencies.tables import Membership, Officer
from marac.audit.events import Event
from marac.database import transaction, whole_service
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import uuid7
from marac.staff_address import StaffAddress

LONGEST_NAME, LONGEST_TELEPHONE = 120, 40
# Roles that see whole cases or give access to others: one administrator alone gives none of them.
TAKES_TWO = COORDINATORS | CHAIRS | {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.MAPPA_COORDINATOR}


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What an administrator says of somebody to be invited."""

    given_names: str
    family_name: str
    email: str
    agency_id: UUID
    role: Role
    from_on: date
    telephone: str = ""
    to_on: date | None = None


async def invite_officer(act: Act, new: NewOfficer) -> bool:
    """Invite somebody. Gives whether their role waits for a second administrator.

    The answer is the same whether or not another area knows this address: then the person keeps their account and has
    one more seat. Raises InvalidForm.
    """
    await _check(act, new)
    index = act.vault.index_email(new.email)
    with whole_service():
        known = await Officer.select(Officer.id, Officer.state).where(Officer.email_index == index).first()
    dk = await directory_key(act.area.id)
    waits = new.role in TAKES_TWO
    async with transaction():
        officer_id = known["id"] if known else await _make(act, new, index=index, dk=dk)
        if waits:
            await propose(act, ROLE_GIVE, _change(new), officer_id=officer_id)
        else:
            await give_role(
                act,
                officer_id,
                role=new.role.value,
                agency_id=new.agency_id,
                from_on=new.from_on,
                to_on=new.to_on,
                second=None,
            )
        if known is None or known["state"] != "active":
            with whole_service():
                await Officer.update({Officer.state: "invited"}).where(Officer.id == officer_id)
            await make_invitation(act, officer_id)
        await act.record(
            Event.OFFICER_INVITED,
            "officer",
            officer_id,
            role=new.role.value,
            agency=str(new.agency_id),
            second=waits,
        )
    return waits


async def ask_for_role(
    act: Act, officer_id: UUID, *, role: Role, agency_id: UUID | None, from_on: date, to_on: date | None
) -> str:
    """Ask that somebody of this area be given a role; another administrator agrees. Gives the reference."""
    await member_of_area(act, officer_id)
    change = {
        "role": role.value,
        "agency": str(agency_id) if agency_id else None,
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat() if to_on else None,
    }
    async with transaction():
        ref = await propose(act, ROLE_GIVE, change, officer_id=officer_id)
    return ref


async def ask_to_end_role(act: Act, membership_id: UUID) -> str:
    """Ask that a role end with today; another administrator agrees."""
    held = [line for line in await members_of(act.area.id) if line.membership_id == membership_id]
    if not held:
        raise NotFound("There is no such role.")
    change = {"membership": str(membership_id), "role": held[0].role.value, "to_on": act.today.isoformat()}
    async with transaction():
        ref = await propose(act, ROLE_END, change, officer_id=held[0].officer_id)
    return ref


async def end_officer(act: Act, officer_id: UUID) -> None:
    """A leaver, in one act: sessions, links and roles end now. At home in another area, only the roles here end."""
    if officer_id == act.officer_id:
        raise Refused("Nobody ends their own account. Ask another administrator.")
    held = await member_of_area(act, officer_id)
    officer = await officer_row(officer_id)
    async with transaction():
        sessions = await end_sessions_of(officer_id, now=act.at)
        if officer.area == act.area.id:
            await withdraw_invitations(officer_id, act=act)
            await Officer.update({Officer.state: "ended", Officer.ended_at: act.at}).where(Officer.id == officer_id)
        for line in held:
            await _end_membership(act, line)
        await act.record(Event.OFFICER_ENDED, "officer", officer_id, sessions=sessions, seats=len(held))


async def member_of_area(act: Act, officer_id: UUID) -> list[MemberLine]:
    """The roles somebody has, has had or will have in this area. Raises NotFound for a stranger to it."""
    held = [line for line in await members_of(act.area.id) if line.officer_id == officer_id]
    if not held and not await Officer.exists().where((Officer.id == officer_id) & (Officer.area == act.area.id)):
        raise NotFound("There is no such person.")
    return held


async def _end_membership(act: Act, line: MemberLine) -> None:
    yesterday = act.today - timedelta(days=1)
    if line.to_on is None or line.to_on > yesterday:
        await Membership.update({Membership.to_on: yesterday}).where(Membership.id == line.membership_id)


async def _check(act: Act, new: NewOfficer) -> None:
    messages: dict[str, str] = {}
    for field, words in (("given_names", "given names"), ("family_name", "family name")):
        if not getattr(new, field).strip():
            messages[field] = f"Enter the {words}"
        if len(getattr(new, field)) > LONGEST_NAME:
            messages[field] = f"Enter at most {LONGEST_NAME} characters"
    if len(new.telephone) > LONGEST_TELEPHONE:
        messages["telephone"] = f"Enter at most {LONGEST_TELEPHONE} characters"
    try:
        StaffAddress(new.email)
    except ValueError as error:
        messages["email"] = str(error)
    agencies = {line.id: line for line in await agencies_of(act.area.id, on=act.today) if line.is_member_on(act.today)}
    if new.agency_id not in agencies:
        messages["agency"] = "Choose an agency of this area"
    elif "email" not in messages and not is_on_list(new.email, agencies[new.agency_id].mail_domains):
        messages["email"] = NOT_ON_LIST
    if new.to_on is not None and new.to_on < new.from_on:
        messages["to_on"] = "Enter a last day that is not before the first"
    if messages:
        raise InvalidForm(messages)


async def _make(act: Act, new: NewOfficer, *, index: str, dk: UUID) -> UUID:
    officer = Officer(
        id=uuid7(),
        area=act.area.id,
        agency=new.agency_id,
        email_index=index,
        state="invited",
        made_at=act.at,
        dk=dk,
    )
    entry = Entry(
        given_names=new.given_names.strip(),
        family_name=new.family_name.strip(),
        email=new.email,
        telephone=new.telephone.strip(),
    )
    await seal_officer(act.desk, officer, entry=entry, authenticator=Authenticator())
    await Officer.insert(officer)
    return UUID(str(officer.id))


def _change(new: NewOfficer) -> dict[str, Any]:
    return {
        "role": new.role.value,
        "agency": str(new.agency_id),
        "from_on": new.from_on.isoformat(),
        "to_on": new.to_on.isoformat() if new.to_on else None,
    }
