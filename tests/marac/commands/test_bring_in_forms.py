"""`marac bring-in forms`: told first, taken in by the hash of the report alone, and taken back."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.marac.commands.test_way_in import data, run  # noqa: F401  The data folder of the cast.
from tests.meetings.legacy.word_forms import FORMS

HOUSING, LOCKED, SPELLING = "HOUSING referral TH.docx", "Referral LOCKED.docx", "Referral AK.docx"


def forms(folder: Path, *names: str) -> Path:
    inside = folder / "forms"
    inside.mkdir()
    for name in names:
        shutil.copy(FORMS / name, inside / name)
    return inside


def test_forms_are_told_confirmed_by_hash_and_taken_back(data: Path) -> None:  # noqa: F811
    folder = forms(data, HOUSING, LOCKED, SPELLING)
    answers = data / "answers.json"
    answers.write_text(json.dumps({HOUSING: {"dates": "day", "referred_on": "10/12/2024"}}))
    words = ("bring-in", "forms", str(folder), "--area", "northmoor", "--answers", str(answers), "--json")

    def told(*more: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run(data, *words, *more).stdout)
        return found

    dry = told()
    run(data, *words, "--confirm", "0" * 64, fails=True)
    taken = told("--confirm", dry["hash"])
    again = told()
    run(data, *words, "--undo", taken["reference"])

    assert (dry["files"], dry["ready"], taken["written"], again["ready"]) == (3, 2, 2, 0)
    assert told()["hash"] == dry["hash"]


def test_the_screen_shows_no_word_of_a_form_and_the_report_file_all(data: Path) -> None:  # noqa: F811
    folder, report = forms(data, SPELLING), data / "report.txt"

    shown = run(data, "bring-in", "forms", str(folder), "--area", "northmoor", "--report", str(report)).stdout

    assert "Kowalczyk" not in shown
    assert "1 file, 1 ready." in shown
    assert "Kowalczyk (spelling?)" in report.read_text("utf-8")
