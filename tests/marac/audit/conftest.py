"""A vault over an empty database, with two areas in it."""

import pytest

from marac.audit.trail import Trail
from marac.database import OurEngine
from marac.vault.vault import Vault
from tests.fakes import FixedClock
from tests.marac.vault_cast import Place, a_vault, an_area


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
