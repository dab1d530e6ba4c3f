"""Text as it comes: what cannot be kept is refused, what only misleads the eye is taken out."""

import re
import unicodedata
from dataclasses import dataclass

# Controls, lone surrogates and noncharacters break databases, papers and terminals.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Direction overrides and marks, zero-width and tag characters: a name that reads as another name.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
_JOINERS = re.compile("[\u200c\u200d]")
# With the soft line break that Word pastes (vertical tab), page breaks and the old separators of records.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WHITE = re.compile("[\t\n]+")
_MANY_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6,}")
_MARKS_KEPT = 4
_FIRST_JOINING_SCRIPT = 0x0590  # Hebrew and all that follows; joiners mean something in Persian and Indic scripts.


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text to keep, whether it changed to the eye of a machine, and whether it must be refused."""

    text: str
    is_changed: bool = False
    is_refused: bool = False


def clean(text: str, *, one_line: bool) -> Cleaned:
    """Names are real: odd characters in them are never a reason to refuse, only what no name can hold."""
    if _REFUSED.search(text):
        return Cleaned(text, is_refused=True)
    whole = _LINE_ENDS.sub("\n", text)
    kept = _trim_marks(_drop_invisible(whole))
    if one_line:
        kept = _WHITE.sub(" ", kept)
    return Cleaned(kept, is_changed=kept != whole)


def _drop_invisible(text: str) -> str:
    bare = _INVISIBLE.sub("", text)
    return _JOINERS.sub(lambda found: found[0] if _joins(bare, found.start()) else "", bare)


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and after) and all(
        ord(letter) >= _FIRST_JOINING_SCRIPT and unicodedata.category(letter)[0] in "LMS" for letter in (before, after)
    )


def _trim_marks(text: str) -> str:
    return _MANY_MARKS.sub(lambda run: run[0][:_MARKS_KEPT], text)
