"""Whether the parts of a zip file can be read safely, decided before any library opens it.

Word files and spreadsheets are such files. Python's own reader takes parts that overlap (CVE-2024-0450) and believes
declared sizes; this check does neither.
"""

import stat
import unicodedata
import zlib
from pathlib import Path

from marac.files.limits import HIGHEST_RATIO, LARGEST_READ, MOST_UNPACKED, TOO_SMALL_FOR_A_BOMB
from marac.files.refusals import FileRefused, TooLarge, Why
from marac.files.zip_entries import METHOD_STORED, Entry, list_begins, list_entries

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Word and Excel put a file with a password into one of the old kind, under this name.
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# After a part may stand its sizes, if the writer did not know them before.
_LONGEST_AFTERWORD = 24


def check_zip(path: Path) -> None:
    """Raises FileRefused with the rule that is broken; else every part was unpacked once and is as declared."""
    read_zip(path.read_bytes())


def tell_zip(path: Path) -> bytes:
    check_zip(path)
    return b"sound"


def read_zip(content: bytes) -> dict[str, bytes]:
    """The parts by name, none of them larger or other than it says."""
    if not content:
        raise FileRefused(Why.EMPTY)
    if len(content) > LARGEST_READ:
        raise TooLarge
    if content.startswith(OLE):
        raise FileRefused(Why.LOCKED if _LOCKED_OFFICE in content else Why.OLD_OFFICE)
    if not content.startswith(ZIP):
        raise FileRefused(Why.UNREADABLE)
    entries = list_entries(content)
    _requires_plain_names(entries)
    _requires_own_places(entries, list_begins(content))
    _requires_modest_sizes(entries)
    parts = {entry.name: _unpack(content, entry) for entry in entries if not entry.name.endswith("/")}
    if any(part.startswith((ZIP, OLE)) for part in parts.values()):
        raise FileRefused(Why.MACROS if any("vba" in name.lower() for name in parts) else Why.HOLDS_FILES)
    return parts


def _requires_plain_names(entries: list[Entry]) -> None:
    """Relative, downward, printable, each once (as a disk without capitals would see it), and plain files only."""
    seen = set()
    for entry in entries:
        folded = unicodedata.normalize("NFC", entry.name).casefold()
        climbs = ".." in entry.name.split("/") or entry.name.startswith("/") or ":" in entry.name.split("/")[0]
        if not entry.name or climbs or "\\" in entry.name or not entry.name.isprintable() or folded in seen:
            raise FileRefused(Why.BAD_PARTS)
        if stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise FileRefused(Why.BAD_PARTS)
        seen.add(folded)


def _requires_own_places(entries: list[Entry], list_at: int) -> None:
    """Parts follow one another from the first byte to the list, nothing between them and no byte used twice."""
    at = 0
    for entry in entries:
        if not at <= entry.begins <= at + _LONGEST_AFTERWORD or (at == 0 and entry.begins):
            raise FileRefused(Why.BAD_PARTS)
        at = entry.ends
    if not at <= list_at <= at + _LONGEST_AFTERWORD:
        raise FileRefused(Why.BAD_PARTS)


def _requires_modest_sizes(entries: list[Entry]) -> None:
    packed, unpacked = sum(entry.packed for entry in entries), sum(entry.unpacked for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise FileRefused(Why.PACKED_TOO_TIGHT)
    for inside, outside in [(unpacked, packed), *((entry.unpacked, entry.packed) for entry in entries)]:
        if inside > TOO_SMALL_FOR_A_BOMB and inside > outside * HIGHEST_RATIO:
            raise FileRefused(Why.PACKED_TOO_TIGHT)


def _unpack(content: bytes, entry: Entry) -> bytes:
    packed = content[entry.content_at : entry.ends]
    part = packed if entry.method == METHOD_STORED else _inflate(packed, entry.unpacked)
    if len(part) != entry.unpacked or zlib.crc32(part) != entry.checksum:
        raise FileRefused(Why.DAMAGED)
    return part


def _inflate(packed: bytes, size: int) -> bytes:
    """Never gives more than one byte over the declared size, whatever the packed bytes hold."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = inflating.decompress(packed, size + 1)
    except zlib.error:
        raise FileRefused(Why.DAMAGED) from None
    if not inflating.eof or inflating.unused_data:
        raise FileRefused(Why.DAMAGED)
    return part
