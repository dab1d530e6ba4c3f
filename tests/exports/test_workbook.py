"""The workbook: live formulas of a fixed list, words that stay words, nothing hidden, nobody named."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from exports.formulas import DATA_NOT_HELD, Formula, is_allowed, write_formula
from exports.workbook import workbook_xlsx
from meetings.papers.workbook_paper import REFERRAL_SOURCES
from tests.exports.cast_workbook import a_meeting_row, a_workbook
from tests.exports.hostile import texts
from tests.exports.reading import parts_of, workbook_lines, workbook_of

SHEETS = ["Summary", "Referrals", "Diversity", "Meetings", "Definitions"]
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/sheet[1-5]\.xml"
    r"|xl/worksheets/_rels/sheet[1-5]\.xml\.rels|xl/tables/table[1-8]\.xml"
)


def cells_of(content: bytes) -> list[Cell]:
    """Every filled cell of every sheet."""
    return [
        cell
        for sheet in workbook_of(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.value is not None
    ]


def heads_of(content: bytes, sheet: str) -> list[str]:
    return [str(cell.value) for cell in workbook_of(content)[sheet][4] if cell.value]


def test_the_meetings_sheet_holds_the_rows_of_the_data_return() -> None:
    heads = heads_of(workbook_xlsx(a_workbook()), "Meetings")

    assert heads[:6] == ["Marac", "Quarter", "Meeting date", "Cases discussed", "Repeat cases", "Children"]
    assert heads[6:24] == [f"Referrals: {words}" for words in REFERRAL_SOURCES.values()]
    assert heads[24:27] == [f"Racially minoritised victims: {part}" for part in ("count", "known", "not recorded")]
    assert heads[39:42] == [f"Perpetrators aged 17 or below: {part}" for part in ("count", "known", "not recorded")]
    assert heads[42:] == ["Referrals less cases"]


def test_what_was_never_recorded_reads_data_not_held_and_never_zero() -> None:
    sheet = workbook_of(workbook_xlsx(a_workbook()))["Meetings"]

    heads = [cell.value for cell in sheet[4]]
    first = [cell.value for cell in sheet[5]]
    assert first[heads.index("LGBT+ victims: count")] == DATA_NOT_HELD
    assert first[heads.index("Male victims: count")] == 19


def test_every_formula_is_of_the_list() -> None:
    formulas = [str(cell.value) for cell in cells_of(workbook_xlsx(a_workbook())) if cell.data_type == "f"]

    assert len(formulas) > 100
    assert all(is_allowed(formula) for formula in formulas)


def test_a_summary_is_reckoned_from_the_meetings_sheet() -> None:
    summary = workbook_of(workbook_xlsx(a_workbook()))["Summary"]

    assert summary["C5"].value == "=SUMIFS(Meetings!$D$5:$D$2000,Meetings!$B$5:$B$2000,$A5)"
    assert summary["E5"].data_type == "f"
    assert summary["C12"].value == "=SUM(C5:C8)"


@settings(max_examples=15, deadline=None)
@given(text=texts)
def test_no_text_from_data_becomes_a_formula(text: str) -> None:
    rows = tuple(replace(row, marac_name=text) for row in a_workbook().rows)
    paper = replace(a_workbook(), area_name=text, population_note=text, marking=text, rows=rows)
    plain = [cell.coordinate for cell in cells_of(workbook_xlsx(a_workbook())) if cell.data_type == "f"]

    formulas = [cell for cell in cells_of(workbook_xlsx(paper)) if cell.data_type == "f"]

    assert [cell.coordinate for cell in formulas] == plain
    assert all(is_allowed(str(cell.value)) for cell in formulas)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_a_name_that_looks_like_a_formula_stays_text_when_somebody_edits_the_cell(name: str) -> None:
    paper = replace(a_workbook(), rows=tuple(replace(row, marac_name=name) for row in a_workbook().rows))

    cell = workbook_of(workbook_xlsx(paper))["Meetings"]["A5"]

    assert cell.data_type == "s"
    assert cell.quotePrefix


@pytest.mark.parametrize("address", ['A1+cmd|"/c calc"!A1', "A1)+SUM(B1", "[1]Sheet!A1", ""])
def test_a_formula_takes_addresses_and_nothing_else(address: str) -> None:
    cell = Workbook().create_sheet().cell(1, 1)
    assert isinstance(cell, Cell)

    with pytest.raises(ValueError, match="no formula of ours"):
        write_formula(cell, Formula.SUM_OF_YEAR, above=address)

    assert cell.value is None


def test_nothing_is_hidden_named_linked_or_noted() -> None:
    content = workbook_xlsx(a_workbook())
    workbook = workbook_of(content)

    assert workbook.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in workbook.worksheets} == {"visible"}
    assert not workbook.defined_names
    for sheet in workbook.worksheets:
        assert not [key for key, row in sheet.row_dimensions.items() if row.hidden]
        assert not [key for key, column in sheet.column_dimensions.items() if column.hidden]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment or cell.hyperlink]
        assert set(sheet.defined_names) <= {"Print_Titles"}
    assert not [name for name in parts_of(content) if not PARTS.fullmatch(name)]


def test_a_workbook_says_nothing_of_who_made_it_when_and_with_what() -> None:
    parts = parts_of(workbook_xlsx(a_workbook()))

    everything = b"".join(parts.values()).decode()
    assert "openpyxl" not in everything.lower()
    properties = workbook_of(workbook_xlsx(a_workbook())).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (None, None, "Figures")
    assert properties.created == properties.modified


def test_the_same_figures_give_the_same_workbook() -> None:
    assert workbook_xlsx(a_workbook()) == workbook_xlsx(a_workbook())


def test_heads_stay_in_sight_filter_and_print_on_each_page() -> None:
    for sheet in workbook_of(workbook_xlsx(a_workbook())).worksheets:
        assert sheet.freeze_panes in {"B5", "D5"}
        assert sheet.tables
        assert all(table.autoFilter is not None for table in sheet.tables.values())
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert "OFFICIAL-SENSITIVE · PRACTICE" in str(sheet.oddHeader.center.text)
        assert "page &P of &N" in str(sheet.oddFooter.center.text)


def test_figures_are_written_as_numbers_shares_as_shares_and_days_as_days() -> None:
    workbook = workbook_of(workbook_xlsx(a_workbook()))

    assert workbook["Meetings"]["D5"].number_format == "#,##0"
    assert workbook["Meetings"]["C5"].number_format == "d mmm yyyy"
    assert workbook["Summary"]["E5"].number_format == "0.0%"
    assert workbook["Summary"]["I12"].number_format == "#,##0.0"


def test_each_figure_has_its_definition_and_what_is_not_confirmed_says_so() -> None:
    lines = workbook_lines(workbook_xlsx(a_workbook()))

    definitions = [line for line in lines if line.startswith("Definitions!")]
    for head in ("Cases discussed", "Repeat rate", "Partner share", "Cases per 10,000 adult females"):
        assert any(line.endswith(f": {head}") for line in definitions)
    assert [line for line in definitions if line.endswith("UNCONFIRMED")]


def test_an_area_without_meetings_gets_a_workbook_that_says_so() -> None:
    lines = workbook_lines(workbook_xlsx(replace(a_workbook(), rows=())))

    assert "Meetings!A5: No meetings in this period." in lines
    assert "Summary!A8: Fewer than four quarters: no rolling year yet." in lines


def test_ten_years_give_a_rolling_year_for_every_quarter_from_the_fourth_on() -> None:
    rows = tuple(
        a_meeting_row(date(year, month, 12), cases=20, repeats=6, police=13)
        for year in range(2016, 2026)
        for month in range(1, 13)
    )

    content = workbook_xlsx(replace(a_workbook(), rows=rows))

    years = workbook_of(content)["Summary"].tables["SummaryYears"]
    first, last = (int(number) for number in re.findall(r"\d+", str(years.ref)))
    assert last - first == 40 - 3
