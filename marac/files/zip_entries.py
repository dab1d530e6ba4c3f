"""What a zip file says about its parts, read by ourselves: libraries believe a list that contradicts the content."""

import struct
from dataclasses import dataclass

from marac.files.limits import MOST_ENTRIES
from marac.files.refusals import FileRefused, Why

_LOCAL, _LISTED, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_SHAPE, _LISTED_SHAPE = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L")
_LOCAL_SHAPE = struct.Struct("<4s5H3L2H")
_LONGEST_REMARK = 0xFFFF
_MEANT_FOR_ZIP64 = 0xFFFFFFFF
_ENCRYPTED, SIZES_FOLLOW, _UTF8 = 0x2041, 0x0008, 0x0800
_AES = 99
METHOD_STORED, METHOD_DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the list at the end of the file has it, with the place of its packed bytes."""

    name: str
    method: int
    checksum: int
    packed: int
    unpacked: int
    mode: int
    begins: int
    content_at: int

    @property
    def ends(self) -> int:
        return self.content_at + self.packed


def list_entries(content: bytes) -> list[Entry]:
    """The parts in the order of the file. Raises FileRefused where the list is none or cannot be believed."""
    number, begins, ends = _find_list(content)
    if number > MOST_ENTRIES:
        raise FileRefused(Why.TOO_MANY_PARTS)
    entries, at = [], begins
    for _ in range(number):
        entry, at = _read_listed(content, at, ends)
        entries.append(entry)
    if at != ends:
        raise FileRefused(Why.BAD_PARTS)
    entries.sort(key=lambda entry: entry.begins)
    return entries


def list_begins(content: bytes) -> int:
    return _find_list(content)[1]


def _find_list(content: bytes) -> tuple[int, int, int]:
    """How many parts, and where their list begins and ends."""
    at = content.rfind(_END, max(0, len(content) - _LONGEST_REMARK - _END_SHAPE.size))
    if at < 0 or at + _END_SHAPE.size > len(content):
        raise FileRefused(Why.CUT_OFF)
    _, disk, list_disk, here, number, size, begins, remark = _END_SHAPE.unpack_from(content, at)
    if _MEANT_FOR_ZIP64 in (size, begins) or disk or list_disk or here != number:
        raise FileRefused(Why.BAD_PARTS)
    if at + _END_SHAPE.size + remark != len(content) or begins + size != at:
        raise FileRefused(Why.BAD_PARTS)
    return number, begins, at


def _read_listed(content: bytes, at: int, ends: int) -> tuple[Entry, int]:
    if at + _LISTED_SHAPE.size > ends:
        raise FileRefused(Why.BAD_PARTS)
    row = _LISTED_SHAPE.unpack_from(content, at)
    mark, flags, method, checksum, packed, unpacked = row[0], row[3], row[4], row[7], row[8], row[9]
    length, extra, remark, begins = row[10], row[11], row[12], row[16]
    if mark != _LISTED or _MEANT_FOR_ZIP64 in (packed, unpacked, begins):
        raise FileRefused(Why.BAD_PARTS)
    if flags & _ENCRYPTED or method == _AES:
        raise FileRefused(Why.LOCKED)
    if method not in (METHOD_STORED, METHOD_DEFLATED):
        raise FileRefused(Why.BAD_PARTS)
    name = content[at + _LISTED_SHAPE.size :][:length]
    entry = Entry(
        name=_text(name, flags),
        method=method,
        checksum=checksum,
        packed=packed,
        unpacked=unpacked,
        mode=row[15] >> 16,
        begins=begins,
        content_at=_content_at(content, begins, name, row),
    )
    return entry, at + _LISTED_SHAPE.size + length + extra + remark


def _content_at(content: bytes, begins: int, name: bytes, listed: tuple[int, ...]) -> int:
    """Where the packed bytes begin, once the part's own heading is found to say the same as the list."""
    if begins + _LOCAL_SHAPE.size > len(content):
        raise FileRefused(Why.CUT_OFF)
    row = _LOCAL_SHAPE.unpack_from(content, begins)
    at = begins + _LOCAL_SHAPE.size
    flags, method, sizes = row[2], row[3], row[6:9]
    length, extra = int(row[9]), int(row[10])
    is_said_later = bool(flags & SIZES_FOLLOW)
    agrees = row[0] == _LOCAL and method == listed[4] and content[at : at + length] == name and flags == listed[3]
    if not agrees or (not is_said_later and sizes != listed[7:10]):
        raise FileRefused(Why.BAD_PARTS)
    return at + length + extra


def _text(name: bytes, flags: int) -> str:
    try:
        return name.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise FileRefused(Why.BAD_PARTS) from None
