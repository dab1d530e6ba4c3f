"""Sign-ins for the people of a practice area, so that a visitor can be any of them. Nowhere else."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from agencies import second_factor
from agencies.acts import Act
from agencies.blocklist import common_words
from agencies.directory import Authenticator, officer_row, open_officers, seal_officer
from agencies.members import members_of
from agencies.roles import Role
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused

WORDS_IN_PASSWORD = 5


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
    if not act.area.practice:
        raise Refused("Ready-made sign-ins exist in practice areas only.")
    roles: dict[UUID, list[Role]] = {}
    for member in await members_of(act.area.id, on=act.today):
        roles.setdefault(member.officer_id, []).append(member.role)
    return [await _make(act, officer_id, held) for officer_id, held in roles.items()]


async def equip(act: Act, officer_id: UUID, *, password: str, secret: str) -> str:
    """Give one person of a practice area this sign-in. Gives their e-mail address."""
    if not act.area.practice:
        raise Refused("Ready-made sign-ins exist in practice areas only.")
    hashed = await act.vault.hash_password(password)
    officer = await officer_row(officer_id)
    [(entry, _)] = await open_officers(act.desk, [officer], by=act.actor)
    officer.password, officer.state = hashed, "active"
    officer.totp_confirmed_at, officer.totp_step = act.at, None
    async with transaction():
        await seal_officer(act.desk, officer, entry=entry, authenticator=Authenticator(secret=secret))
        await officer.save()
        await act.record(Event.OFFICER_JOINED, "officer", officer_id)
    return entry.email


async def _make(act: Act, officer_id: UUID, roles: list[Role]) -> PracticeAccount:
    words = sorted(common_words())
    password = " ".join(secrets.choice(words) for _ in range(WORDS_IN_PASSWORD))
    secret = second_factor.new_secret()
    email = await equip(act, officer_id, password=password, secret=secret)
    [(entry, _)] = await open_officers(act.desk, [await officer_row(officer_id)], by=act.actor)
    return PracticeAccount(
        role=roles[0].value,
        roles=tuple(role.value for role in roles),
        name=entry.name,
        email=email,
        password=password,
        totp_secret=secret,
    )
