"""How cells look: a dozen named styles a workbook carries, so that ten years of figures are dressed quickly."""

from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

POINTS = 11
_FONT = "Arial"
_RULE = Side(style="thin", color="505A5F")
_HEAD_BORDER = Border(top=_RULE, bottom=_RULE)
_HEAD_FILL = PatternFill("solid", start_color="E8EAEB")


class Style(StrEnum):
    """The names as a spreadsheet program lists them."""

    TITLE = "Desk title"
    PART = "Desk part"
    MARKING = "Desk marking"
    LINE = "Desk line"
    NOTE = "Desk note"
    WORDS = "Desk words"
    HEAD_OF_WORDS = "Desk head of words"
    HEAD_OF_FIGURES = "Desk head of figures"
    WHOLE = "Desk whole number"
    DECIMAL = "Desk one decimal"
    SHARE = "Desk share"
    DAY = "Desk day"


def add_styles(workbook: Workbook) -> None:
    """Once for each workbook."""
    for name, points in ((Style.TITLE, 16), (Style.PART, 13), (Style.MARKING, POINTS)):
        _add(workbook, name, Alignment(vertical="top"), font=Font(name=_FONT, size=points, bold=True))
    _add(workbook, Style.LINE, Alignment(vertical="top", horizontal="left"))
    _add(workbook, Style.NOTE, Alignment(vertical="top", horizontal="left", indent=1))
    _add(workbook, Style.WORDS, Alignment(vertical="top", horizontal="left", wrap_text=True))
    bold = Font(name=_FONT, size=POINTS, bold=True)
    for name, side in ((Style.HEAD_OF_WORDS, "left"), (Style.HEAD_OF_FIGURES, "right")):
        head = _add(workbook, name, Alignment(vertical="bottom", horizontal=side, wrap_text=True), font=bold)
        head.border, head.fill = _HEAD_BORDER, _HEAD_FILL
    for name, number_format in (
        (Style.WHOLE, "#,##0"),
        (Style.DECIMAL, "#,##0.0"),
        (Style.SHARE, "0.0%"),
        (Style.DAY, "d mmm yyyy"),
    ):
        _add(workbook, name, Alignment(vertical="top", horizontal="right")).number_format = number_format


def _add(workbook: Workbook, name: Style, alignment: Alignment, *, font: Font | None = None) -> NamedStyle:
    style = NamedStyle(name=name.value, alignment=alignment, font=font or Font(name=_FONT, size=POINTS))
    workbook.add_named_style(style)
    return style
