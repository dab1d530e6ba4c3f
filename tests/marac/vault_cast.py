"""What tests of the vault and the trail stand on: a root key, two areas, an officer at work, and rows of a case."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from agencies.tables import Agency, Area, Officer
from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.clock import Clock
from marac.columns import SealedRow
from marac.database import OurEngine, transaction
from marac.ids import new_ref, uuid7
from marac.vault.opening import Permit
from marac.vault.primitives import Key, PasswordCost
from marac.vault.roots import HeldRoot
from marac.vault.vault import Vault, open_vault
from meetings.tables.documents import Draft
from tests.fakes import FixedClock

QUICK = PasswordCost(memory_kib=64, passes=1)


def a_root(fill: int = 7) -> HeldRoot:
    return HeldRoot({1: Key(bytes([fill]) * 32)})


@dataclass(frozen=True)
class Place:
    """Northmoor, or the next area: its row, its coordinator, and a permit to read drafts."""

    area: Area
    officer: Officer
    actor: Actor

    def permit(self, event: Event = Event.DRAFT_READ, **keys: object) -> Permit:
        return Permit(by=self.actor, event=event, kind="draft", about=None, keys=keys)


async def a_vault(clock: Clock, trail: Trail | None = None, **options: Any) -> Vault:
    return await open_vault(a_root(), trail or Trail(), clock, **{"password_cost": QUICK, **options})


async def an_area(vault: Vault, clock: Clock, slug: str) -> Place:
    area = Area(slug=slug, forum="marac", name=slug.title(), nation="england-and-wales", prefix="NM")
    officer = Officer(area=area.id, email_index=vault.index_email(f"amina@{slug}.example"), made_at=clock.now())
    async with transaction():
        await area.save()
        await vault.make_area_keys(area.id)
        await officer.save()
    actor = Actor(area.id, officer.id, None, clock.now(), clock.now())
    return Place(area, officer, actor)


async def an_agency(place: Place, clock: Clock) -> Agency:
    agency = Agency(area=place.area.id, slug="police", name="Police", short="POL", joined_on=clock.now().date())
    await agency.save()
    return agency


def an_unsaved_draft(place: Place, clock: Clock) -> Draft:
    return Draft(
        ref=new_ref(),
        area=place.area.id,
        officer=place.officer.id,
        form="marac-referral",
        made_at=clock.now(),
        saved_at=clock.now(),
    )


async def seal_and_save(vault: Vault, trail: Trail, by: Actor, row: SealedRow, values: dict[Any, Any]) -> None:
    """As every deed does it: seal, save, record, in one transaction."""
    sealed: Any = row
    async with transaction():
        if sealed.dk is None:
            sealed.dk = await vault.make_data_key(by.area_id or uuid7(), "draft", sealed.id)
        await vault.seal(row, values)
        await sealed.save()
        await trail.record(
            Event.DRAFT_SAVED, by=by, kind="draft", about=sealed.id, form="referral", form_version=1, revision=1
        )


async def a_draft(vault: Vault, trail: Trail, place: Place, clock: Clock, *, body: Any) -> Draft:
    draft = an_unsaved_draft(place, clock)
    await seal_and_save(vault, trail, place.actor, draft, {"body": body})
    return draft


def another(actor: Actor, officer: UUID) -> Actor:
    return replace(actor, officer_id=officer)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
async def vault(database: OurEngine, trail: Trail, clock: FixedClock) -> Vault:
    return await a_vault(clock, trail)


@pytest.fixture
async def northmoor(vault: Vault, clock: FixedClock) -> Place:
    return await an_area(vault, clock, "northmoor")


@pytest.fixture
async def next_area(vault: Vault, clock: FixedClock) -> Place:
    return await an_area(vault, clock, "eastvale")
