"""Parts of a Word document: text that keeps its line ends, tables with a repeated head, head and foot of sheets."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row
from docx.shared import Cm, Length
from docx.table import Table
from docx.text.paragraph import Paragraph

from exports.blocks import Grid
from exports.plain_text import one_line, printable
from exports.word_template import BODY, CELL, HEAD_CELL, LINE_WIDTH_CM, SHEET_EDGE

_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="505A5F"/>' for side in ("top", "bottom", "insideH")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 60), ("bottom", 50), ("right", 60))
)
_HEAD_SHADE = "E8EAEB"


def write(paragraph: Paragraph, text: str, *, is_bold: bool = False) -> None:
    """Text as it is; a line end becomes a line break of the same paragraph."""
    run = paragraph.add_run()
    if is_bold:
        run.bold = True
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            run.add_break()
        run._r.add_t(line)


def set_style(paragraph: Paragraph, name: str) -> None:
    # By id: the library's look-up by name reads every style again, which minutes of thirty cases would feel.
    if name != BODY:
        paragraph._p.style = name.replace(" ", "")


def add_grid(document: WordDocument, grid: Grid) -> None:
    """A table whose head is repeated on each page and whose rows stay whole."""
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.heads))
    _dress(table, grid)
    head, *rows = table._tbl.tr_lst
    _fill(table, head, grid.heads, widths=_widths(grid), style=HEAD_CELL)
    _make_head(head)
    for row, texts in zip(rows, grid.rows, strict=True):
        _fill(table, row, texts, widths=_widths(grid), style=CELL)


def _dress(table: Table, grid: Grid) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, _widths(grid), strict=True):
        column.width = width
    _set_rules(table)
    caption = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
    caption.set(qn("w:val"), one_line(grid.summary))
    table._tbl.tblPr.append(caption)


def _widths(grid: Grid) -> tuple[Length, ...]:
    """LibreOffice reads the column's width, Word each cell's; both get the same."""
    total = sum(grid.widths)
    return tuple(Cm(LINE_WIDTH_CM * share / total) for share in grid.widths)


def _set_rules(table: Table) -> None:
    # Word calls a file damaged when these parts stand out of order: width, borders, layout, margins, look, caption.
    for part in list(table._tbl.tblPr):
        if part.tag == qn("w:tblW"):
            part.set(qn("w:type"), "dxa")
            part.set(qn("w:w"), str(Cm(LINE_WIDTH_CM).twips))
        if part.tag == qn("w:tblLayout"):
            part.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{_RULES}</w:tblBorders>"))
            part.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{_MARGINS}</w:tblCellMar>"))


def _fill(table: Table, row: CT_Row, texts: Sequence[str], *, widths: Sequence[Length], style: str) -> None:
    row.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, text, width in zip(row.tc_lst, texts, widths, strict=True):
        cell.width = width
        paragraph = Paragraph(cell.p_lst[0], table)
        set_style(paragraph, style)
        write(paragraph, text)


def _make_head(row: CT_Row) -> None:
    row.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in row.tc_lst:
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_HEAD_SHADE}"/>')
        cell.get_or_add_tcPr().append(shade)
        cell.p_lst[0].get_or_add_pPr().keepNext_val = True


def mark_sheets(document: WordDocument, *, top: str, reader: str, copy: str) -> None:
    """The marking above and below each sheet, whose copy it is, and page x of y."""
    section = document.sections[0]
    edge = one_line(top)
    _edge(section.header.paragraphs[0], edge, is_bold=True)
    footer = section.footer
    _edge(footer.paragraphs[0], edge, is_bold=True)
    _edge(footer.add_paragraph(), one_line(reader))
    pages = footer.add_paragraph()
    _edge(pages, f"{one_line(copy)} · page ")
    _add_field(pages, "PAGE")
    write(pages, " of ")
    _add_field(pages, "NUMPAGES")


def _edge(paragraph: Paragraph, text: str, *, is_bold: bool = False) -> None:
    set_style(paragraph, SHEET_EDGE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, text, is_bold=is_bold)


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)
