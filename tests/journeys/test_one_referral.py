"""One referral all the way in real Chromium, by keyboard alone: each page is sound, and the focus is never lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes import TUESDAY, FixedClock
from tests.journeys.one_referral import Journey
from tests.journeys.visitor import Desks, Manner
from tests.running import running

# So many different pages lie between the door and the reported action, at the least.
A_WHOLE_WAY = 20


@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(Manner(), id="wide"),
        pytest.param(Manner(every_part=True), id="wide, every part", marks=pytest.mark.long),
        pytest.param(Manner(scripts=False), id="wide, without scripts", marks=pytest.mark.long),
        pytest.param(Manner(width=320, every_part=True), id="narrow", marks=pytest.mark.long),
        pytest.param(Manner(width=320, scripts=False), id="narrow, without scripts", marks=pytest.mark.long),
    ],
)
def test_one_referral_goes_all_the_way_by_keyboard_alone(browser: Browser, tmp_path: Path, manner: Manner) -> None:
    clock = FixedClock(TUESDAY)

    with running(tmp_path / "data", clock) as service:
        with Desks(browser, service, manner) as desks:
            Journey(service, desks, clock).go()
            assert len(desks.met) > A_WHOLE_WAY
