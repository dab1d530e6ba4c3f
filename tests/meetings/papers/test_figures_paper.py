"""Figures of quarters: true for those who run the meetings, and for the steering group nothing that can be undone."""

from datetime import date
from random import Random

from meetings.papers.figures_paper import FiguresPaper, figures_paper
from meetings.papers.workbook_paper import MeetingRow
from meetings.rules.suppression import PROTECTED, TOO_FEW

QUARTERS = (date(2025, 11, 26), date(2026, 2, 11), date(2026, 5, 13), date(2026, 8, 19))


def held(on: date, *, police: int, idva: int = 0, repeats: int = 0) -> MeetingRow:
    return MeetingRow(
        marac_name="Northmoor Marac",
        meeting_on=on,
        cases_discussed=police + idva,
        repeat_cases=repeats,
        children=police,
        referrals={"police": police, "idva": idva},
    )


def for_the_board(rows: list[MeetingRow]) -> FiguresPaper:
    return figures_paper(rows, below=5, is_suppressed=True, population=100_000)


def test_the_coordinator_reads_true_numbers_down_to_one() -> None:
    paper = figures_paper(
        [held(QUARTERS[3], police=2, idva=1, repeats=1)], below=5, is_suppressed=False, population=None
    )

    [line] = paper.lines
    assert (line.cases.words, line.repeats.words, line.repeat_rate, line.partner_rate) == ("3", "1", "33%", "33%")
    assert [(words, cell.words) for words, cell in paper.sources] == [("Police", "2"), ("Idva", "1")]
    assert paper.year is None


def test_a_quarter_of_few_cases_says_no_rate() -> None:
    [line] = for_the_board([held(QUARTERS[3], police=10, idva=8, repeats=6)]).lines

    assert (line.cases.words, line.repeats.words, line.repeat_rate) == ("18", "6", TOO_FEW)


def test_twelve_months_never_give_a_hidden_quarter_away() -> None:
    rows = [held(on, police=20, idva=10, repeats=6) for on in QUARTERS[:3]] + [
        held(QUARTERS[3], police=20, idva=10, repeats=2)
    ]

    paper = for_the_board(rows)

    assert paper.year is not None
    assert paper.lines[0].repeats.words == "under 5"
    assert paper.year.cases.words == "120"
    assert (paper.year.repeats.words, paper.year.repeat_rate) == (PROTECTED, PROTECTED)


def test_the_share_of_partners_is_hidden_with_the_number_it_tells() -> None:
    [line] = for_the_board([held(QUARTERS[3], police=28, idva=2, repeats=6)]).lines

    assert line.partner_rate == PROTECTED


def test_nothing_published_contains_a_number_under_five() -> None:
    chance = Random(7)
    for _ in range(200):
        rows = [held(on, police=chance.randint(0, 30), idva=chance.randint(0, 12)) for on in QUARTERS]

        paper = for_the_board(rows)

        lines = [*paper.lines, *([paper.year] if paper.year else [])]
        cells = [cell for line in lines for cell in (line.cases, line.repeats, line.children)]
        cells += [cell for _, cell in paper.sources]
        assert all(cell.value is None or cell.value >= 5 for cell in cells)
