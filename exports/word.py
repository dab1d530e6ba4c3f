"""A laid-out paper as a Word document."""

from collections.abc import Iterable
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from exports.blocks import Block, Box, Bullets, Grid, Heading, Layout, Pairs, Paragraph, Signature
from exports.fixed_zip import fix_zip, fixed_properties
from exports.plain_text import one_line
from exports.word_parts import add_grid, mark_sheets, set_style, write
from exports.word_template import BODY, BOXED, PAIR, SIGNED, STRONG, new_document

_GAP = Pt(9)


def draw_word(layout: Layout) -> bytes:
    """The same layout always gives the same bytes."""
    document = new_document()
    mark_sheets(document, top=layout.top, reader=layout.reader, copy=layout.copy)
    _add_text(document, "Heading 1", layout.heading)
    for block in layout.blocks:
        _add(document, block)
    _open_after_grids(document)
    packed = BytesIO()
    document.save(packed)
    return fix_zip(packed.getvalue(), fixed_properties(one_line(layout.title)))


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            heading = _add_text(document, f"Heading {block.level}", one_line(block.text))
            if block.starts_page:
                heading.paragraph_format.page_break_before = True
        case Paragraph():
            _add_text(document, STRONG if block.is_strong else BODY, block.text)
        case Box():
            _add_text(document, BOXED, block.text)
        case Bullets():
            _add_texts(document, "List Bullet", block.lines)
        case Pairs():
            _add_pairs(document, block)
        case Grid():
            add_grid(document, block)
        case Signature():
            _add_signature(document, block)


def _add_text(document: WordDocument, style: str, text: str, *, is_bold: bool = False) -> WordParagraph:
    paragraph = document.add_paragraph()
    set_style(paragraph, style)
    write(paragraph, text, is_bold=is_bold)
    return paragraph


def _add_texts(document: WordDocument, style: str, texts: Iterable[str]) -> None:
    for text in texts:
        _add_text(document, style, text)


def _add_pairs(document: WordDocument, pairs: Pairs) -> None:
    for number, (label, answer) in enumerate(pairs.rows):
        paragraph = _add_text(document, PAIR, label, is_bold=True)
        if number == 0:
            paragraph.paragraph_format.space_before = _GAP
        paragraph.add_run().add_tab()
        write(paragraph, answer)


def _add_signature(document: WordDocument, signature: Signature) -> None:
    first, *labels = signature.lines
    _add_text(document, STRONG, first)
    for label in labels:
        _add_text(document, SIGNED, label).add_run("\t\t")


def _open_after_grids(document: WordDocument) -> None:
    """Word draws what follows a table close below its last line, so plain text needs a gap; headings have one."""
    for table in document.tables:
        follower = table._tbl.getnext()
        if isinstance(follower, CT_P) and not str(follower.style).startswith("Heading"):
            WordParagraph(follower, document).paragraph_format.space_before = _GAP
