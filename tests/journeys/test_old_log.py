"""An old log in real Chromium, by keyboard alone: sent, its report read, confirmed, its cases met, taken back."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes import TUESDAY, FixedClock
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import Running, running

LOG = files("marac").joinpath("practice", "northmoor", "legacy", "marac-log-2023-2024.xlsx")


@pytest.mark.long
@pytest.mark.parametrize(
    "manner", [pytest.param(Manner(), id="wide"), pytest.param(Manner(width=320, scripts=False), id="narrow, plain")]
)
def test_an_old_log_is_brought_in_by_keyboard_alone(browser: Browser, tmp_path: Path, manner: Manner) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service, Desks(browser, service, manner) as desks:
        amina = desks.sit_down(service.cast.amina)
        send(amina)
        read_the_report(amina)
        confirm(amina, service)
        meet_a_case(amina)
        take_back(amina, service)


def send(amina: Visitor) -> None:
    amina.open("/bring-in")
    amina.go_to(name="log")
    with as_file(LOG) as log:
        amina.page.set_input_files("input[name=log]", log)
    amina.push("Read the log")


def read_the_report(amina: Visitor) -> None:
    assert amina.heading == "What bringing in would do"
    assert "Nothing is written yet" in amina.text
    assert "182" in amina.text


def confirm(amina: Visitor, service: Running) -> None:
    amina.push("Bring in ")
    assert "Being written" in amina.text
    service.run_jobs()
    amina.enter("Look again")
    assert "Brought in" in amina.text


def meet_a_case(amina: Visitor) -> None:
    lot = amina.path
    amina.enter("Cases", tag="a")
    amina.open(lot)


def take_back(amina: Visitor, service: Running) -> None:
    amina.push("Take all of it back")
    assert "Being taken away" in amina.text
    service.run_jobs()
    amina.enter("Look again")
    assert "Taken back" in amina.text
