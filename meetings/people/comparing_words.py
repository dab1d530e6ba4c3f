"""Compare two words of a name: how alike as forenames are."""

from rapidfuzz.distance import OSA, JaroWinkler

from meetings.people.levels import Forename
from meetings.people.prepared import Word

# Measured on UK-like records (matching.md 5b): a slip of the pen stays above the first, another name below the last.
CLOSE_FROM = 0.92
SIMILAR_FROM = 0.75
SOUND_FROM = 3
"""Consonants: shorter sounds are shared by many names."""

SLIP_FROM, SHORT_FROM = 3, 5
"""One letter is a slip of the pen in a name of at least so many letters; in a shorter one it often makes another."""

REMEMBERED = 100_000
"""Pairs of words; a file compares most of them many times. By their texts: to take the hash of a Word takes longer."""

_similarity = JaroWinkler.similarity
_slips = OSA.distance
_remembered: dict[tuple[str, str], int] = {}


def compare_words(a: Word, b: Word) -> int:
    """SAME, SPELLING, NICKNAME, CLOSE, INITIAL, SIMILAR or DIFFERS of Forename."""
    if a is b or a.text == b.text:
        return Forename.INITIAL if len(a.text) == 1 else Forename.SAME
    level = _remembered.get((a.text, b.text))
    if level is None:
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        level = _remembered[a.text, b.text] = _compare_others(a, b)
    return level


def _compare_others(a: Word, b: Word) -> int:
    if len(a.text) == 1 or len(b.text) == 1:
        return Forename.INITIAL if _is_initial_of(a, b) or _is_initial_of(b, a) else Forename.DIFFERS
    if not a.spellings.isdisjoint(b.spellings):
        return Forename.SPELLING
    if not a.nicknames.isdisjoint(b.nicknames):
        return Forename.NICKNAME
    return _compare_letters(a, b)


def _is_initial_of(initial: Word, word: Word) -> bool:
    """W of William, and of Bill."""
    return len(initial.text) == 1 and (initial.text == word.text[0] or initial.text in word.initials)


def _compare_letters(a: Word, b: Word) -> int:
    likeness = _similarity(a.text, b.text, score_cutoff=SIMILAR_FROM)
    is_heard = not a.sounds.isdisjoint(b.sounds) and _is_heard(a, b)
    is_slip = min(len(a.text), len(b.text)) >= SLIP_FROM and _slips(a.text, b.text, score_cutoff=1) <= 1
    if not likeness and not is_heard and not is_slip:
        return Forename.DIFFERS
    if _is_known(a) and _is_known(b):
        # Two names that people bear, Ava and Eva: neither is a misspelling of the other.
        return Forename.SIMILAR
    if likeness >= CLOSE_FROM or is_heard or (is_slip and _is_slip_sure(a.text, b.text)):
        return Forename.CLOSE
    return Forename.CLOSE if _is_cut_short(a.text, b.text) else Forename.SIMILAR


def _is_slip_sure(a: str, b: str) -> bool:
    """Wie for Wei, and one letter of many."""
    return min(len(a), len(b)) >= SHORT_FROM or sorted(a) == sorted(b)


def _is_cut_short(a: str, b: str) -> bool:
    """Gurp for Gurpreet."""
    return min(len(a), len(b)) >= SLIP_FROM and (a.startswith(b) or b.startswith(a))


def _is_heard(a: Word, b: Word) -> bool:
    """They share a sound long enough to tell names apart; a short one only with the same first letter."""
    shared = max(len(sound) for sound in a.sounds & b.sounds)
    return shared >= SOUND_FROM or (shared == SOUND_FROM - 1 and a.text[0] == b.text[0])


def _is_known(word: Word) -> bool:
    """In a table of names: in more groups than those made from the word itself."""
    return not word.nicknames <= {word.text} or any(not group.startswith("=") for group in word.spellings)
