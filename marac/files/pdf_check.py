"""A PDF that only shows pages: it runs nothing, opens nothing, holds no other file and is not locked.

This is no reader of PDFs. It looks for the words by which a PDF acts, in the open and in what is packed, and would
rather refuse a sound file than let one through that hides such a word.
"""

import re
import zlib
from collections.abc import Iterator

from marac.files.limits import LARGEST_READ
from marac.files.refusals import FileRefused, TooLarge, Why
from marac.files.zip_check import ZIP

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|Rendition|XFA|Filespec)"
    rb"(?![A-Za-z0-9])"
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OTHER_PACKING = re.compile(
    rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt|Predictor|AHx|A85|LZW)\b"
)
_END = b"%%EOF"
_LONGEST_TAIL = 1024
_AT_A_TIME = 16 * 1024
MOST_PAGES = 2_000


def check_pdf(content: bytes) -> None:
    """Raises FileRefused."""
    _requires_one_kind(content)
    pages = 0
    for some in _readable(content):
        words = _unescaped(some)
        if _ACTS.search(words):
            raise FileRefused(Why.PDF_ACTS)
        pages += len(_PAGE.findall(words))
    if _LOCKED.search(_unescaped(content)):
        raise FileRefused(Why.PDF_LOCKED)
    if pages > MOST_PAGES:
        raise FileRefused(Why.PDF_TOO_LONG)
    if pages == 0:
        raise FileRefused(Why.DAMAGED)


def _requires_one_kind(content: bytes) -> None:
    """Nothing behind the end that another program would read, and no page of the web before it."""
    end = content.rfind(_END)
    if end < 0:
        raise FileRefused(Why.CUT_OFF)
    tail = content[end + len(_END) :]
    if len(tail) > _LONGEST_TAIL or tail.strip(b"\r\n\t \0"):
        raise FileRefused(Why.TWO_KINDS)
    head = content[:1024].lower()
    if b"<script" in head or b"<html" in head or ZIP in content[:1024]:
        raise FileRefused(Why.TWO_KINDS)


def _readable(content: bytes) -> Iterator[bytes]:
    """The file itself, and whatever in it unpacks. Objects packed another way than everybody does are refused."""
    yield content
    left = LARGEST_READ
    for found in _STREAM.finditer(content):
        head = _unescaped(content[max(0, content.rfind(b"obj", 0, found.start())) : found.start()])
        holds_objects = b"ObjStm" in head
        if holds_objects and _OTHER_PACKING.search(head):
            raise FileRefused(Why.UNREADABLE)
        if b"/Image" in head and not holds_objects:
            continue
        unpacked = _inflated(memoryview(content)[found.end() :], left)
        left -= len(unpacked)
        if left <= 0:
            raise TooLarge
        yield unpacked


def _inflated(packed: memoryview, most: int) -> bytes:
    """As much as can be unpacked, whatever is said of its length; nothing for what is packed another way."""
    inflating, unpacked, at = zlib.decompressobj(), bytearray(), 0
    try:
        while at < len(packed) and len(unpacked) < most and not inflating.eof:
            unpacked += inflating.decompress(packed[at : at + _AT_A_TIME], most - len(unpacked))
            at += _AT_A_TIME
    except zlib.error:
        pass  # What stood before the break is looked at all the same.
    return bytes(unpacked)


def _unescaped(words: bytes) -> bytes:
    """`/J#61vaScript` is the same word to a reader of PDFs."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), words)
