"""Parts of a worksheet: title and marking, a table with filters under a frozen head, and a page that prints whole."""

import textwrap
from collections.abc import Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.cell_styles import POINTS, Style
from exports.plain_text import one_line
from exports.safe_cells import Value, write_cell

HEAD_ROW = 4
FIRST_ROW = 5

_LINE_HEIGHT = 15
_GAP = 4
_A4 = 9


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell one may write to; merged ones are not used."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("A merged cell.")
    return cell


def put(sheet: Worksheet, row: int, column: int, *, value: Value, style: Style = Style.WORDS) -> None:
    """A value from data."""
    cell = cell_at(sheet, row, column)
    # The style first: it would take away the mark that keeps a formula-like text a text.
    cell.style = style.value
    write_cell(cell, value)


def put_opening(sheet: Worksheet, title: str, *, marking: str) -> None:
    """Title and marking at the top of a sheet."""
    put(sheet, 1, 1, value=title, style=Style.TITLE)
    put(sheet, 2, 1, value=marking, style=Style.MARKING)


def put_line(sheet: Worksheet, row: int, text: str, *, style: Style = Style.LINE) -> None:
    """A sentence that may run over the cells to its right."""
    put(sheet, row, 1, value=text, style=style)


def put_heads(sheet: Worksheet, row: int, heads: Sequence[str], *, columns_of_words: int = 1) -> None:
    """The head of a table; over figures it stands right."""
    for column, head in enumerate(heads, 1):
        style = Style.HEAD_OF_WORDS if column <= columns_of_words else Style.HEAD_OF_FIGURES
        put(sheet, row, column, value=head, style=style)


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
    letters_a_line = max(int(width * 1.1), 1)
    lines = 1
    if isinstance(cell.value, str) and len(cell.value) > letters_a_line and cell.alignment.wrap_text:
        lines = len(textwrap.wrap(cell.value, letters_a_line)) or 1
    points = float(cell.font.size or POINTS) if cell.column == 1 else POINTS
    return lines * _LINE_HEIGHT * points / POINTS + _GAP


def set_print(sheet: Worksheet, *, marking: str, repeated_columns: str = "A:A") -> None:
    """A4 across, the marking on each page, heads and first columns repeated, no column cut."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.9
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_title_cols = repeated_columns
    words = one_line(marking).replace("&", "&&")
    if sheet.oddHeader is not None and sheet.oddFooter is not None:
        sheet.oddHeader.center.text = words
        sheet.oddFooter.center.text = f"{words} · &A, page &P of &N"
