"""Cells written to be slow, of the kind of CVE-2026-28356: each is read at once, and what is no name is left alone."""

import time
from datetime import date

import pytest

from meetings.legacy.sheet_cells import without_gaps
from meetings.legacy.sheet_report import read_sheets
from tests.corpus.sheets_made import HEADINGS, a_line
from tests.meetings.legacy.word_forms import made_of, read

LONG = 3_900
LONGER = 19_000
SECONDS = 1.5
RUNS = ("(", " ", "\n", "? ", "(a", "aka ", "1/", "x", "[")
COLUMNS = (4, 6, 7, 8, 10)
LABELS = ("Name of victim", "Date of birth", "Address", "Phone and e-mail", "Children")


@pytest.mark.parametrize("run", RUNS)
def test_no_cell_of_a_log_takes_long(run: str) -> None:
    cell = without_gaps(f"Ivy{run * LONG}"[:LONG] + "Z")
    rows = [list(HEADINGS), *(a_line(1, **{f"at_{column}": cell}) for column in COLUMNS)]
    begun = time.process_time()

    report = read_sheets([{"title": "", "rows": rows}], agencies={}, today=date(2026, 9, 1), already_here=frozenset())

    assert time.process_time() - begun < SECONDS
    assert len(report.rows) == len(COLUMNS)


@pytest.mark.parametrize("run", RUNS)
def test_no_answer_of_a_word_form_takes_long(run: str) -> None:
    answer = f"Ivy{run * LONGER}"[:LONGER] + "Z"
    begun = time.process_time()

    form = read(*([label, answer] for label in LABELS), [answer, "as a label"])

    assert time.process_time() - begun < SECONDS
    assert form.lines


def test_a_long_gap_is_one_sign_and_a_short_one_stays() -> None:
    assert without_gaps("Ellen   Quarmby" + " " * 500 + "Ivy" + " \n" * 500 + "Frank") == "Ellen   Quarmby Ivy\nFrank"
    assert made_of([["a" + " " * 19_000 + "b"]]).blocks[0].rows[0][0].text == "a b"  # type: ignore[union-attr]
