"""The one check of a file that is to be kept: its kind, whether it is harmless, and the content as it may be kept."""

from typing import NamedTuple

from marac.files.child import parse_beside
from marac.files.limits import LARGEST_FILE
from marac.files.refusals import FileRefused, Why
from marac.files.sniffing import Kind, named_kind


class Taken(NamedTuple):
    """A file as it is kept."""

    kind: Kind
    content: bytes


async def take_file(content: bytes, *, name: str) -> Taken:
    """Read apart from us. Raises FileRefused, or NotNow when too many files are being read."""
    if not content:
        raise FileRefused(Why.EMPTY)
    if len(content) > LARGEST_FILE:
        raise FileRefused(Why.TOO_LARGE)
    told, _, kept = (await parse_beside("check-file", content)).partition(b"\n")
    kind = Kind(told.decode("ascii"))
    return Taken(named_kind(kind, name), kept or content)
