"""A JPEG picture without what the camera wrote into it: place, time, names, and smaller pictures of the same scene."""

import struct
from collections.abc import Iterator

from marac.files.limits import MOST_DOTS
from marac.files.refusals import FileRefused, Why

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _EXIF, _ADOBE, _REMARK = 0xE0, 0xE1, 0xEE, 0xFE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
_TABLES = frozenset({0xC4, 0xDB, 0xDD, 0xCC})
_INSIDE_A_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})
_MARKER = 0xFF
# Version 1.1, no units, square dots, no small picture.
_PLAIN_JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
_ORIENTATION = 0x0112
_TURNED = range(2, 9)


def strip_jpeg(content: bytes) -> bytes:
    """The picture, turned as it was. Raises FileRefused for one that is damaged or too big."""
    kept, turned, has_frame, has_scan = [b"\xff\xd8"], 1, False, False
    for marker, segment in _segments(content):
        if marker == _EXIF:
            turned = _turn_of(segment) or turned
        elif marker == _SCAN:
            has_scan = True
            kept.append(segment)
        elif marker in _FRAMES:
            has_frame = _requires_size(segment)
            kept.append(_with_length(marker, segment))
        elif marker in _TABLES or (marker == _ADOBE and segment.startswith(b"Adobe")):
            kept.append(_with_length(marker, segment))
        elif marker == _JFIF and segment.startswith(b"JFIF\0"):
            kept.append(_with_length(marker, _PLAIN_JFIF))
        elif not _JFIF <= marker <= _REMARK:
            raise FileRefused(Why.UNREADABLE)
    if not has_frame or not has_scan:
        raise FileRefused(Why.DAMAGED)
    if turned in _TURNED:
        kept.insert(1, _with_length(_EXIF, _exif_of(turned)))
    return b"".join([*kept, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with what belongs to it, a scan with its picture, up to the end; what stands behind is not read."""
    at = 2
    while True:
        if at + 4 > len(content):
            if content[at : at + 2] == b"\xff\xd9":
                return
            raise FileRefused(Why.CUT_OFF)
        if content[at] != _MARKER:
            raise FileRefused(Why.DAMAGED)
        marker = content[at + 1]
        if marker == _MARKER:
            at += 1
            continue
        if marker == _END:
            return
        ends = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if ends > len(content) or ends < at + 4:
            raise FileRefused(Why.CUT_OFF)
        if marker == _SCAN:
            begins, ends = at, _end_of_scan(content, ends)
            yield marker, content[begins:ends]
        else:
            yield marker, content[at + 4 : ends]
        at = ends


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise FileRefused(Why.CUT_OFF)
        if content[at + 1] not in _INSIDE_A_SCAN and content[at + 1] != _MARKER:
            return at
        at += 1 if content[at + 1] == _MARKER else 2


def _requires_size(frame: bytes) -> bool:
    if len(frame) < 6:  # noqa: PLR2004
        raise FileRefused(Why.DAMAGED)
    height, width = struct.unpack_from(">HH", frame, 1)
    if not height or not width:
        raise FileRefused(Why.DAMAGED)
    if height * width > MOST_DOTS:
        raise FileRefused(Why.PICTURE_TOO_BIG)
    return True


def _with_length(marker: int, segment: bytes) -> bytes:
    return bytes([_MARKER, marker]) + struct.pack(">H", len(segment) + 2) + segment


def _turn_of(segment: bytes) -> int:
    """How the camera was held, if it says so: the one fact of its notes without which people lie on their side."""
    tiff = segment[6:]
    if not segment.startswith(b"Exif\0\0") or tiff[:2] not in (b"II", b"MM"):
        return 0
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        at = struct.unpack_from(f"{order}L", tiff, 4)[0]
        number = min(struct.unpack_from(f"{order}H", tiff, at)[0], 200)
        entries = [struct.unpack_from(f"{order}HHLH", tiff, at + 2 + 12 * n) for n in range(number)]
    except struct.error:
        return 0
    return next((int(entry[3]) for entry in entries if entry[0] == _ORIENTATION), 0)


def _exif_of(turned: int) -> bytes:
    return b"Exif\0\0MM\0*" + struct.pack(">LHHHLHHL", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
