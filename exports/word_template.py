"""An empty Word document of ours: A4, plain British English, a few styles, and nothing of whoever made it."""

from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

LINE_WIDTH_CM = 17.0
LABEL_WIDTH_CM = 4.2
BODY = "Normal"
STRONG = "Strong text"
BOXED = "Boxed"
PAIR = "Label and answer"
SIGNED = "Signed line"
CELL = "Table text"
HEAD_CELL = "Table head"
SHEET_EDGE = "Sheet edge"

_FONT = "Arial"
_BODY_POINTS = 11
_HEADINGS = {"Heading 1": (22, 0, 8), "Heading 2": (16, 18, 6), "Heading 3": (12.5, 12, 4)}
_KEPT_STYLES = frozenset(
    {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "List Bullet", *_HEADINGS}
)
_DROPPED_PARTS = ("customXml", "stylesWithEffects", "thumbnail", "webSettings")


def new_document() -> WordDocument:
    """A fresh empty document to fill."""
    return Document(BytesIO(_template()))


@cache
def _template() -> bytes:
    document = Document()
    _drop_parts(document)
    _replace_settings(document)
    _keep_own_styles(document)
    _set_page(document)
    _set_styles(document)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def _drop_parts(document: WordDocument) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _DROPPED_PARTS:
                del relations[key]


def _replace_settings(document: WordDocument) -> None:
    # The stock settings list editing sessions (rsid) and a document id; both would be the same for all our papers
    # and mean nothing, but a reader who looks for traces should find none.
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.append(parse_xml(f'<w:defaultTabStop {nsdecls("w")} w:val="720"/>'))
    settings.append(
        parse_xml(
            f"<w:compat {nsdecls('w')}><w:compatSetting w:name='compatibilityMode' "
            "w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
        )
    )
    settings.append(parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="en-GB"/>'))


def _keep_own_styles(document: WordDocument) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for trace in [*document.styles.element.iter(qn("w:rsid"), qn("w:link"))]:
        trace.getparent().remove(trace)
    for language in document.styles.element.iter(qn("w:lang")):
        language.attrib.clear()
        language.set(qn("w:val"), "en-GB")


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    for name in list(section._sectPr.attrib):
        del section._sectPr.attrib[name]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(3.2)
    section.header_distance = section.footer_distance = Cm(1)


def _set_styles(document: WordDocument) -> None:
    body = _style(document, BODY)
    _set_font(body, points=_BODY_POINTS)
    _space(body, before=0, after=6)
    for name, (points, before, after) in _HEADINGS.items():
        heading = _style(document, name)
        _set_font(heading, points=points, is_bold=True)
        _space(heading, before=before, after=after)
        heading.paragraph_format.keep_with_next = True
    bullet = _style(document, "List Bullet")
    _set_font(bullet, points=_BODY_POINTS)
    _space(bullet, before=0, after=2)
    for name in ("Header", "Footer"):
        _set_font(_style(document, name), points=_BODY_POINTS)
    _add_own_styles(document)


def _add_own_styles(document: WordDocument) -> None:
    _add_style(document, STRONG, is_bold=True)
    _add_style(document, CELL, after=0)
    _add_style(document, HEAD_CELL, after=0, is_bold=True)
    _add_style(document, SHEET_EDGE, after=0)
    boxed = _add_style(document, BOXED, after=12)
    boxed.paragraph_format.space_before = Pt(12)
    boxed.paragraph_format.left_indent = boxed.paragraph_format.right_indent = Cm(0.2)
    _insert_box(boxed)
    pair = _add_style(document, PAIR, after=3)
    pair.paragraph_format.left_indent = Cm(LABEL_WIDTH_CM)
    pair.paragraph_format.first_line_indent = -Cm(LABEL_WIDTH_CM)
    pair.paragraph_format.tab_stops.add_tab_stop(Cm(LABEL_WIDTH_CM))
    signed = _add_style(document, SIGNED, after=0)
    signed.paragraph_format.space_before = Pt(24)
    signed.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
    signed.paragraph_format.tab_stops.add_tab_stop(Cm(11), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _add_style(document: WordDocument, name: str, *, after: float = 6, is_bold: bool = False) -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, name)
    style.base_style = document.styles[BODY]
    _space(style, before=0, after=after)
    if is_bold:
        style.font.bold = True
    return style


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _set_font(style: ParagraphStyle, *, points: float, is_bold: bool = False) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(points), is_bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    font.name = _FONT
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    # Without all four, names in Greek, Cyrillic or Arabic letters fall back to a serif face.
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _space(style: ParagraphStyle, *, before: float, after: float) -> None:
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.15


def _insert_box(style: ParagraphStyle) -> None:
    # Word calls a file damaged when the parts of a style stand out of order: the border goes before the spacing.
    spacing = style.element.pPr.find(qn("w:spacing"))
    spacing.addprevious(_box())


def _box() -> BaseOxmlElement:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="0B0C0C"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
