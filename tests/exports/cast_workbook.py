"""Figures of an area that does not exist, for the workbook of its steering group."""

from datetime import date

from meetings.papers.workbook_paper import Counted, MeetingRow, WorkbookPaper
from tests.exports.cast_papers import MADE_AT


def a_meeting_row(meeting_on: date, *, cases: int, repeats: int, police: int) -> MeetingRow:
    """One meeting; what is not given follows from the number of cases."""
    known = Counted(count=cases // 5, known=cases - 1, not_recorded=1)
    return MeetingRow(
        marac_name="Northmoor Marac",
        meeting_on=meeting_on,
        cases_discussed=cases,
        repeat_cases=repeats,
        children=cases + 3,
        referrals={"police": police, "idva": cases - police},
        diversity={"racially_minoritised": known, "male": known, "victims_16_17": known},
    )


def a_workbook() -> WorkbookPaper:
    """An area of 120,000 adult females with 400 cases, 128 repeats and 258 police referrals in four quarters."""
    figures = (
        (date(2025, 2, 12), 96, 31, 62),
        (date(2025, 5, 14), 104, 33, 67),
        (date(2025, 8, 13), 110, 36, 71),
        (date(2025, 10, 8), 40, 12, 26),
        (date(2025, 11, 12), 50, 16, 32),
    )
    return WorkbookPaper(
        area_name="Northmoor Marac",
        made_at=MADE_AT,
        rows=tuple(
            a_meeting_row(day, cases=cases, repeats=repeats, police=police) for day, cases, repeats, police in figures
        ),
        adult_female_population=120_000,
        population_note="Mid-year estimate of 2024",
        is_practice=True,
    )
