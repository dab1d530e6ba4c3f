"""The coordinator's workbook: true rows, and sums that recalculate from them, with every definition beside."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.cell_styles import Style, add_styles
from exports.fixed_zip import fix_zip, fixed_properties
from exports.sheet_parts import (
    FIRST_ROW,
    HEAD_ROW,
    make_table,
    put,
    put_heads,
    put_line,
    put_opening,
    set_print,
    set_widths,
)
from exports.workbook_meetings import fill_meetings
from exports.workbook_periods import (
    DIVERSITY_COLUMNS,
    POPULATION_ROW,
    REFERRAL_COLUMNS,
    SUMMARY_COLUMNS,
    fill_periods,
)
from meetings.papers.measures import BOTH_READINGS, MEASURES
from meetings.papers.workbook_paper import WorkbookPaper


def workbook_xlsx(paper: WorkbookPaper) -> bytes:
    """The same paper always gives the same bytes."""
    workbook = Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    add_styles(workbook)
    _fill_summary(workbook.create_sheet("Summary"), paper)
    _fill_parts(workbook.create_sheet("Referrals"), paper)
    _fill_parts(workbook.create_sheet("Diversity"), paper)
    fill_meetings(workbook.create_sheet("Meetings"), paper)
    _fill_definitions(workbook.create_sheet("Definitions"), paper)
    # Opened in a spreadsheet program, every formula is reckoned afresh; the file itself carries no results.
    workbook.calculation.fullCalcOnLoad = True
    packed = BytesIO()
    workbook.save(packed)
    return fix_zip(packed.getvalue(), fixed_properties("Figures"))


def _fill_summary(sheet: Worksheet, paper: WorkbookPaper) -> None:
    put_opening(sheet, f"Summary of {paper.area_name}", marking=paper.top)
    put(sheet, POPULATION_ROW, 1, value="Adult female population")
    put(sheet, POPULATION_ROW, 2, value=paper.adult_female_population or "not entered", style=Style.WHOLE)
    put(sheet, POPULATION_ROW, 3, value=paper.population_note, style=Style.NOTE)
    fill_periods(sheet, paper, SUMMARY_COLUMNS)


def _fill_parts(sheet: Worksheet, paper: WorkbookPaper) -> None:
    put_opening(sheet, f"{sheet.title} of {paper.area_name}", marking=paper.top)
    is_referrals = sheet.title == "Referrals"
    put_line(sheet, 3, "Cases by type of the agency that referred first." if is_referrals else BOTH_READINGS[1])
    fill_periods(sheet, paper, REFERRAL_COLUMNS if is_referrals else DIVERSITY_COLUMNS)


def _fill_definitions(sheet: Worksheet, paper: WorkbookPaper) -> None:
    put_opening(sheet, "Definitions", marking=paper.top)
    put_line(sheet, 3, BOTH_READINGS[0])
    put_heads(sheet, HEAD_ROW, ("Measure", "Formula", "Source", "Standing"), columns_of_words=4)
    for row, measure in enumerate(MEASURES, FIRST_ROW):
        for column, words in enumerate((measure.name, measure.formula, measure.source, measure.standing), 1):
            put(sheet, row, column, value=words)
    make_table(sheet, "Definitions", head_row=HEAD_ROW, last_row=HEAD_ROW + len(MEASURES), number_of_columns=4)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    set_widths(sheet, (23, 40, 21, 15))
    set_print(sheet, marking=paper.top)
