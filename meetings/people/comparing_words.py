"""Compare two words of a name: how alike as forenames are."""

from rapidfuzz.distance import JaroWinkler

from meetings.people.levels import Forename
from meetings.people.prepared import Word

# Measured on UK-like records (matching.md 5b): a slip of the pen stays above the first, another name below the last.
CLOSE_FROM = 0.92
SOUNDS_ALIKE_FROM = 0.8
SIMILAR_FROM = 0.75

_similarity = JaroWinkler.similarity


def compare_words(a: Word, b: Word) -> Forename:
    """SAME, SPELLING, NICKNAME, CLOSE, INITIAL, SIMILAR or DIFFERS."""
    if a.text == b.text:
        return Forename.INITIAL if len(a.text) == 1 else Forename.SAME
    if len(a.text) == 1 or len(b.text) == 1:
        return Forename.INITIAL if a.text[0] == b.text[0] else Forename.DIFFERS
    if not a.spellings.isdisjoint(b.spellings):
        return Forename.SPELLING
    if not a.nicknames.isdisjoint(b.nicknames):
        return Forename.NICKNAME
    return _compare_letters(a, b)


def _compare_letters(a: Word, b: Word) -> Forename:
    likeness = _similarity(a.text, b.text, score_cutoff=SIMILAR_FROM)
    if not likeness:
        return Forename.DIFFERS
    if _is_known(a) and _is_known(b):
        # Two names that people bear, Ava and Eva: neither is a misspelling of the other.
        return Forename.SIMILAR
    if likeness >= CLOSE_FROM or (likeness >= SOUNDS_ALIKE_FROM and a.sound and a.sound == b.sound):
        return Forename.CLOSE
    return Forename.SIMILAR


def _is_known(word: Word) -> bool:
    return bool(word.spellings or word.nicknames)
