"""Plain text of a name: small letters without accents, of one alphabet where that can be said letter by letter."""

import re
import unicodedata

from meetings.people.alphabets import APOSTROPHES, LETTERS

LONGEST = 300
"""Letters of one box that are read; nobody has a longer name, and hostile text may be long."""

_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_LEFT_OUT = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn", "Cc"})
# A letter of UTF-8 that somebody's system read as Windows-1252: SiobhÃ¡n.
_MISREAD = re.compile("[ÃÄÅÂ][\u0080-\u024f\u2000-\u20ff]")


def plain(text: str) -> str:
    """Small letters, marks and accents taken off, other alphabets written in ours; spaces and signs stay.

    Apostrophes go, so that O'Neill is one word. Letters of scripts without a table (王) stay as they are.
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = _read_again(text).translate(LETTERS)
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    parted = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES)).casefold().translate(LETTERS)
    return "".join(letter for letter in parted if unicodedata.category(letter) not in _LEFT_OUT)


def _read_again(text: str) -> str:
    if not _MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
