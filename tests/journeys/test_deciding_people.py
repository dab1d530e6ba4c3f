"""Twenty suggestions decided in real Chromium by keyboard alone, each page looked at with axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes import TUESDAY, FixedClock
from tests.journeys.deciding_people import EACH_NAMED_TWICE, decide_all, prepare
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import running


@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(Manner(), id="wide"),
        pytest.param(Manner(width=320, every_part=True), id="narrow", marks=pytest.mark.long),
    ],
)
def test_twenty_suggestions_are_decided_with_one_key_each(browser: Browser, tmp_path: Path, manner: Manner) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service:
        prepare(service)
        with Desks(browser, service, manner) as desks:
            amina = desks.sit_down(service.cast.amina)
            go_to_the_first(amina)
            look_before_deciding(amina)
            before = amina.presses
            answers = list(decide_all(amina))
            assert amina.presses - before == len(answers) == EACH_NAMED_TWICE
            assert "All suggestions are decided." in amina.text
            undo_the_last(amina)


def go_to_the_first(amina: Visitor) -> None:
    """From the start page, with single keys turned on."""
    amina.push("Turn keys on")
    amina.open("/")
    amina.enter(f"{EACH_NAMED_TWICE} suggestions to decide")
    amina.enter("Begin with the first")


def look_before_deciding(amina: Visitor) -> None:
    """The account as a table, the next one and back, and the addresses for a reason."""
    amina.press("v")
    assert amina.page.get_by_role("table", name="The weight").is_visible()
    amina.look()
    first = amina.path
    amina.press_key("n")
    assert amina.path != first
    amina.press_key("p")
    assert amina.path == first
    assert " Row" not in amina.text
    amina.unfold("Open addresses and school")
    amina.choose("I need them to tell whether this is one person", name="reason")
    amina.push("Open them")
    assert " Row" in amina.text


def undo_the_last(amina: Visitor) -> None:
    amina.press_key("z")
    assert "Taken back." in amina.text
    amina.push("Not sure")
    assert "All suggestions are decided." in amina.text
    amina.enter("Inbox")


@pytest.mark.long
def test_suggestions_are_decided_without_scripts_by_tab_and_enter(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service:
        prepare(service)
        with Desks(browser, service, Manner(width=320, scripts=False)) as desks:
            amina = desks.sit_down(service.cast.amina)
            amina.enter(f"{EACH_NAMED_TWICE} suggestions to decide")
            amina.enter("Begin with the first")
            for said, button in (("Same person.", "Same person"), ("Different people.", "Different people")):
                amina.push(button)
                assert said in amina.text
            amina.push("Undo")
            assert "Taken back." in amina.text
