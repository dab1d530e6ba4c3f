"""Sheets that sum the Meetings sheet by quarter and by rolling year, each figure a live formula on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.cell_styles import Style
from exports.formulas import Formula, write_formula
from exports.sheet_parts import (
    FIRST_ROW,
    HEAD_ROW,
    cell_at,
    make_table,
    put,
    put_heads,
    put_line,
    set_print,
    set_widths,
)
from exports.workbook_meetings import column_of, diversity_column, range_of, referrals_column
from meetings.papers.workbook_paper import (
    DIVERSITY,
    QUARTERS_IN_A_YEAR,
    REFERRAL_SOURCES,
    WorkbookPaper,
    quarters_of,
)

POPULATION_ROW = 3
# On the same sheet: only the Summary has columns that need it.
POPULATION = f"$B${POPULATION_ROW}"


@dataclass(frozen=True, kw_only=True)
class PeriodColumn:
    """A figure of a period: its formula for a quarter and for a rolling year, and the cells these point at."""

    head: str
    quarter: Formula | None
    year: Formula
    amounts: str = ""
    """Letter of the column summed on the Meetings sheet."""
    part: str = ""
    whole: str = ""
    """Letters on this sheet, of what is divided and by what."""
    style: Style = Style.WHOLE


def fill_periods(sheet: Worksheet, paper: WorkbookPaper, columns: Sequence[PeriodColumn]) -> None:
    """By quarter, and below it by rolling year; heading, marking and row 3 are the caller's."""
    quarters = quarters_of(paper.rows)
    first_columns = [column for column in columns if column.quarter]
    put_heads(sheet, HEAD_ROW, ["Quarter", *(column.head for column in first_columns)])
    if not quarters:
        put_line(sheet, FIRST_ROW, "No meetings in this period.")
    for row, quarter in enumerate(quarters, FIRST_ROW):
        put(sheet, row, 1, value=quarter)
        for number, column in enumerate(first_columns, 2):
            _write_quarter(sheet, row, number, column=column)
    _close_table(sheet, f"{sheet.title}Quarters", HEAD_ROW, rows=len(quarters), columns=1 + len(first_columns))
    _fill_years(sheet, quarters, columns)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    set_widths(sheet, [26 if sheet.title == "Summary" else 14, *[12.5] * len(columns)])
    set_print(sheet, marking=paper.top)


def _fill_years(sheet: Worksheet, quarters: Sequence[str], columns: Sequence[PeriodColumn]) -> None:
    title_row = FIRST_ROW + max(len(quarters), 1) + 1
    put_line(sheet, title_row, "Rolling twelve months", style=Style.PART)
    ends = quarters[QUARTERS_IN_A_YEAR - 1 :]
    if not ends:
        put_line(sheet, title_row + 1, "Fewer than four quarters: no rolling year yet.")
        return
    head_row = title_row + 1
    put_heads(sheet, head_row, ["Twelve months to", *(column.head for column in columns)])
    for offset, quarter in enumerate(ends):
        put(sheet, head_row + 1 + offset, 1, value=quarter)
        for number, column in enumerate(columns, 2):
            _write_year(sheet, head_row + 1 + offset, number, column=column, first_row=FIRST_ROW + offset)
    _close_table(sheet, f"{sheet.title}Years", head_row, rows=len(ends), columns=1 + len(columns))


def _close_table(sheet: Worksheet, name: str, head_row: int, *, rows: int, columns: int) -> None:
    if rows:
        make_table(sheet, name, head_row=head_row, last_row=head_row + rows, number_of_columns=columns)


def _write_quarter(sheet: Worksheet, row: int, number: int, *, column: PeriodColumn) -> None:
    if column.quarter is None:
        return
    cell = cell_at(sheet, row, number)
    cell.style = column.style.value
    write_formula(
        cell,
        column.quarter,
        quarters=range_of(column_of("Quarter")),
        amounts=range_of(column.amounts) if column.amounts else "",
        period=f"$A{row}",
        part=f"{column.part}{row}",
        whole=f"{column.whole}{row}",
    )


def _write_year(sheet: Worksheet, row: int, number: int, *, column: PeriodColumn, first_row: int) -> None:
    """A year sums the four quarters above; `whole` of QUARTERS_WITH_MEETINGS is the column counted."""
    counted = column.whole if column.year is Formula.QUARTERS_WITH_MEETINGS else get_column_letter(number)
    cell = cell_at(sheet, row, number)
    cell.style = column.style.value
    write_formula(
        cell,
        column.year,
        above=f"{counted}{first_row}:{counted}{first_row + QUARTERS_IN_A_YEAR - 1}",
        part=f"{column.part}{row}",
        whole=f"{column.whole}{row}",
        population=POPULATION,
    )


def _sum(head: str, amounts: str) -> PeriodColumn:
    return PeriodColumn(head=head, quarter=Formula.SUM_OF_QUARTER, year=Formula.SUM_OF_YEAR, amounts=amounts)


def _held(head: str, amounts: str) -> PeriodColumn:
    return PeriodColumn(head=head, quarter=Formula.HELD_SUM_OF_QUARTER, year=Formula.HELD_SUM_OF_YEAR, amounts=amounts)


def _share(head: str, formula: Formula, *, part: str, whole: str) -> PeriodColumn:
    return PeriodColumn(head=head, quarter=formula, year=formula, part=part, whole=whole, style=Style.SHARE)


def _year_only(head: str, formula: Formula, *, whole: str, style: Style = Style.DECIMAL) -> PeriodColumn:
    return PeriodColumn(head=head, quarter=None, year=formula, whole=whole, style=style)


SUMMARY_COLUMNS = (
    PeriodColumn(head="Meetings", quarter=Formula.MEETINGS_OF_QUARTER, year=Formula.SUM_OF_YEAR),
    _sum("Cases discussed", column_of("Cases discussed")),
    _sum("Repeat cases", column_of("Repeat cases")),
    _share("Repeat rate", Formula.SHARE, part="D", whole="C"),
    _sum("Children", column_of("Children")),
    _sum("Police referrals", referrals_column("police")),
    _share("Partner share", Formula.REST_SHARE, part="G", whole="C"),
    _year_only("Cases per 10,000 adult females", Formula.PER_10000, whole="C"),
    _year_only("Idvas needed", Formula.HUNDREDTH, whole="C"),
    _year_only("Administrators needed", Formula.FOUR_HUNDREDTH, whole="C"),
    _year_only("Quarters with meetings", Formula.QUARTERS_WITH_MEETINGS, whole="B", style=Style.WHOLE),
)
REFERRAL_COLUMNS = tuple(_sum(words, referrals_column(source)) for source, words in REFERRAL_SOURCES.items())


def _diversity_columns() -> tuple[PeriodColumn, ...]:
    columns = [_sum("Cases discussed", column_of("Cases discussed"))]
    for measure, words in DIVERSITY.items():
        # Column A is the period and the next free column is the count.
        count, known = get_column_letter(len(columns) + 2), get_column_letter(len(columns) + 3)
        columns += [
            _held(f"{words}: {part}", diversity_column(measure, part)) for part in ("count", "known", "not recorded")
        ]
        columns.append(_share(f"{words}: share of cases", Formula.SHARE, part=count, whole="B"))
        columns.append(_share(f"{words}: share of known", Formula.SHARE, part=count, whole=known))
    return tuple(columns)


DIVERSITY_COLUMNS = _diversity_columns()
