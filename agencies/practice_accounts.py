"""Sign-ins for the people of a practice area, so that a visitor can be any of them. Nowhere else."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.directory import Authenticator, Entry, open_officers, seal_officer
from agencies.members import members_of
from agencies.practice_words import WORDS
from agencies.roles import Role
from agencies.second_factor import new_secret
from agencies.tables import Officer
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused

WORDS_IN_PASSWORD = 5


@dataclass(frozen=True, slots=True)
class SignInGiven:
    """What one person is to sign in with."""

    password: str
    secret: str


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """How a visitor signs in as one person; told to nobody but the person who started the practice area."""

    role: str
    roles: tuple[str, ...]
    name: str
    email: str
    password: str
    totp_secret: str


async def make_practice_accounts(act: Act) -> list[PracticeAccount]:
    """A password and an authenticator key for everyone with a role today. Raises Refused outside a practice area."""
    roles: dict[UUID, list[Role]] = {}
    for member in await members_of(act.area.id, on=act.today):
        roles.setdefault(member.officer_id, []).append(member.role)
    given = {
        officer_id: SignInGiven(
            password=" ".join(secrets.choice(WORDS) for _ in range(WORDS_IN_PASSWORD)), secret=new_secret()
        )
        for officer_id in roles
    }
    entries = await equip(act, given)
    return [
        PracticeAccount(
            role=held[0].value,
            roles=tuple(role.value for role in held),
            name=entries[officer_id].name,
            email=entries[officer_id].email,
            password=given[officer_id].password,
            totp_secret=given[officer_id].secret,
        )
        for officer_id, held in roles.items()
    ]


async def equip(act: Act, given: Mapping[UUID, SignInGiven]) -> dict[UUID, Entry]:
    """Give people of a practice area these sign-ins. Gives who they are."""
    if not act.area.practice:
        raise Refused("Ready-made sign-ins exist in practice areas only.")
    hashes = {each.password: await act.vault.hash_password(each.password) for each in given.values()}
    officers = await Officer.objects().where(Officer.id.is_in(list(given)))
    entries = [entry for entry, _ in await open_officers(act.desk, officers, by=act.actor)]
    async with transaction():
        for officer, entry in zip(officers, entries, strict=True):
            sign_in = given[officer.id]
            officer.password, officer.state = hashes[sign_in.password], "active"
            officer.totp_confirmed_at, officer.totp_step = act.at, None
            await seal_officer(act.desk, officer, entry=entry, authenticator=Authenticator(secret=sign_in.secret))
            await officer.save()
        await act.record(Event.OFFICER_JOINED, "area", act.area.id)
    return {officer.id: entry for officer, entry in zip(officers, entries, strict=True)}
