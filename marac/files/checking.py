"""What the reading process does with a file that is to be kept."""

from pathlib import Path

from marac.files.jpeg_strip import strip_jpeg
from marac.files.office_check import check_office
from marac.files.pdf_check import check_pdf
from marac.files.png_strip import strip_png
from marac.files.sniffing import Kind, kind_of
from marac.files.text_check import check_text


def check_file(path: Path) -> bytes:
    """The kind on a line, then the content where it must be kept otherwise than it came. Raises FileRefused."""
    content = path.read_bytes()
    kind = kind_of(content)
    if kind in (Kind.WORD, Kind.BOOK):
        check_office(path, hidden_sheets=False)
    if kind is Kind.PDF:
        check_pdf(content)
    if kind is Kind.TEXT:
        check_text(content)
    strip = {Kind.JPEG: strip_jpeg, Kind.PNG: strip_png}.get(kind)
    return kind.encode() + b"\n" + (strip(content) if strip else b"")
