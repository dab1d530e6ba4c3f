"""Old Word forms in real Chromium, by keyboard alone: sent, looked through, mended line by line, confirmed, undone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes import TUESDAY, FixedClock
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meetings.legacy.word_forms import FORMS
from tests.running import running

HOUSING = "HOUSING referral TH.docx"
SENT = (HOUSING, "Referral LOCKED.docx", "Referral AK.docx", "scan0007.docx", "Copy of marac form.docx")


@pytest.mark.long
@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(Manner(), id="wide"),
        pytest.param(Manner(width=320, scripts=False), id="narrow, without scripts", marks=pytest.mark.long),
    ],
)
def test_word_forms_are_brought_in_by_keyboard_alone(browser: Browser, tmp_path: Path, manner: Manner) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service:
        with Desks(browser, service, manner) as desks:
            amina = desks.sit_down(service.cast.amina)
            send(amina)
            mend(amina)
            amina.enter("Back to all files")
            assert "3 of 5 can be brought in" in amina.text

            amina.push("Bring in 3 forms")

            assert amina.heading == "What these forms brought"
            amina.push("Take all of it back")
            assert "Taken back" in amina.text


def send(amina: Visitor) -> None:
    amina.open("/bring-in/forms")
    amina.go_to(name="files")
    amina.page.set_input_files("input[name=files]", [FORMS / name for name in SENT])
    amina.push("Read the forms")
    assert "2 of 5 can be brought in" in amina.text


def mend(amina: Visitor) -> None:
    """The form has no date, and does not show which comes first in its others."""
    amina.enter(HOUSING)
    amina.choose("Day first", name="dates")
    amina.push("Read the dates again")
    amina.enter("Change Date of this request")
    amina.type("10 December 2024", into="How should it be read?")
    amina.push("Save")
    assert "Ready to bring in" in amina.text
