"""Tokens: short facts of a person that two records of one person may share. Only their keyed hashes are stored."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from meetings.people.parts import FullName, Home, Word
from meetings.people.prepared import Prepared
from meetings.people.token_types import TOKEN_TYPES, TokenType

__all__ = ["TOKEN_TYPES", "Token", "TokenType", "asked_tokens", "stored_tokens"]
ESTIMATE_YEARS = 4
"""A guessed age is so many years off at most, one way or the other."""
MOST_PAIRS = 24
_PATRONYMIC_WORDS = 3


class Token(NamedTuple):
    """A type of TOKEN_TYPES and a value in plain text, which never leaves memory."""

    type: str
    value: str


def stored_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a record is kept under. More than it is asked for where something about it is missing."""
    pairs, outcodes = two_sounds(prepared), _outcodes(prepared)
    tokens = set(_shared(prepared, pairs, outcodes))
    tokens.update(
        Token("D", f"{birth.year}|{pair}") for birth in prepared.births if not birth.is_estimated for pair in pairs
    )
    if not any(birth.is_whole and not birth.is_weak for birth in prepared.births):
        tokens.update(Token("K", pair) for pair in pairs)
    if not pairs:
        tokens.update(Token("O", f"{code}|{sound}") for sound in _sounds(prepared) for code in outcodes or ("",))
    return frozenset(tokens)


def asked_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a search for this person asks for."""
    pairs, outcodes = two_sounds(prepared), _outcodes(prepared)
    tokens = set(_shared(prepared, pairs, outcodes))
    tokens.update(Token("D", f"{year}|{pair}") for year in _years_asked(prepared) for pair in pairs)
    tokens.update(Token("K", pair) for pair in pairs)
    tokens.update(Token("O", f"{code}|{sound}") for sound in _sounds(prepared) for code in (*outcodes, ""))
    return frozenset(tokens)


def _years_asked(prepared: Prepared) -> frozenset[int]:
    return frozenset(
        year
        for birth in prepared.births
        for off in (range(-ESTIMATE_YEARS, ESTIMATE_YEARS + 1) if birth.is_estimated else (0,))
        for year in (birth.year + off,)
    )


def _shared(prepared: Prepared, pairs: frozenset[str], outcodes: tuple[str, ...]) -> Iterator[Token]:
    """Kept and asked for alike."""
    yield from (Token("X", f"{kind}|{value}") for kind, value in prepared.identifiers)
    yield from (Token("H", number) for number in prepared.phones)
    yield from (Token("U", name) for name in prepared.online_names)
    yield from (Token("C", f"{code}|{pair}") for code in outcodes for pair in pairs)
    initials, sounds = _initials(prepared), _sounds(prepared)
    yield from _of_births(prepared, pairs, outcodes, initials)
    for home in prepared.homes:
        yield from _of_home(home, initials, sounds)


def _of_births(
    prepared: Prepared, pairs: frozenset[str], outcodes: tuple[str, ...], initials: frozenset[str]
) -> Iterator[Token]:
    given = frozenset(sound for name in prepared.names for word in name.given for sound in word.sounds)
    for birth in prepared.births:
        yield from (Token("R", f"{birth.year}|{code}|{sound}") for code in outcodes for sound in given)
        # 1 January stands for "some day of that year" and would fill a bucket of strangers.
        if not birth.is_whole or birth.is_weak:
            continue
        yield Token("Z", birth.key)
        yield from (Token("A", f"{birth.key}|{initial}") for initial in initials)
        yield from (Token("J", f"{birth.key}|{code}") for code in outcodes)
        yield from (Token("E", f"{birth.key[4:]}|{pair}") for pair in pairs)


def _of_home(home: Home, initials: frozenset[str], sounds: frozenset[str]) -> Iterator[Token]:
    if home.numbers or len(home.street.split()) > 1:
        numbers = " ".join(home.numbers)
        yield from (
            Token("I", f"{numbers}|{street}|{home.area}|{initial}") for street in home.streets for initial in initials
        )
    if home.postcode:
        yield from (Token("P", f"{home.postcode}|{sound}") for sound in sounds)
    if home.postcode and home.numbers:
        yield Token("W", f"{home.postcode}|{' '.join(home.numbers)}")


def two_sounds(prepared: Prepared) -> frozenset[str]:
    """Sounds of a given and of a family name, of every name; in rising order, so that swapped boxes meet."""
    pairs = dict.fromkeys(
        "|".join(sorted(both))
        for name in prepared.names
        for one, other in _word_pairs(name)
        for both in product(_ordered(one), _ordered(other))
    )
    return frozenset(list(pairs)[:MOST_PAIRS])


def _word_pairs(name: FullName) -> Iterator[tuple[Word, Word]]:
    """A given name beside each family name; in a chain of fathers' names the first beside each other one."""
    yield from product(name.given, name.family)
    first, others = name.given[:1], name.given[1:]
    yield from product(first, name.customary)
    if not name.family or len(name.given) >= _PATRONYMIC_WORDS:
        yield from product(first, others)


def _ordered(word: Word) -> list[str]:
    """Its own sound first, so that a cut takes the unlikely ones."""
    return sorted(word.sounds, key=lambda sound: (sound != word.sound, sound))


def _words(prepared: Prepared) -> Iterator[Word]:
    for name in prepared.names:
        yield from (*name.given, *name.family, *name.customary)


def _sounds(prepared: Prepared) -> frozenset[str]:
    return frozenset(sound for word in _words(prepared) for sound in word.sounds)


def _initials(prepared: Prepared) -> frozenset[str]:
    """Of every word, and of the name that a familiar form stands for."""
    return frozenset(letter for word in _words(prepared) for letter in _first_letters(word))


def _first_letters(word: Word) -> Iterable[str]:
    return {word.text[0], *(name.lstrip("=")[0] for name in (*word.spellings, *word.nicknames))}


def _outcodes(prepared: Prepared) -> tuple[str, ...]:
    return tuple(dict.fromkeys(home.outcode for home in prepared.homes if home.outcode))
