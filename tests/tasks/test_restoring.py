"""A restore brings back what was, and never a right that was taken away since."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from piccolo.conf.apps import Finder

from agencies.acts import Desk
from agencies.officers import end_officer
from agencies.seats import seats_of
from agencies.tables import Officer, Session
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.audit.verify import verify
from marac.clock import Clock
from marac.commands.backup import back_up
from marac.commands.restore import restore
from marac.database.copying import connect_to
from marac.errors import Refused
from marac.settings import Settings
from marac.vault.tables import DataKey
from meetings.access import find_case
from meetings.case_access import end_exclusion, exclude, read_access, restrict
from meetings.case_reading import list_cases, read_case
from meetings.tables.documents import Case, Exclusion
from tasks.opening import open_service
from tests.cast import Cast, Person
from tests.databases import TEST_DATABASE_URL
from tests.fakes import TUESDAY, FixedClock
from tests.meeting_of_the_cast import HELD_ON, CaseListed, a_case, a_meeting, meeting_ref_on
from tests.tasks.own_place import met_again, opened, own_place, run_marac

pytestmark = pytest.mark.anyio
# These go on in a restored place: the log itself, and sessions, which all end.
LIVING = {"leaf", "leaf_position", "checkpoint", "sign_in_session"}


@dataclass(frozen=True)
class Story:
    """The cast in a place with two cases, of which Bryn sees both."""

    cast: Cast
    place: Settings
    clock: FixedClock
    barred: CaseListed
    shut: CaseListed
    backup: Path

    def met_again(self, place: Settings | None = None) -> AbstractAsyncContextManager[Desk]:
        return met_again(self.cast, place or self.place, self.clock)


@pytest.fixture(scope="module")
def first_place(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with own_place(tmp_path_factory.mktemp("story"), "first", template=template) as place:
        yield place


@pytest.fixture(scope="module")
async def first_story(first_place: Settings) -> Story:
    """Told once, because it takes a while; every test has a copy of its own."""
    clock, backup = FixedClock(TUESDAY), first_place.data.with_name("backup")
    async with opened(first_place, clock) as cast:
        meeting = await a_meeting(cast)
        await cast.bryn.session_token()
        first, second = await a_case(cast, meeting, number=1), await a_case(cast, meeting, number=2)
        assert await sees(cast.bryn, first) and await sees(cast.bryn, second)
    await back_up(first_place, backup)
    return Story(cast, first_place, clock, first, second, backup)


@pytest.fixture
def story(first_story: Story, tmp_path: Path) -> Iterator[Story]:
    with own_place(tmp_path, "here", template=first_story.place.database_url) as place:
        yield replace(first_story, place=place)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Settings]:
    with own_place(tmp_path, "elsewhere") as settings:
        yield settings


async def sees(person: Person, case: CaseListed) -> bool:
    return case.ref in {line.case_ref for line in await list_cases(await person.act(), "all")}


async def take_rights_away(story: Story) -> UUID:
    """Bryn is excluded from one case, the other is restricted and loses its key, and Kofi leaves. Gives the key."""
    cast = story.cast
    async with story.met_again():
        amina = await cast.amina.act()
        await exclude(amina, story.barred.ref, kind="conflict", officer=cast.bryn.officer_id)
        await restrict(amina, story.shut.ref)
        await end_officer(await cast.ada.act(), cast.kofi.officer_id)
        case = await find_case(amina, story.shut.ref)
        await cast.desk.vault.destroy_data_key(case.dk, by=amina.actor)
    return UUID(str(case.dk))


async def assert_still_taken_away(story: Story, key: UUID) -> None:
    cast = story.cast
    assert await excluded_of(story.barred) == [cast.bryn.officer_id]
    assert await Case.count().where((Case.ref == story.shut.ref) & (Case.restricted == "restricted")) == 1
    assert await Officer.count().where((Officer.id == cast.kofi.officer_id) & (Officer.state == "ended")) == 1
    assert await seats_of(cast.kofi.officer_id, now=Clock().now()) == []
    assert await Session.count().where(Session.ended_at.is_null()) == 0
    assert await DataKey.count().where((DataKey.id == key) & DataKey.wrapped.is_null()) == 1


async def excluded_of(case: CaseListed) -> list[UUID]:
    rows = await Exclusion.select(Exclusion.officer).where((Exclusion.case.ref == case.ref) & Exclusion.to_at.is_null())
    return [row["officer"] for row in rows]


async def rows_of_every_table() -> dict[str, list[dict[str, Any]]]:
    """All that stands still."""
    names = {table._meta.tablename for table in Finder().get_table_classes()} - LIVING
    return {name: [dict(row) for row in await Leaf.raw(f'SELECT * FROM "{name}" ORDER BY id')] for name in names}


async def leaves(event: Event) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await Leaf.select().where(Leaf.event == event.value).order_by(Leaf.id)
    return rows


async def test_an_older_backup_gives_neither_the_excluded_nor_the_leaver_anything_back(story: Story) -> None:
    key = await take_rights_away(story)

    restored = await restore(story.place, story.backup, replace=True)

    done = restored.replayed
    assert (done.exclusions, done.leavers, done.keys, done.sessions, done.passed_over) == (2, 1, 1, 1, 0)
    async with story.met_again() as desk:
        await assert_still_taken_away(story, key)
        assert not await sees(story.cast.bryn, story.barred)
        assert (await verify(desk.vault.tree_checker)).sound
        assert [leaf["actor"] for leaf in await leaves(Event.ACCESS_CHANGED)] == [None, None]
        assert [leaf["about"] for leaf in await leaves(Event.OFFICER_ENDED)] == [story.cast.kofi.officer_id]
        assert len(await leaves(Event.BACKUP_RESTORED)) == 1


async def test_what_was_taken_away_is_done_again_from_an_exported_log_where_the_database_is_lost(
    story: Story, elsewhere: Settings, tmp_path: Path
) -> None:
    key = await take_rights_away(story)
    log = tmp_path / "log.jsonl"
    assert (await run_marac(story.place, "audit", "export", str(log))).code == 0

    restored = await restore(elsewhere, story.backup, log=log)

    assert (restored.had_log, restored.aside) == (True, None)
    async with story.met_again(elsewhere):
        await assert_still_taken_away(story, key)


async def test_an_exclusion_ended_since_is_not_done_again_but_one_of_the_backup_stays(
    story: Story, tmp_path: Path
) -> None:
    cast = story.cast
    async with story.met_again():
        amina = await cast.amina.act()
        await exclude(amina, story.barred.ref, kind="staff", officer=cast.bryn.officer_id)
    await back_up(story.place, tmp_path / "later")
    async with story.met_again():
        amina = await cast.amina.act()
        await exclude(amina, story.shut.ref, kind="staff", officer=cast.bryn.officer_id)
        for case in (story.barred, story.shut):
            [barred] = (await read_access(amina, case.ref)).barred
            await end_exclusion(amina, case.ref, barred.id)

    restored = await restore(story.place, tmp_path / "later", replace=True)

    assert restored.replayed.exclusions == 0
    async with story.met_again():
        assert await excluded_of(story.barred) == [cast.bryn.officer_id]
        assert await excluded_of(story.shut) == []


async def test_what_is_younger_than_the_backup_is_passed_over_and_counted(story: Story) -> None:
    cast = story.cast
    async with story.met_again():
        meeting = await meeting_ref_on(await cast.amina.act(), HELD_ON)
        third = await a_case(cast, meeting, number=3)
        await exclude(await cast.amina.act(), third.ref, kind="conflict", officer=cast.bryn.officer_id)

    restored = await restore(story.place, story.backup, replace=True)

    assert (restored.replayed.exclusions, restored.replayed.passed_over) == (0, 1)


async def test_a_restored_place_holds_the_same_rows_and_opens_them(story: Story, elsewhere: Settings) -> None:
    async with story.met_again():
        before = await rows_of_every_table()

    restored = await restore(elsewhere, story.backup)

    assert not restored.had_log
    async with story.met_again(elsewhere):
        assert await rows_of_every_table() == before
        [line] = [
            each for each in await list_cases(await story.cast.amina.act(), "all") if each.case_ref == story.shut.ref
        ]
        assert (await read_case(await story.cast.amina.act(), line.case_ref)).line.case_number == story.shut.number


async def test_the_replaced_database_is_kept_and_a_second_restore_finds_the_first(story: Story) -> None:
    await take_rights_away(story)

    first = await restore(story.place, story.backup, replace=True)
    second = await restore(story.place, story.backup, replace=True)

    assert first.aside and second.aside
    assert second.replayed.exclusions == first.replayed.exclusions
    assert await still_there(story.place, first.aside)


async def still_there(place: Settings, aside: str) -> bool:
    if not TEST_DATABASE_URL:
        return (place.data / f"marac.sqlite.{aside}").exists()
    connection = await connect_to(place.database_url)
    found = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = $1", aside)
    await connection.close()
    return bool(found)


async def test_a_database_is_replaced_only_when_that_was_said(story: Story) -> None:

    with pytest.raises(Refused, match="--replace"):
        await restore(story.place, story.backup)


async def test_a_database_in_use_is_left_alone(story: Story) -> None:

    async with story.met_again():
        await sees(story.cast.bryn, story.barred)
        said = await run_marac(story.place, "restore", str(story.backup), "--replace")

    assert (said.code, said.errors) == (
        1,
        "The service is at work on this database. Stop it, and its workers, first.\n",
    )


async def test_the_wrong_root_key_is_one_clear_line_and_everything_stays_as_it_was(story: Story) -> None:
    async with story.met_again():
        before = await rows_of_every_table()

    said = await run_marac(story.place, "restore", str(story.backup), "--replace", root_key="cd" * 32)

    assert (said.code, said.errors) == (1, "The root key does not fit this data. Nothing was changed.\n")
    async with story.met_again():
        assert await rows_of_every_table() == before
        assert await sees(story.cast.bryn, story.barred)


async def test_a_fresh_folder_without_the_root_key_makes_none(story: Story, tmp_path: Path) -> None:
    fresh = replace(story.place, data=tmp_path / "fresh", root_key=None)

    with pytest.raises(Refused, match="no root key here"):
        await restore(fresh, story.backup, replace=True)

    assert not fresh.root_key_file.exists()


async def test_a_log_of_another_service_is_refused(
    story: Story, elsewhere: Settings, clock: FixedClock, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    async with open_service(elsewhere, clock=clock):
        pass
    assert (await run_marac(elsewhere, "audit", "export", str(log))).code == 0

    with pytest.raises(Refused, match="not a later log"):
        await restore(story.place, story.backup, replace=True, log=log)

    async with story.met_again():
        assert await sees(story.cast.bryn, story.barred)


async def test_a_file_that_is_no_log_is_refused(story: Story, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("no log\n")

    with pytest.raises(Refused, match="cannot be read"):
        await restore(story.place, story.backup, replace=True, log=tmp_path / "log.jsonl")
