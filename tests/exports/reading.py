"""Opens what we hand out and gives it back as lines, the way somebody would read it."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader


def parts_of(office_file: bytes) -> dict[str, bytes]:
    """Every part of a Word or Excel file."""
    with ZipFile(BytesIO(office_file)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def word_document(content: bytes) -> WordDocument:
    return Document(BytesIO(content))


def word_lines(content: bytes) -> list[str]:
    """Each paragraph with its style, each table row with bars; head and foot of the sheets first."""
    document = word_document(content)
    section = document.sections[0]
    edges = [f"head: {paragraph.text}" for paragraph in section.header.paragraphs]
    edges += [f"foot: {paragraph.text}" for paragraph in section.footer.paragraphs]
    body = [line for part in document.iter_inner_content() for line in _lines_of(part)]
    return [*edges, *body]


def _lines_of(part: Paragraph | Table) -> list[str]:
    if isinstance(part, Paragraph):
        style = part.style.name if part.style else ""
        return [f"{style}: {_flat(part.text)}"]
    return [f"| {' | '.join(_flat(cell.text) for cell in row.cells)} |" for row in part.rows]


def _flat(text: str) -> str:
    return text.replace("\n", " / ").replace("\t", " → ")


def word_text(content: bytes) -> str:
    """All the text of the body, tables included."""
    document = word_document(content)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pdf_reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def pdf_lines(content: bytes) -> list[str]:
    """The lines of each page as they are drawn."""
    pages = (page.extract_text() for page in pdf_reader(content).pages)
    return [line for number, page in enumerate(pages, 1) for line in (f"--- page {number} ---", *page.splitlines())]


def workbook_of(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def workbook_lines(content: bytes) -> list[str]:
    """Each filled cell with its address; a formula begins with its sign."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in workbook_of(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
