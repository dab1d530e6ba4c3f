"""The Meetings sheet: one row a meeting date as the SafeLives data return asks, true figures, nobody's name."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.cell_styles import Style
from exports.formulas import DATA_NOT_HELD, Formula, write_formula
from exports.safe_cells import Value
from exports.sheet_parts import (
    FIRST_ROW,
    HEAD_ROW,
    cell_at,
    make_table,
    put,
    put_heads,
    put_line,
    put_opening,
    set_print,
    set_widths,
)
from meetings.papers.workbook_paper import DIVERSITY, REFERRAL_SOURCES, MeetingRow, WorkbookPaper

SHEET = "Meetings"
# Formulas look this far down, so that a row added by hand below the last is reckoned in as well.
ROWS_LOOKED_AT = 2000

_FIRST_HEADS = ("Marac", "Quarter", "Meeting date", "Cases discussed", "Repeat cases", "Children")
_REFERRAL_HEADS = tuple(f"Referrals: {words}" for words in REFERRAL_SOURCES.values())
_PARTS = ("count", "known", "not recorded")
_DIVERSITY_HEADS = tuple(f"{words}: {part}" for words in DIVERSITY.values() for part in _PARTS)
_CHECK_HEAD = "Referrals less cases"
HEADS = (*_FIRST_HEADS, *_REFERRAL_HEADS, *_DIVERSITY_HEADS, _CHECK_HEAD)
_STYLES = {1: Style.WORDS, 2: Style.WORDS, 3: Style.DAY}


def column_of(head: str) -> str:
    """Letter of the column with this head."""
    return get_column_letter(HEADS.index(head) + 1)


def referrals_column(source: str) -> str:
    """Letter of the referrals of an agency type."""
    return column_of(f"Referrals: {REFERRAL_SOURCES[source]}")


def diversity_column(measure: str, part: str) -> str:
    """Letter of one part (`count`, `known`, `not recorded`) of a diversity measure."""
    return column_of(f"{DIVERSITY[measure]}: {part}")


def range_of(letter: str) -> str:
    """Everything in a column of this sheet, as a formula on another sheet points at it."""
    return f"{SHEET}!${letter}${FIRST_ROW}:${letter}${ROWS_LOOKED_AT}"


def fill_meetings(sheet: Worksheet, paper: WorkbookPaper) -> None:
    """Title, marking, heads, a row a meeting."""
    put_opening(sheet, f"Meetings of {paper.area_name}", marking=paper.top)
    put_line(sheet, 3, "True figures for the coordinator. They do not leave the area.")
    put_heads(sheet, HEAD_ROW, HEADS, columns_of_words=2)
    for number, row in enumerate(paper.rows, FIRST_ROW):
        _put_row(sheet, number, row)
    if paper.rows:
        last_row = HEAD_ROW + len(paper.rows)
        make_table(sheet, SHEET, head_row=HEAD_ROW, last_row=last_row, number_of_columns=len(HEADS))
    else:
        put_line(sheet, FIRST_ROW, "No meetings in this period.")
    sheet.freeze_panes = f"D{FIRST_ROW}"
    set_widths(sheet, [24, 11, 15, *[14] * (len(HEADS) - 3)])
    set_print(sheet, marking=paper.top, repeated_columns="A:C")


def _put_row(sheet: Worksheet, number: int, row: MeetingRow) -> None:
    for column, value in enumerate(_values(row), 1):
        put(sheet, number, column, value=value, style=_STYLES.get(column, Style.WHOLE))
    check = cell_at(sheet, number, len(HEADS))
    check.style = Style.WHOLE.value
    first, last = column_of(_REFERRAL_HEADS[0]), column_of(_REFERRAL_HEADS[-1])
    cases = f"{column_of('Cases discussed')}{number}"
    write_formula(check, Formula.LESS_THAN_ALL, above=f"{first}{number}:{last}{number}", whole=cases)


def _values(row: MeetingRow) -> list[Value]:
    referrals = [row.referrals.get(source, 0) for source in REFERRAL_SOURCES]
    diversity = [
        DATA_NOT_HELD if part is None else part
        for measure in DIVERSITY
        for part in (row.counted(measure).count, row.counted(measure).known, row.counted(measure).not_recorded)
    ]
    first: list[Value] = [
        row.marac_name,
        row.quarter,
        row.meeting_on,
        row.cases_discussed,
        row.repeat_cases,
        row.children,
    ]
    return [*first, *referrals, *diversity]
