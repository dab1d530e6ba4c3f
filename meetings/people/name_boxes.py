"""Names out of the two boxes of a form: words in order, without what is no name, whichever box they were typed into."""

import re
from functools import lru_cache
from typing import NamedTuple

from meetings.people.joined_names import one_word_each
from meetings.people.name_words import (
    CUSTOMARY,
    FAMILIES_IN_THE_FAR_EAST,
    MIDDLE_MARKS,
    PARTICLES,
    PLACEHOLDERS,
    SURNAMES_TOO,
    TITLES,
)
from meetings.people.normalise import LONGEST, plain
from meetings.people.variants import far_eastern_names, standings

Words = tuple[str, ...]
MOST_WORDS = 8
LONGEST_WORD = 40


class Parts(NamedTuple):
    """One name in plain words."""

    given: Words
    family: Words
    customary: Words


_NO_NAME = re.compile(
    r"^\W*(?:unborn|baby|bab(?:y|ies) of|child of|son of|daughter of|infant of|twin \d)\b.*\b(?:of|to)\b"
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NOT_KNOWN = re.compile(
    r"\bn\s*[/.]\s*[ka]\b\.?|\bnot (?:yet )?(?:known|given|provided|recorded|disclosed|stated)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(\[{\"“”«]([^()\[\]{}\"“”«»]*)[)\]}\"“”»]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")
_NAME_OR_OTHER = re.compile(
    r"\s*(?:/|;|\ba\.?\s?k\.?\s?a\b\.?|\b(?:(?:also )?known as|formerly|previously|alias)\b|\bn[eé]e\b(?=\s+\S))\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def names_in(given: str, family: str) -> tuple[Parts, ...]:
    """The name in the two boxes first, then others written beside it: in brackets, after `nee` or `aka`, after `/`."""
    givens, families = _written(given), _written(family)
    pairs = [(givens[0], families[0])]
    pairs += [(other, families[0]) for other in givens[1:]]
    pairs += [(givens[0], other) for other in families[1:]]
    return tuple(dict.fromkeys(parts for pair in pairs if any((parts := _parts(*pair))[:2])))


@lru_cache(maxsize=50_000)
def _written(box: str) -> tuple[str, ...]:
    """A box without what stands in brackets, then each of those."""
    box = _NOT_KNOWN.sub(" ", box[:LONGEST])
    main, *others = _NAME_OR_OTHER.split(_IN_BRACKETS.sub(" ", box))
    beside = [other for pair in _IN_BRACKETS.findall(box) for text in pair for other in _NAME_OR_OTHER.split(text)]
    return (main, *(text for text in (*others, *beside) if text.strip()))


def _parts(given: str, family: str) -> Parts:
    east = _is_far_eastern(f"{given} {family}")
    first, last = _given_words(given, east), _words(family, east)
    if first and not last and _alone(family) in SURNAMES_TOO:
        last = (_alone(family),)
    if not (first and last):
        first, last = _in_one_box(family if last else given, last or first, is_family=bool(last), east=east)
    customary = tuple(word for word in (*first[1:], *last) if word in CUSTOMARY)
    return Parts(_without_customary(first, keep_first=True), _without_customary(last), customary)


def _alone(box: str) -> str:
    return plain(box).strip()


def _in_one_box(written: str, words: Words, *, is_family: bool, east: bool) -> tuple[Words, Words]:
    """`Ostrey, Frank`, `OSTREY Frank` and `Frank Ostrey`; one word stays where it stood, but for `Mr Ostrey`."""
    if len(words) < 2:  # noqa: PLR2004
        return ((), words) if is_family or _begins_with_no_name(written) else (words, ())
    before, comma, after = written.partition(",")
    if comma and _words(before, east) and _words(after, east):
        return _given_words(after, east), _words(before, east)
    capitals = _words(" ".join(part for part in written.split() if len(part) > 1 and part.isupper()), east)
    others = tuple(word for word in words if word not in capitals)
    if capitals and any(len(word) > 1 for word in others):
        return others, capitals
    return words[:-1], words[-1:]


def _begins_with_no_name(written: str) -> bool:
    words = _NOT_LETTERS.split(plain(written).strip())
    return len(words) > 1 and (words[0] in TITLES or words[0] in PLACEHOLDERS)


def _without_customary(words: Words, *, keep_first: bool = False) -> Words:
    kept = tuple(word for n, word in enumerate(words) if word not in CUSTOMARY or (keep_first and n == 0))
    return kept or words


def _is_far_eastern(boxes: str) -> bool:
    """Vietnamese or Chinese, as far as a table tells: Le, Do and Li are families there."""
    words = _NOT_LETTERS.split(plain(boxes))
    return not FAMILIES_IN_THE_FAR_EAST.isdisjoint(words) and not far_eastern_names().isdisjoint(
        word for word in words if word not in FAMILIES_IN_THE_FAR_EAST
    )


@lru_cache(maxsize=50_000)
def _given_words(box: str, east: bool) -> Words:
    """`JW` typed without dots is two initials."""
    return tuple(part for word in _words(box, east) for part in (word if _are_initials(word, box) else (word,)))


def _are_initials(word: str, box: str) -> bool:
    """Two capitals that make no syllable and no name we know (MD is a Mohammed)."""
    return len(word) == len("JW") and word.upper() in box and not set(word) & _VOWELS and word not in standings()


_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=50_000)
def _words(box: str, east: bool) -> Words:
    """Words of one box that are part of a name."""
    text = plain(box)
    if _NO_NAME.search(text):
        return ()
    words = [word[:LONGEST_WORD] for word in _NOT_LETTERS.split(one_word_each(text)) if word]
    words = [word for word in words[:MOST_WORDS] if word not in TITLES and word not in PLACEHOLDERS]
    families = FAMILIES_IN_THE_FAR_EAST if east else frozenset()
    kept = [word for n, word in enumerate(words) if word in families or not _is_particle(word, n, len(words))]
    return tuple(kept or words)


def _is_particle(word: str, place: int, number_of_words: int) -> bool:
    return word in PARTICLES or (word in MIDDLE_MARKS and 0 < place < number_of_words)
