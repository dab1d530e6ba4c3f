"""A PNG picture without its texts, times and camera notes, and only if it unpacks to the picture it says it is."""

import struct
import zlib
from collections.abc import Iterator

from marac.files.limits import LARGEST_PICTURE, MOST_DOTS
from marac.files.refusals import FileRefused, Why

_MARK_BYTES = 8
_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"})
_OF_FILMS = frozenset({b"acTL", b"fcTL", b"fdAT"})
_VALUES_A_DOT = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = frozenset({1, 2, 4, 8, 16})
_AT_A_TIME = 1024 * 1024


def strip_png(content: bytes) -> bytes:
    """Raises FileRefused for a picture that is damaged, too big, or moves."""
    kept = [content[:_MARK_BYTES]]
    head, packed = b"", []
    for kind, body, chunk in _chunks(content):
        if kind in _OF_FILMS:
            raise FileRefused(Why.PICTURE_MOVES)
        if kind not in _KEPT:
            continue
        head = body if kind == b"IHDR" else head
        if kind == b"IDAT":
            packed.append(body)
        kept.append(chunk)
    _requires_picture(head, packed)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Kind, body and the whole of each piece up to the end; what stands behind it is not read."""
    at, is_first = _MARK_BYTES, True
    while True:
        if at + 12 > len(content):
            raise FileRefused(Why.CUT_OFF)
        length, kind = struct.unpack_from(">L4s", content, at)
        ends = at + 12 + length
        if ends > len(content):
            raise FileRefused(Why.CUT_OFF)
        if zlib.crc32(content[at + 4 : ends - 4]) != struct.unpack_from(">L", content, ends - 4)[0]:
            raise FileRefused(Why.DAMAGED)
        if is_first != (kind == b"IHDR"):
            raise FileRefused(Why.DAMAGED)
        yield kind, content[at + 8 : ends - 4], content[at:ends]
        if kind == b"IEND":
            return
        at, is_first = ends, False


def _requires_picture(head: bytes, packed: list[bytes]) -> None:
    if len(head) != 13:  # noqa: PLR2004
        raise FileRefused(Why.DAMAGED)
    width, height, depth, colours, _, _, is_interlaced = struct.unpack(">LLBBBBB", head)
    if not width or not height or depth not in _DEPTHS or colours not in _VALUES_A_DOT:
        raise FileRefused(Why.DAMAGED)
    line = 1 + (width * depth * _VALUES_A_DOT[colours] + 7) // 8
    if width * height > MOST_DOTS or line * height > LARGEST_PICTURE:
        raise FileRefused(Why.PICTURE_TOO_BIG)
    unpacked = _unpacked_size(packed, most=2 * line * height + 64)
    if (unpacked != line * height and not is_interlaced) or not unpacked:
        raise FileRefused(Why.DAMAGED)


def _unpacked_size(packed: list[bytes], *, most: int) -> int:
    """Counted piece by piece, so that no picture is ever held whole."""
    inflating, size = zlib.decompressobj(), 0
    try:
        for piece in packed:
            waiting = piece
            while waiting and not inflating.eof and size <= most:
                size += len(inflating.decompress(waiting, _AT_A_TIME))
                waiting = inflating.unconsumed_tail
    except zlib.error:
        raise FileRefused(Why.DAMAGED) from None
    if not inflating.eof or size > most:
        raise FileRefused(Why.DAMAGED)
    return size
