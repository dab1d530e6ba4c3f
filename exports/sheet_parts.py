"""Parts of a worksheet: title and marking, a table with filters under a frozen head, and a page that prints whole."""

import textwrap
from collections.abc import Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.safe_cells import Value, write_cell

HEAD_ROW = 4
FIRST_ROW = 5
WHOLE_NUMBER = "#,##0"
ONE_DECIMAL = "#,##0.0"
PERCENT = "0.0%"
DAY = "d mmm yyyy"

_FONT = "Arial"
_POINTS = 11
_TITLE_POINTS = 16
_LINE_HEIGHT = 15
_GAP = 4
_A4 = 9
_RULE = Side(style="thin", color="505A5F")
_HEAD_FILL = PatternFill("solid", start_color="E8EAEB")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell one may write to; merged ones are not used."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("A merged cell.")
    return cell


def put(sheet: Worksheet, row: int, column: int, *, value: Value, number_format: str = "") -> Cell:
    """A value from data, in body type."""
    cell = cell_at(sheet, row, column)
    write_cell(cell, value)
    dress(cell, number_format=number_format)
    return cell


def dress(cell: Cell, *, number_format: str = "") -> None:
    """Body type; numbers stand right, words left and wrapped."""
    cell.font = Font(name=_FONT, size=_POINTS)
    is_words = isinstance(cell.value, str) and not number_format
    cell.alignment = Alignment(vertical="top", wrap_text=is_words, horizontal="left" if is_words else "right")
    if number_format:
        cell.number_format = number_format


def put_heading(sheet: Worksheet, row: int, text: str, *, points: int = _TITLE_POINTS) -> None:
    """A line in bold."""
    cell = put(sheet, row, 1, value=text)
    cell.font = Font(name=_FONT, size=points, bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=False)


def put_line(sheet: Worksheet, row: int, text: str, *, column: int = 1) -> None:
    """A sentence that may run over the cells to its right."""
    alignment = Alignment(vertical="top", wrap_text=False, horizontal="left", indent=1 if column > 1 else 0)
    put(sheet, row, column, value=text).alignment = alignment


def put_heads(sheet: Worksheet, row: int, heads: Sequence[str], *, columns_of_words: int = 1) -> None:
    """The head of a table; over numbers it stands right."""
    for column, head in enumerate(heads, 1):
        cell = put(sheet, row, column, value=head)
        cell.font = Font(name=_FONT, size=_POINTS, bold=True)
        cell.fill = _HEAD_FILL
        side = "left" if column <= columns_of_words else "right"
        cell.border = Border(top=_RULE, bottom=_RULE)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=side)


def make_table(sheet: Worksheet, name: str, *, head_row: int, last_row: int, number_of_columns: int) -> None:
    """Filters in the head; the name lets a board member point at it."""
    reference = f"A{head_row}:{get_column_letter(number_of_columns)}{last_row}"
    table = Table(displayName=name, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """In letters. Rows grow with what is wrapped in them: not every program does that when it opens a file."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, cells in enumerate(sheet.iter_rows(), 1):
        heights = (_height(cell, width) for cell, width in zip(cells, widths, strict=False))
        sheet.row_dimensions[row].height = max(heights, default=_LINE_HEIGHT)


def _height(cell: Cell | MergedCell, width: float) -> float:
    lines = 1
    if cell.alignment.wrap_text and isinstance(cell.value, str):
        lines = len(textwrap.wrap(cell.value, max(int(width * 1.1), 1))) or 1
    return lines * _LINE_HEIGHT * (cell.font.size or _POINTS) / _POINTS + _GAP


def set_print(sheet: Worksheet, *, marking: str, repeated_columns: str = "A:A") -> None:
    """A4 across, the marking on each page, heads and first columns repeated, no column cut."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.9
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_title_cols = repeated_columns
    words = marking.replace("&", "&&")
    if sheet.oddHeader is not None and sheet.oddFooter is not None:
        sheet.oddHeader.center.text = words
        sheet.oddFooter.center.text = f"{words} · &A, page &P of &N"
