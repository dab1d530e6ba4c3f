"""A paper laid out: the few kinds of block that Word and PDF both draw, so that the two say the same words."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """Level 2 for a part, 3 for a part of a part. A heading never holds a name."""

    text: str
    level: Literal[2, 3] = 2
    starts_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line end starts a new line."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True)
class Box:
    """Text that must not be overlooked."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Labels with their answers, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a head that is repeated on every page. Widths are shares of the line."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    summary: str
    """What the table is, for those who hear it."""


@dataclass(frozen=True)
class Signature:
    """Where somebody signs, or the words that somebody has."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Box | Bullets | Pairs | Grid | Signature


@dataclass(frozen=True)
class Layout:
    """A whole paper."""

    title: str
    """Stands in the file's properties: no name, no forum."""
    heading: str
    top: str
    """Head of every sheet."""
    reader: str
    """Whose copy it is; foot of every sheet."""
    copy: str
    """Which copy, and when it was made; foot of every sheet, before the page number."""
    blocks: tuple[Block, ...]
