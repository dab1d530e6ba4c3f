"""A whole referral, from the start page to its receipt, counted: how many keys, how many clicks."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes import TUESDAY, FixedClock
from tests.journeys.practised import PractisedKeys, PractisedPointer
from tests.journeys.referring import refer_with_two_children
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import running

KEPT = tomllib.loads((Path(__file__).parent / "acts.toml").read_text())["referral"]


@pytest.mark.parametrize(
    ("hand", "walker"),
    [("keys", PractisedKeys), pytest.param("pointer", PractisedPointer, marks=pytest.mark.long)],
)
def test_a_referral_costs_no_more_acts_than_before(
    browser: Browser, tmp_path: Path, hand: str, walker: type[Visitor], capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service, Desks(browser, service, Manner()) as desks:
        bryn = desks.sit_down(service.cast.bryn, walker)
        if hand == "keys":
            Visitor.push(bryn, "Turn keys on")
        bryn.open("/")
        before = bryn.presses
        refer_with_two_children(bryn)
        acts = bryn.presses - before
    with capsys.disabled():
        print(f"\nA referral by {hand}: {acts} acts; the first version of the pages took {KEPT[hand]['first']}.")
    assert acts <= KEPT[hand]["most"] < KEPT[hand]["first"]
