"""Row-level security: what no request, job or command may reach, whatever the service asks for."""

import asyncio
import random
from datetime import date
from uuid import UUID

import pytest

from agencies.tables import Agency, Membership, Officer
from marac.audit.events import Event
from marac.database import (
    OurEngine,
    OutOfReach,
    Postgres,
    bind,
    open_database,
    out_of_reach,
    requires_own_user,
    start,
    stop,
    transaction,
    whole_service,
    within_area,
)
from marac.errors import SettingsWrong
from marac.ids import uuid7
from tests.cast import Cast
from tests.catalogue import asked, count, tables_with
from tests.databases import TEST_DATABASE_URL
from tests.meeting_day import Listed

pytestmark = pytest.mark.anyio
NUMBER_OF_TASKS = 300
NEVER = UUID(int=0)
# The parts of a case that hang on it by a column of their own, in the practice of the tests at least one row each.
FILLED = ("case_record", "case_document", "case_event", "mention", "agenda_item", "ask", "document")


async def agencies_in_reach() -> set[UUID]:
    return {row["area"] for row in await Agency.select(Agency.area)}


@pytest.mark.postgres
async def test_every_table_with_an_area_has_a_policy_that_holds_for_its_owner_too(database: OurEngine) -> None:
    guarded = await asked(
        database,
        "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
        " WHERE relrowsecurity AND relforcerowsecurity AND polcmd = '*' ORDER BY relname",
    )

    tables = await tables_with(database, "area")

    assert len(tables) > 40
    assert [row["relname"] for row in guarded] == tables


@pytest.mark.postgres
async def test_every_table_with_a_case_asks_who_is_shut_out_of_it(database: OurEngine) -> None:
    rows = await asked(database, "SELECT tablename FROM pg_policies WHERE qual LIKE '%exclusion%' ORDER BY tablename")
    asking = {row["tablename"] for row in rows}

    assert asking == set(await tables_with(database, "case")) - {"exclusion"} | {"case_record", "data_key", "meeting"}


@pytest.mark.postgres
async def test_out_of_reach_no_row_of_any_area_is_there(database: OurEngine, cast: Cast, listed: Listed) -> None:
    tables = await tables_with(database, "area")
    there = [table for table in tables if await count(database, table)]

    with out_of_reach():
        seen = [table for table in tables if await count(database, table)]

    assert {"officer", "membership", "data_key", "leaf", "case_record"} <= set(there)
    assert seen == []


@pytest.mark.postgres
async def test_an_area_reaches_its_own_rows_alone(cast: Cast) -> None:
    for person in (cast.amina, cast.cerys):
        with within_area(person.area.id):
            assert await agencies_in_reach() == {person.area.id}
            homes = {row["area"] for row in await Officer.select(Officer.area)}
            assert homes == {person.area.id}


@pytest.mark.postgres
async def test_somebody_at_home_elsewhere_with_a_role_here_is_known_here(cast: Cast) -> None:
    cerys, amina = cast.cerys, cast.amina
    with within_area(amina.area.id):
        assert not await Officer.exists().where(Officer.id == cerys.officer_id)

    await give_role_in(amina.area.id, cerys.officer_id)

    with within_area(amina.area.id):
        assert await Officer.exists().where(Officer.id == cerys.officer_id)


async def give_role_in(area: UUID, officer: UUID) -> None:
    await Membership(area=area, officer=officer, role="observer", from_on=date(2026, 1, 1)).save()


@pytest.mark.postgres
async def test_a_row_of_another_area_can_be_neither_written_nor_changed(cast: Cast) -> None:
    there, here = cast.cerys.area.id, cast.amina.area.id
    agency = Agency(
        id=uuid7(),
        area=there,
        slug="smuggled",
        name="Smuggled",
        short="S",
        nation="england",
        joined_on=date(2026, 1, 1),
    )

    with within_area(here):
        with pytest.raises(OutOfReach):
            await Agency.insert(agency)
        with pytest.raises(OutOfReach):
            await Agency.update({Agency.area: there}).where(Agency.area == here)
        await Agency.update({Agency.name: "Overwritten"}, force=True)
        await Agency.delete().where(Agency.area == there)

    assert not await Agency.exists().where((Agency.area == there) & (Agency.name == "Overwritten"))
    assert await Agency.exists().where(Agency.area == there)


@pytest.mark.postgres
@pytest.mark.parametrize("pgbouncer", [False, True])
async def test_areas_at_work_at_once_over_few_connections_never_see_each_other(
    database: OurEngine, cast: Cast, *, pgbouncer: bool
) -> None:
    engine = Postgres(url_of(database), pgbouncer=pgbouncer, number_of_connections=3)
    bind(engine)
    await start(engine)
    areas = [cast.amina.area.id, cast.cerys.area.id]
    chance = random.Random(7)

    async def work(number: int) -> None:
        area = areas[number % 2]
        with out_of_reach() if number % 5 == 0 else within_area(area):
            expected = set() if number % 5 == 0 else {area}
            assert await agencies_in_reach() == expected
            async with transaction():
                assert await agencies_in_reach() == expected
                for _ in range(chance.randrange(5)):
                    await asyncio.sleep(0)
                if number % 7 == 0:
                    with whole_service():
                        assert await agencies_in_reach() >= set(areas)
                assert await agencies_in_reach() == expected
            assert await agencies_in_reach() == expected

    try:
        await asyncio.gather(*(work(number) for number in range(NUMBER_OF_TASKS)))
    finally:
        await stop(engine)


def url_of(engine: OurEngine) -> str:
    assert isinstance(engine, Postgres)
    return str(engine.config["dsn"])


@pytest.mark.postgres
async def test_a_connection_carries_nothing_to_the_next_one_who_takes_it(database: OurEngine, cast: Cast) -> None:
    engine = Postgres(url_of(database), number_of_connections=1)
    bind(engine)
    await start(engine)
    area, begun, never = cast.amina.area.id, asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        async with transaction():
            await agencies_in_reach()
            begun.set()
            await never.wait()

    try:
        with within_area(area):
            assert await agencies_in_reach() == {area}
            with pytest.raises(ZeroDivisionError):
                async with transaction():
                    await agencies_in_reach()
                    1 / 0  # noqa: B018
            with pytest.raises(OutOfReach):
                await Agency.update({Agency.area: NEVER}, force=True)
            hanging = asyncio.create_task(hang())
        await begun.wait()
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)
        with out_of_reach():
            assert await agencies_in_reach() == set()
            settings = await asked(engine, "SELECT coalesce(current_setting('desk.area', true), '') AS area")
        assert settings == [{"area": ""}]
    finally:
        await stop(engine)


@pytest.mark.postgres
async def test_a_savepoint_that_is_returned_to_forgets_no_reach(database: OurEngine, cast: Cast) -> None:
    here, there = cast.amina.area.id, cast.cerys.area.id

    with within_area(here):
        async with transaction() as work:
            point = await work.savepoint()
            with within_area(there):
                assert await agencies_in_reach() == {there}
                await point.rollback_to()
                assert await agencies_in_reach() == {there}
            assert await agencies_in_reach() == {here}


@pytest.mark.postgres
async def test_a_leaf_of_another_area_is_not_written(cast: Cast) -> None:
    amina = await cast.amina.act()

    with within_area(cast.cerys.area.id):
        with pytest.raises(OutOfReach):
            async with transaction():
                await amina.record(Event.PRACTICE_CLOCK_MOVED, "area", amina.area.id, to="2026-09-01T10:00:00")


@pytest.mark.postgres
async def test_the_service_works_as_no_user_who_passes_by_the_policies(database: OurEngine) -> None:
    await requires_own_user(database)
    above = open_database(TEST_DATABASE_URL)
    bind(above)
    await start(above)
    try:
        with pytest.raises(SettingsWrong, match="NOSUPERUSER"):
            await requires_own_user(above)
    finally:
        await stop(above)
