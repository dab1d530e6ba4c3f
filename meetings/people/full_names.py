"""A full name from its words: made once and shared, as many people bear it and many records tell it again."""

from functools import lru_cache

from meetings.people.parts import FullName, Word
from meetings.people.words import word_of

Texts = tuple[str, ...]


@lru_cache(maxsize=100_000)
def full_name(given: Texts, family: Texts, customary: Texts) -> FullName:
    """Of plain words, as name_boxes takes names apart."""
    given_words, family_words = _words(given), _words(family)
    return FullName(
        given=given_words,
        family=family_words,
        customary=_words(customary),
        forename=given[0] if given else "",
        surname=" ".join(family),
        middle=given_words[1:],
        given_spellings=_spellings(given_words),
        middle_spellings=_spellings(given_words[1:]),
        family_spellings=_spellings(family_words),
    )


def _words(texts: Texts) -> tuple[Word, ...]:
    return tuple(map(word_of, texts))


def _spellings(words: tuple[Word, ...]) -> frozenset[str]:
    """Without those of initials: one letter is no name."""
    known = [word.spellings for word in words if not word.is_initial]
    return known[0] if len(known) == 1 else frozenset[str]().union(*known)
