"""Small pictures and PDFs made by hand, with whatever a camera, a scanner or somebody with bad will put into them."""

import struct
import zlib
from typing import NamedTuple

import typst

PLACE = b"51.5007N 0.1246W"


class Segment(NamedTuple):
    marker: int
    body: bytes


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(turned: int) -> bytes:
    """Notes of a camera: how it was held, and where."""
    entries = struct.pack("<HHLHH", 0x0112, 3, 1, turned, 0) + struct.pack("<HHLL", 0x8825, 4, 1, 38)
    return b"Exif\0\0II*\0" + struct.pack("<LH", 8, 2) + entries + bytes(4) + PLACE


def a_jpeg(*more: Segment, width: int = 8, height: int = 8, values: int = 1, tail: bytes = b"") -> bytes:
    """Grey, of one block."""
    frame = struct.pack(">BHHB", 8, height, width, values)
    frame += b"".join(bytes([number + 1, 0x11, 0]) for number in range(values))
    lengths = bytes([0, 1, *[0] * 14])
    tables = segment(0xDB, b"\0" + bytes([1] * 64)) + segment(0xC4, b"\0" + lengths + b"\0")
    tables += segment(0xC4, b"\x10" + lengths + b"\0")
    parts = b"".join(bytes([number + 1, 0]) for number in range(values))
    scan = segment(0xDA, bytes([values]) + parts + b"\0\x3f\0") + b"\x2a\xff\x00\x15"
    notes = b"".join(segment(*one) for one in more)
    jfif = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1RGB")
    return b"\xff\xd8" + jfif + notes + tables + segment(0xC0, frame) + scan + b"\xff\xd9" + tail


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def a_png(*more: bytes, width: int = 4, height: int = 4, packed: bytes | None = None, tail: bytes = b"") -> bytes:
    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress(bytes((1 + 3 * 4) * 4)) if packed is None else packed
    body = chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body + tail


def a_pdf(text: str = "Seen at the door.", *, pages: int = 1) -> bytes:
    content: bytes = typst.compile("#pagebreak()\n".join([text] * pages).encode(), ignore_system_fonts=True)
    return content


def with_object(content: bytes, words: bytes) -> bytes:
    """The PDF with one more object before its end."""
    place = content.rfind(b"startxref")
    return content[:place] + b"900 0 obj\n<< " + words + b" >>\nendobj\n" + content[place:]


def with_packed_object(content: bytes, words: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    """The same, where the object is packed with others."""
    packed = zlib.compress(b"901 0 << " + words + b" >>")
    head = b"/Type /ObjStm /N 1 /First 6 /Filter " + filters + b" /Length %d" % len(packed)
    place = content.rfind(b"startxref")
    return (
        content[:place]
        + b"900 0 obj\n<< "
        + head
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
        + content[place:]
    )
