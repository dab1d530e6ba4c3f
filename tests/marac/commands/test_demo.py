"""The demonstration: what a coordinator would find on that Friday morning is left for the visitor to decide."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from agencies.acts import Desk
from agencies.areas import load_area
from agencies.seats import service_act
from marac.commands.demo import SLUG, plan_for_visitor
from meetings.practice.replay import Plan, replay
from meetings.schedule import load_calendar
from meetings.tables.documents import Case
from meetings.tables.matching import Suggestion
from tests.meetings.northmoor import FOLDER, read

pytestmark = pytest.mark.anyio
# The same family in March and on the Monday of that week.
FAMILY = ("NCS-25-0008", "LGW-25-0011")
SHOWN = ("strong", "possible")


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """The two referrals of one family, out of the practice area."""
    files = {ref: f"referrals/{ref}.json" for ref in FAMILY}
    deliveries = read("deliveries.json")
    kept = [each for each in deliveries["deliveries"] if each["file"] in set(files.values())]
    decided = [each for each in read("decisions.json")["decisions"] if each["sender_reference"] in FAMILY]
    (tmp_path / "deliveries.json").write_text(json.dumps({**deliveries, "deliveries": kept}))
    (tmp_path / "decisions.json").write_text(json.dumps({**read("decisions.json"), "decisions": decided}))
    (tmp_path / "truth.json").write_bytes((FOLDER / "truth.json").read_bytes())
    (tmp_path / "referrals").mkdir()
    for name in files.values():
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path


async def open_after(desk: Desk, folder: Path, plan: Plan) -> tuple[int, int]:
    """How many suggestions are shown, and how many of them wait."""
    for area in await load_area(desk, (FOLDER / "area.json").read_bytes(), practice=True):
        await load_calendar(await service_act(desk, area.id), area.meetings)
    played = await replay(desk, folder, slug=SLUG, plan=plan)
    assert played.failed == {}
    answers = await Suggestion.select(Suggestion.answer).where(Suggestion.band.is_in(list(SHOWN)))
    return len(answers), sum(row["answer"] is None for row in answers)


async def test_the_people_of_the_last_week_wait_for_the_visitor(desk: Desk, family: Path) -> None:
    shown, waiting = await open_after(desk, family, plan_for_visitor())

    statuses = [row["status"] for row in await Case.select(Case.status).order_by(Case.id)]
    assert shown == waiting >= 3
    assert statuses[-1] == "listed"


async def test_without_a_day_of_their_own_people_are_decided_as_long_as_referrals_are(desk: Desk, family: Path) -> None:
    shown, waiting = await open_after(desk, family, replace(plan_for_visitor(), people_until=None))

    assert (shown >= 3, waiting) == (True, 0)
