"""Lines of a text file that any program may have written: UTF-8, UTF-16 or Windows-1252, any line end, stray bytes.

Nothing here holds more than one line. A file may mix encodings, as joined exports do: each line is judged by itself.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

LONGEST_LINE = 500_000
LOOKED_AT = 4096
Tell = Callable[[int, str], None]
"""Told the number of a line and a sentence about it."""
# Line ends and tabulators stay; every other control character is no text.
CONTROL = {code: None for code in (*range(9), 11, 12, *range(14, 32), 127)}


def read_lines(path: Path, tell: Tell) -> Iterator[tuple[int, str]]:
    """Number and text of each line, from 1, without its end."""
    with path.open("rb") as file:
        wide = _utf_16(file)
        # Latin-1 carries every byte, so that each line can be judged by itself.
        with io.TextIOWrapper(file, encoding=wide or "latin-1", errors="replace", newline=None) as text:
            for number, line in enumerate(_bounded(text, tell), start=1):
                yield number, _cleaned(line if wide else _decoded(line), number, tell)


def _utf_16(file: BinaryIO) -> str | None:
    """By its mark, or by every other byte being nought, as it is in Western text."""
    start = file.read(LOOKED_AT)
    file.seek(0)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > half * 0.7 else None


def _bounded(text: io.TextIOWrapper, tell: Tell) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            tell(number, f"The line is longer than {LONGEST_LINE:,} characters; the rest of it is not read.")
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
        yield line.rstrip("\n")


def _decoded(line: str) -> str:
    if line.isascii():
        return line
    written = line.encode("latin-1")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def _cleaned(line: str, number: int, tell: Tell) -> str:
    line = line.removeprefix("\ufeff")
    if line.isprintable():
        return line
    cleaned = line.translate(CONTROL)
    if cleaned != line:
        tell(number, "The line holds control characters; it is read without them.")
    return cleaned
