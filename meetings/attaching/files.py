"""A file as its readers see it: name, kind and size in words, and under which neutral name it is handed out."""

from dataclasses import dataclass
from datetime import datetime

from marac.files.sniffing import Kind

KIND_WORDS = {
    Kind.PDF: "PDF",
    Kind.WORD: "Word",
    Kind.BOOK: "Excel",
    Kind.TABLE: "Table",
    Kind.TEXT: "Text",
    Kind.JPEG: "Photo",
    Kind.PNG: "Picture",
}
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.BOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.TABLE: "text/csv; charset=utf-8",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in a list."""

    ref: str
    name: str
    kind: Kind
    size: int
    added_at: datetime

    @property
    def words(self) -> str:
        """`PDF, 24 KB`."""
        kilobytes = -(-self.size // _KILOBYTE)
        size = f"{kilobytes} KB" if kilobytes < _KILOBYTE else f"{kilobytes / _KILOBYTE:.1f} MB"
        return f"{KIND_WORDS[self.kind]}, {size}"


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file opened for one reader."""

    ref: str
    kind: Kind
    content: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]

    @property
    def neutral_name(self) -> str:
        """What it is called on the reader's computer: its own name may say whom it is about."""
        return f"file-{self.ref}.{self.kind}"
