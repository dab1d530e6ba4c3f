"""Zip files as tests need them: sound ones by Python's own writer, and each kind of lie made from one by hand."""

import io
import struct
import warnings
import zipfile

from typing_extensions import Buffer

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{more}</Types>'
)
WORD = (
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
)
BOOK = (
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes | str]


def zipped(parts: Parts | list[tuple[str, bytes | str]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """In the order given; a list may name a part twice."""
    made = io.BytesIO()
    pairs = parts.items() if isinstance(parts, dict) else parts
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return made.getvalue()


def a_word_file(more: Parts | None = None, *, types: str = WORD, text: str = "Seen at the door.") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES.format(more=types), "word/document.xml": body, **(more or {})})


def a_workbook(more: Parts | None = None, *, state: str = "visible", types: str = BOOK) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<sheet name="Log" sheetId="1" state="{state}"/>'
    book = f'<workbook xmlns="{space}"><sheets>{sheet}</sheets></workbook>'
    return zipped({"[Content_Types].xml": TYPES.format(more=types), "xl/workbook.xml": book, **(more or {})})


def relation(kind: str, target: str, *, mode: str = "External") -> str:
    inside = f'<Relationship Id="rId1" Type="{KINDS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def with_mode(name: str, mode: int) -> bytes:
    """A part that says it is a link, a device or a pipe."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        part = zipfile.ZipInfo(name)
        part.create_system, part.external_attr = 3, mode << 16
        archive.writestr(part, b"elsewhere")
    return made.getvalue()


def renamed(content: bytes, old: str, new: str) -> bytes:
    """The same file with a name of the same length in both places."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new.encode())


def overlapping(times: int = 12) -> bytes:
    """One packed part that many entries of the list claim as theirs."""
    content = zipped({"a.xml": b"0" * 60_000})
    at = content.rfind(b"PK\x05\x06")
    begins = struct.unpack_from("<L", content, at + 16)[0]
    listed, end = content[begins:at], bytearray(content[at:])
    names = [listed.replace(b"a.xml", f"{number:02d}xml".encode()) for number in range(times)]
    struct.pack_into("<HHL", end, 8, times, times, len(listed) * times)
    return content[:begins] + b"".join(names) + bytes(end)


def twice_listed() -> bytes:
    """Two entries of the list, by other names in the list alone, that point at the same bytes."""
    content = zipped({"a.xml": b"0" * 60_000})
    at = content.rfind(b"PK\x05\x06")
    begins = struct.unpack_from("<L", content, at + 16)[0]
    listed, end = content[begins:at], bytearray(content[at:])
    struct.pack_into("<HHL", end, 8, 2, 2, len(listed) * 2)
    return content[:begins] + listed + listed.replace(b"a.xml", b"A.xml") + bytes(end)


def listing(content: bytes, place: int, shape: str, *values: int) -> bytes:
    """The same file, with something else at this place of the first entry of the list."""
    changed = bytearray(content)
    struct.pack_into(shape, changed, content.find(b"PK\x01\x02") + place, *values)
    return bytes(changed)


def both(content: bytes, *, listed_at: int, local_at: int, shape: str, value: int) -> bytes:
    """The same lie in the list and in the part's own heading."""
    changed = bytearray(content)
    struct.pack_into(shape, changed, content.find(b"PK\x01\x02") + listed_at, value)
    struct.pack_into(shape, changed, content.find(b"PK\x03\x04") + local_at, value)
    return bytes(changed)


def deep(levels: int) -> bytes:
    content = b"the last one"
    for _ in range(levels):
        content = zipped({"inner.zip": content}, method=zipfile.ZIP_STORED)
    return content


class _Stream(io.RawIOBase):
    """A pipe: what was written cannot be gone back to."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, some: Buffer) -> int:
        self.written += bytes(some)
        return len(bytes(some))


def streamed(parts: Parts) -> bytes:
    """Written into a pipe, so that sizes stand behind each part."""
    pipe = _Stream()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return bytes(pipe.written)
