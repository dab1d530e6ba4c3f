"""What a Word file or a spreadsheet must not carry: programs, other files, and calls to elsewhere."""

import re
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from marac.files.refusals import FileRefused, Why
from marac.files.zip_check import read_zip

TYPES_PART = "[Content_Types].xml"
_HYPERLINK = "/hyperlink"
_HIDDEN = frozenset({"hidden", "veryHidden"})
# A field that calls another program, as Word writes it, and the link of a workbook that does the same.
_CALLS = re.compile(rb"\bDDE(?:AUTO)?\b|<(?:\w+:)?ddeLink\b")


def check_office(path: Path, *, hidden_sheets: bool = True) -> None:
    """Raises FileRefused. `hidden_sheets` says whether sheets nobody sees may stand: not where a file is passed on."""
    parts = read_office(path.read_bytes())
    if not hidden_sheets:
        requires_seen_sheets(parts)


def read_office(content: bytes) -> dict[str, bytes]:
    """The parts of a sound .docx or .xlsx by name."""
    parts = read_zip(content)
    if TYPES_PART not in parts:
        raise FileRefused(Why.UNKNOWN_KIND)
    read = {name: _read_xml(part) for name, part in parts.items() if name.lower().endswith((".xml", ".rels", ".vml"))}
    _requires_no_program(parts)
    _requires_no_files(parts)
    for name, root in read.items():
        if name.lower().endswith(".rels"):
            _requires_own_parts(root)
    if any(_CALLS.search(part) for name, part in parts.items() if name in read and not name.startswith("docProps/")):
        raise FileRefused(Why.REACHES_OUT)
    return parts


def requires_no_declared_words(content: bytes) -> None:
    """Of a .docx or .xlsx that is read by us and not passed on. Raises FileRefused."""
    for name, part in read_zip(content).items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _read_xml(part)


def _read_xml(part: bytes) -> Any:
    """A document that declares words (a DTD) could hide anything behind them."""
    try:
        return fromstring(part, forbid_dtd=True)
    except DefusedXmlException:
        raise FileRefused(Why.DECLARES_WORDS) from None
    except (ParseError, LookupError, ValueError):
        raise FileRefused(Why.DAMAGED) from None


def _requires_no_program(parts: dict[str, bytes]) -> None:
    is_program = b"macroenabled" in parts[TYPES_PART].lower()
    if is_program or any("vba" in name.lower() or "activex" in name.lower() for name in parts):
        raise FileRefused(Why.MACROS)


def _requires_no_files(parts: dict[str, bytes]) -> None:
    for name in (name.lower() for name in parts):
        if "/embeddings/" in name or name.endswith((".bin.rels", "oleobject.bin")) or "afchunk" in name:
            raise FileRefused(Why.HOLDS_FILES)
        if "/externallinks/" in name or name.endswith("/connections.xml"):
            raise FileRefused(Why.REACHES_OUT)


def _requires_own_parts(relations: Any) -> None:
    """A link a person may follow stays; whatever the program would fetch by itself does not."""
    for relation in relations:
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External" and not kind.endswith(_HYPERLINK):
            raise FileRefused(Why.REACHES_OUT)
        if kind.lower().endswith(("/afchunk", "/oleobject", "/package")):
            raise FileRefused(Why.HOLDS_FILES)


def requires_seen_sheets(parts: dict[str, bytes]) -> None:
    book = parts.get("xl/workbook.xml")
    if book is not None and any(sheet.get("state") in _HIDDEN for sheet in _read_xml(book).iterfind(".//{*}sheet")):
        raise FileRefused(Why.HIDDEN_SHEETS)
