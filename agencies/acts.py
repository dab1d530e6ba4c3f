"""One act: who does it, in which area, when by both clocks, and with which means.

Every function that does something takes an `Act` first, and takes its moment from there.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.roles import COORDINATORS, Role
from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.clock import Clock
from marac.database import within_area
from marac.dates import day_in_london
from marac.post import Post
from marac.vault.opening import Permit
from marac.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Desk:
    """The standing means of the service: keys, trail, clock, post and its own public address."""

    vault: Vault
    trail: Trail
    clock: Clock
    post: Post
    address: str
    mail_from: str = "meeting-desk@localhost"  # letters come from here, and calendars name it as organiser


@dataclass(frozen=True, slots=True)
class AreaOfAct:
    """The area an act takes place in."""

    id: UUID
    slug: str
    name: str
    forum: str
    nation: str
    practice: bool
    prefix: str


@dataclass(frozen=True, slots=True)
class Act:
    """What one person (or the service itself: no officer) does at one moment."""

    desk: Desk
    area: AreaOfAct
    actor: Actor
    officer_id: UUID | None
    agency_id: UUID | None
    role: Role | None
    roles: frozenset[Role]
    membership_id: UUID | None = None

    @property
    def at(self) -> datetime:
        """Machine time, UTC: for leaves, sessions, leases."""
        return self.actor.at

    @property
    def business_at(self) -> datetime:
        """The area's own time, UTC: for received, decided, due and heard."""
        return self.actor.business_at

    @property
    def today(self) -> date:
        return day_in_london(self.business_at)

    @property
    def vault(self) -> Vault:
        return self.desk.vault

    @property
    def is_coordinator(self) -> bool:
        return bool(self.roles & COORDINATORS)

    @property
    def is_machine(self) -> bool:
        """An agency's own software, known by its signing key: it speaks for that agency and for no other."""
        return self.officer_id is None and self.agency_id is not None

    @property
    def is_chair(self) -> bool:
        """A deputy chair has the chair's rights only in the seat at a meeting."""
        return Role.CHAIR in self.roles

    def permit(self, event: Event, kind: str, about: UUID | None, **keys: object) -> Permit:
        """Leave to open sealed rows for this act; the vault records the opening first."""
        return Permit(by=self.actor, event=event, kind=kind, about=about, keys=keys)

    def at_work(self) -> AbstractContextManager[None]:
        """`with act.at_work():` where a request, a job or a command begins: the database shows what this act may reach.

        Making an act reaches nothing, so one made beside another takes no sight away from it.
        """
        return within_area(self.area.id, officer=self.officer_id, agency=self.agency_id)

    async def record(self, event: Event, kind: str, about: UUID | None, **keys: Any) -> UUID:
        """A leaf in the transaction of the act."""
        return await self.desk.trail.record(event, by=self.actor, kind=kind, about=about, **keys)
