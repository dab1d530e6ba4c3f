"""The practice area Northmoor, played in whole: every reader gets the same state, and it agrees with what is true."""

import json
from datetime import date
from pathlib import Path

import pytest

from agencies.acts import Desk
from agencies.areas import area_by_slug, load_area
from agencies.seats import service_act
from marac.audit.tables import Leaf
from marac.errors import Refused
from meetings.practice.identities import Deciding
from meetings.practice.replay import Plan, Played, end_of_day, replay
from meetings.reports import report_identities, report_referrals
from meetings.schedule import load_calendar
from meetings.tables.documents import Case, Document
from meetings.tables.meeting import AgendaItem
from meetings.tables.people import Verdict
from meetings.tables.research import Ask
from tests.area_of_the_cast import northmoor_document
from tests.meetings.northmoor import FOLDER, day, read
from tests.meetings.practice.identities_told import asserted_as_promised, groups, mixed_up, pairs_of, true_pairs
from tests.meetings.practice.referrals_told import reported, true_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def northmoor_loaded(desk: Desk) -> Desk:
    for area in await load_area(desk, (FOLDER / "area.json").read_bytes(), practice=True):
        await load_calendar(await service_act(desk, area.id), area.meetings)
    return desk


async def played(desk: Desk, until: str | None = None, by: Deciding = Deciding.TRUTH) -> Played:
    last = day(until)
    return await replay(desk, FOLDER, slug="northmoor", plan=Plan(end_of_day(last) if last else None, by))


@pytest.mark.long_on_postgres
async def test_every_referral_of_northmoor_agrees_with_what_is_true(northmoor_loaded: Desk) -> None:
    desk = northmoor_loaded
    truth = read("truth.json")

    first = await played(desk)
    act = await service_act(desk, (await area_by_slug("northmoor")).id)
    report = (await report_referrals(act))["referrals"]
    identities = await report_identities(act)
    persons = identities["persons"]
    leaves = await Leaf.count()
    documents = await Document.count()
    second = await played(desk)

    assert first.failed == {}
    assert first.documents == {"received": 578, "same": 1, "conflict": 1, "not_placed": 15}
    assert {ref: reported(entry) for ref, entry in report.items()} == {
        ref: true_of(told) for ref, told in truth["referrals"].items()
    }
    numbers = {each["sender_reference"]: each["case_number"] for each in read("decisions.json")["decisions"]}
    assert {ref: entry["case_number"] for ref, entry in report.items()} == numbers
    assert groups(persons, set(persons)) == groups(truth["persons"], set(persons))
    assert (second.failed, second.number_heard, second.number_linked, second.number_in_rooms) == ({}, 0, 0, 0)
    assert (await Leaf.count(), await Document.count()) == (leaves, documents)
    asserted_as_promised(identities, truth["persons"])
    staff = await Case.select(Case.restricted).where(Case.restricted.is_not_null())
    assert len(staff) == len(truth["staff_matches"])


@pytest.mark.long
async def test_nobody_of_northmoor_is_linked_wrongly_when_strong_suggestions_are_confirmed(
    northmoor_loaded: Desk,
) -> None:
    persons = read("truth.json")["persons"]

    result = await played(northmoor_loaded, by=Deciding.STRONG)

    told = await report_identities(await service_act(northmoor_loaded, (await area_by_slug("northmoor")).id))
    strong = pairs_of(told["suggestions"], band="strong") | pairs_of(told["later"], band="strong")
    assert result.failed == {}
    assert result.number_linked > 100
    assert strong - true_pairs(persons, told["persons"]) == set()
    assert mixed_up(told["persons"], persons) == []


async def test_a_replay_up_to_a_day_has_the_statuses_of_that_day_and_can_go_on(northmoor_loaded: Desk) -> None:
    desk = northmoor_loaded

    await played(desk, "2025-02-20", Deciding.NOBODY)
    early = {row["status"] for row in await Case.select(Case.status)}
    verdicts = await Verdict.count()
    documents = await Document.count()
    await played(desk, "2025-03-05", Deciding.NOBODY)

    assert early == {"listed", "heard"}
    assert verdicts == 0
    assert await Document.count() > documents
    heard = await AgendaItem.count().where(AgendaItem.state == "heard")
    told = [
        hearing
        for decision in read("decisions.json")["decisions"]
        for hearing in decision["hearings"]
        if hearing["meeting_on"] <= "2025-03-05" and hearing["outcome"] == "heard"
    ]
    assert heard == len(told)
    assert await Ask.count() >= sum(len(hearing["asked"]) for hearing in told)


async def test_only_the_practice_area_of_the_files_is_replayed(desk: Desk) -> None:
    await load_area(desk, northmoor_document(), practice=False)

    with pytest.raises(Refused):
        await played(desk)


async def test_a_decision_that_cannot_be_made_is_told_and_stops_nothing(northmoor_loaded: Desk, tmp_path: Path) -> None:
    for name in ("deliveries", "decisions"):
        told = read(f"{name}.json")
        (tmp_path / f"{name}.json").write_text(json.dumps({**told, name: told[name][:2]}))
    (tmp_path / "referrals").mkdir()
    second = read("deliveries.json")["deliveries"][1]["file"]
    (tmp_path / second).write_bytes((FOLDER / second).read_bytes())
    first = read("deliveries.json")["deliveries"][0]["file"]
    (tmp_path / first).write_text("{}")

    result = await replay(northmoor_loaded, tmp_path, slug="northmoor", plan=Plan(end_of_day(date(2025, 2, 1))))

    assert list(result.failed) == [read("decisions.json")["decisions"][0]["sender_reference"]]
    assert result.decisions == {"accepted": 1}
