"""Brackwater, unlike Northmoor: other peoples, other mistakes, other local rules. Everybody there is invented."""

from pathlib import Path
from typing import Any

import pytest

from agencies.acts import Desk
from agencies.areas import load_area
from agencies.seats import service_act
from meetings.practice.identities import Deciding
from meetings.practice.replay import Plan, Played, replay
from meetings.reports import report_identities, report_referrals
from meetings.schedule import load_calendar
from tests.areas.unfolding import read_part, unfold
from tests.meetings.practice.identities_told import asserted_as_promised, groups, mixed_up, pairs_of, true_pairs
from tests.meetings.practice.referrals_told import reported, true_of

pytestmark = [pytest.mark.anyio, pytest.mark.long]


async def played(desk: Desk, folder: Path, by: Deciding) -> tuple[Played, dict[str, Any], dict[str, Any]]:
    """What a whole replay did, and both reports after it."""
    unfold("brackwater", folder)
    [area, *_] = await load_area(desk, (folder / "area.json").read_bytes(), practice=True)
    await load_calendar(await service_act(desk, area.id), area.meetings)
    result = await replay(desk, folder, slug="brackwater", plan=Plan(None, by))
    act = await service_act(desk, area.id)
    return result, await report_identities(act), (await report_referrals(act))["referrals"]


async def test_every_referral_and_every_person_of_another_area_agrees_with_what_is_true(
    desk: Desk, tmp_path: Path
) -> None:
    truth = read_part("brackwater", "truth")

    result, identities, referrals = await played(desk, tmp_path, Deciding.TRUTH)

    assert result.failed == {}
    assert result.documents == {"received": 191, "same": 1, "conflict": 1}
    assert {ref: reported(entry) for ref, entry in referrals.items()} == {
        ref: true_of(told) for ref, told in truth["referrals"].items()
    }
    persons = identities["persons"]
    assert groups(persons, set(persons)) == groups(truth["persons"], set(truth["persons"]))
    asserted_as_promised(identities, truth["persons"])


async def test_nobody_of_another_area_is_linked_wrongly_when_strong_suggestions_are_confirmed(
    desk: Desk, tmp_path: Path
) -> None:
    persons = read_part("brackwater", "truth")["persons"]

    result, identities, _ = await played(desk, tmp_path, Deciding.STRONG)

    strong = pairs_of(identities["suggestions"], band="strong") | pairs_of(identities["later"], band="strong")
    assert result.failed == {}
    assert result.number_linked > 100
    assert strong - true_pairs(persons, identities["persons"]) == set()
    assert mixed_up(identities["persons"], persons) == []
