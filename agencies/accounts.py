"""The accounts of an area as an administrator sees them: people, roles, last use. No case stands behind any of it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from piccolo.query.functions import Max

from agencies.acts import Act
from agencies.directory import AT_ONCE, names_of, open_entries
from agencies.members import AgencyLine, MemberLine, agencies_of, members_of
from agencies.tables import Officer, Session
from marac.errors import NotFound

DORMANT_DAYS = 45
HANDLE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Account:
    """One person with every role of theirs in this area."""

    officer_id: UUID
    handle: str
    name: str
    state: str
    held: tuple[MemberLine, ...]
    agencies: tuple[AgencyLine, ...]
    last_used_at: datetime | None
    is_dormant: bool

    @property
    def status(self) -> str:
        """In words."""
        if self.state == "active":
            return "Not used for 45 days" if self.is_dormant else "In use"
        return {"invited": "Not set up yet", "ended": "Ended"}[self.state]


async def accounts_of(act: Act) -> list[Account]:
    """Everybody with a role here, ever, by name."""
    roles: dict[UUID, list[MemberLine]] = {}
    for member in await members_of(act.area.id):
        roles.setdefault(member.officer_id, []).append(member)
    at_home = await Officer.select(Officer.id, Officer.state).where(Officer.area == act.area.id)
    states = {row["id"]: row["state"] for row in at_home}
    for officer_id, held in roles.items():
        states.setdefault(officer_id, held[0].state)
    names = await names_of(act, states)
    used = await _last_used(list(states))
    agencies = {line.id: line for line in await agencies_of(act.area.id, on=act.today)}
    accounts = [
        _account(
            act, officer_id, names[officer_id], state, held=roles.get(officer_id, []), agencies=agencies, used=used
        )
        for officer_id, state in states.items()
    ]
    return sorted(accounts, key=lambda account: account.name.lower())


async def account_by_handle(act: Act, handle: str) -> Account:
    """Raises NotFound."""
    for account in await accounts_of(act):
        if account.handle == handle:
            return account
    raise NotFound("There is no such account.")


async def email_of(act: Act, officer_id: UUID) -> str:
    """Where letters to this person go; opening it is a look of the administrator."""
    return (await open_entries(act, [officer_id]))[officer_id].email


def handle_of(act: Act, officer_id: UUID) -> str:
    """What stands for a person in an address: it tells nothing, and nothing but this service can make it."""
    token = act.vault.csrf_token(f"officer:{officer_id}")
    return hashlib.sha256(token.encode()).hexdigest()[:HANDLE_LENGTH]


async def _last_used(officers: Collection[UUID]) -> dict[UUID, datetime]:
    found: dict[UUID, datetime] = {}
    wanted = list(officers)
    for start in range(0, len(wanted), AT_ONCE):
        rows = await (
            Session.select(Session.officer, Max(Session.seen_at, alias="seen"))
            .where(Session.officer.is_in(wanted[start : start + AT_ONCE]))
            .group_by(Session.officer)
        )
        found |= {row["officer"]: _moment(row["seen"]) for row in rows}
    return found


def _moment(value: datetime | str) -> datetime:
    """SQLite gives a computed moment as its text."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _account(
    act: Act,
    officer_id: UUID,
    name: str,
    state: str,
    *,
    held: list[MemberLine],
    agencies: dict[UUID, AgencyLine],
    used: dict[UUID, datetime],
) -> Account:
    last = used.get(officer_id)
    return Account(
        officer_id=officer_id,
        handle=handle_of(act, officer_id),
        name=name,
        state=state,
        held=tuple(held),
        agencies=tuple(agencies[i] for i in dict.fromkeys(line.agency_id for line in held) if i in agencies),
        last_used_at=last,
        is_dormant=last is not None and last < act.at - timedelta(days=DORMANT_DAYS),
    )
