"""What a file is, by its content alone. Its name must then agree; the word of the browser is not asked."""

from enum import StrEnum

from marac.files.office_check import TYPES_PART
from marac.files.refusals import FileRefused, Why
from marac.files.text_check import is_text
from marac.files.zip_check import OLE, ZIP, read_zip


class Kind(StrEnum):
    """The kinds that are taken; the value is the ending under which a file is handed out again."""

    PDF = "pdf"
    WORD = "docx"
    BOOK = "xlsx"
    TABLE = "csv"
    TEXT = "txt"
    JPEG = "jpg"
    PNG = "png"


PDF_MARK, PNG_MARK, JPEG_MARK = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# The mark by which virus scanners are tried out, parted so that no scanner finds it here.
TEST_VIRUS = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
ENDINGS = {
    "pdf": Kind.PDF,
    "docx": Kind.WORD,
    "xlsx": Kind.BOOK,
    "csv": Kind.TABLE,
    "txt": Kind.TEXT,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "png": Kind.PNG,
}
_OFFICE = {b"wordprocessingml.document.main": Kind.WORD, b"spreadsheetml.sheet.main": Kind.BOOK}


def kind_of(content: bytes) -> Kind:
    """Raises FileRefused for a kind that is not taken. A table is a text here: only its name tells them apart."""
    if not content:
        raise FileRefused(Why.EMPTY)
    if TEST_VIRUS in content:
        raise FileRefused(Why.TEST_VIRUS)
    for mark, kind in ((PDF_MARK, Kind.PDF), (PNG_MARK, Kind.PNG), (JPEG_MARK, Kind.JPEG)):
        if content.startswith(mark):
            return kind
    if content.startswith((ZIP, OLE)):
        return _office_kind(content)
    if is_text(content):
        return Kind.TEXT
    raise FileRefused(Why.UNKNOWN_KIND)


def named_kind(kind: Kind, name: str) -> Kind:
    """The kind as the name has it, where both agree. A name without an ending is given the one of the content."""
    ending = name.rpartition(".")[2].strip().lower() if "." in name else ""
    told = ENDINGS.get(ending)
    if kind is Kind.TEXT and told is Kind.TABLE:
        return Kind.TABLE
    if told is not kind and (told is not None or ending):
        raise FileRefused(Why.OTHER_NAME)
    return kind


def _office_kind(content: bytes) -> Kind:
    parts = read_zip(content)
    if any(TEST_VIRUS in part for part in parts.values()):
        raise FileRefused(Why.TEST_VIRUS)
    types = parts.get(TYPES_PART, b"")
    found = [kind for mark, kind in _OFFICE.items() if mark in types]
    if b"macroenabled" in types.lower():
        raise FileRefused(Why.MACROS)
    if len(found) != 1:
        raise FileRefused(Why.UNKNOWN_KIND)
    return found[0]
