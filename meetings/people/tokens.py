"""Tokens: short facts of a person that two records of one person may share. Only their keyed hashes are stored."""

from collections.abc import Iterator
from typing import NamedTuple

from meetings.people.parts import Birth, FullName, Home, Word
from meetings.people.prepared import Prepared
from meetings.people.token_types import TOKEN_TYPES, TokenType
from meetings.people.variants import european_names
from meetings.people.words import word_of

__all__ = ["TOKEN_TYPES", "Token", "TokenType", "asked_tokens", "stored_tokens", "tokens_of"]
ESTIMATE_YEARS = 4
"""A guessed age is so many years off at most, one way or the other."""
MOST_PAIRS = 24
_UNLIKELY = 4
"""Two unlikely sounds together are left out: the third of one word stands beside the first two of the other only."""
_PAIRS_WITH_NUMBER = 6


class Token(NamedTuple):
    """A type of TOKEN_TYPES and a value in plain text, which never leaves memory."""

    type: str
    value: str


class _Facts(NamedTuple):
    """What tokens are put together from, found once a person."""

    pairs: tuple[str, ...]
    sounds: frozenset[str]
    own: frozenset[str]
    family: frozenset[str]
    initials: frozenset[str]
    outcodes: tuple[str, ...]


def stored_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a record is kept under. More than it is asked for where something about it is missing."""
    facts = _facts(prepared)
    return frozenset([*_shared(prepared, facts), *_only_stored(prepared, facts)])


def asked_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a search for this person asks for."""
    facts = _facts(prepared)
    return frozenset([*_shared(prepared, facts), *_only_asked(prepared, facts)])


def tokens_of(prepared: Prepared) -> tuple[frozenset[Token], frozenset[Token]]:
    """Stored and asked together, for files that are searched for their own duplicates."""
    facts = _facts(prepared)
    shared = list(_shared(prepared, facts))
    return frozenset([*shared, *_only_stored(prepared, facts)]), frozenset([*shared, *_only_asked(prepared, facts)])


def _only_stored(prepared: Prepared, facts: _Facts) -> Iterator[Token]:
    for birth in prepared.births:
        if not birth.is_estimated:
            yield from [Token("D", f"{birth.year}|{pair}") for pair in facts.pairs]
    if not any(birth.is_whole and not birth.is_weak for birth in prepared.births):
        yield from [Token("K", pair) for pair in facts.pairs]
    if not facts.pairs:
        yield from [Token("O", f"{code}|{sound}") for sound in facts.sounds for code in (*facts.outcodes, "")]


def _only_asked(prepared: Prepared, facts: _Facts) -> Iterator[Token]:
    yield from [Token("D", f"{year}|{pair}") for year in _years_asked(prepared) for pair in facts.pairs]
    yield from [Token("K", pair) for pair in facts.pairs]
    yield from [Token("O", f"{code}|{sound}") for sound in facts.sounds for code in (*facts.outcodes, "")]


def _years_asked(prepared: Prepared) -> set[int]:
    asked: set[int] = set()
    for birth in prepared.births:
        off = ESTIMATE_YEARS if birth.is_estimated else 0
        asked.update(range(birth.year - off, birth.year + off + 1))
    return asked


def _shared(prepared: Prepared, facts: _Facts) -> Iterator[Token]:
    """Kept and asked for alike."""
    for kind, value in prepared.identifiers:
        yield Token("X", f"{kind}|{value}")
    for number in prepared.phones:
        yield Token("H", number)
    for name in prepared.online_names:
        yield Token("U", name)
    for code in facts.outcodes:
        yield from [Token("C", f"{code}|{pair}") for pair in facts.pairs]
    for birth in prepared.births:
        yield from _of_birth(birth, facts)
    for home in prepared.homes:
        yield from _of_home(home, facts)


def _of_birth(birth: Birth, facts: _Facts) -> Iterator[Token]:
    if not birth.is_whole:
        return
    key, day = birth.key, birth.key[4:]
    # 1 January stands for "some day of that year": alone it would fill a bucket with strangers.
    if birth.is_weak:
        yield from [Token("A", f"{key}|{sound}") for sound in facts.sounds]
        return
    yield Token("Z", key)
    yield from [Token("A", f"{key}|{initial}") for initial in facts.initials]
    yield from [Token("J", f"{key}|{code}") for code in facts.outcodes]
    yield from [Token("E", f"{day}|{pair}") for pair in facts.pairs]
    yield from [Token("Y", f"{day}|{sound}") for sound in facts.family]


def _of_home(home: Home, facts: _Facts) -> Iterator[Token]:
    for number in home.numbers[:1]:
        yield from [Token("B", f"{number}|{pair}") for pair in facts.pairs[:_PAIRS_WITH_NUMBER]]
    if home.numbers or " " in home.street:
        for street in home.streets:
            place = f"{' '.join(home.numbers)}|{street}|"
            yield from [Token("I", place + initial) for initial in facts.initials]
    if home.postcode:
        yield from [Token("P", f"{home.postcode}|{sound}") for sound in facts.own]
        if home.numbers:
            yield Token("W", f"{home.postcode}|{' '.join(home.numbers)}")


def _facts(prepared: Prepared) -> _Facts:
    given = [word for name in prepared.names for word in name.given]
    family = [word for name in prepared.names for word in name.family]
    words = given + family + [word for name in prepared.names for word in name.customary]
    return _Facts(
        pairs=two_sounds(prepared),
        sounds=frozenset([sound for word in words for sound in word.heard[:_OF_ONE_WORD]]),
        own=frozenset([word.sound for word in words if word.sound]),
        family=frozenset([word.sound for word in family if word.sound]),
        initials=frozenset([letter for word in words for letter in word.initials]),
        outcodes=tuple({home.outcode: None for home in prepared.homes if home.outcode}),
    )


_OF_ONE_WORD = 3
"""So many sounds of a word stand for it where it stands alone."""


def two_sounds(prepared: Prepared) -> tuple[str, ...]:
    """Sounds of a given and of a family name, of every name; in rising order, so that swapped boxes meet."""
    pairs = {
        f"{a}|{b}" if a < b else f"{b}|{a}": None
        for name in prepared.names
        for one, other in _word_pairs(name)
        for n, a in enumerate(one.heard)
        for b in other.heard[: _UNLIKELY - n]
    }
    return tuple(pairs)[:MOST_PAIRS]


def _word_pairs(name: FullName) -> list[tuple[Word, Word]]:
    """A given name beside each family name, and what another record may have for the family name."""
    pairs = [(given, family) for given in name.given for family in name.family]
    first, others = name.given[:1], name.given[1:]
    pairs += [(given, word) for given in first for word in name.customary]
    pairs += [(given, other) for given in first for other in others if not name.family or _is_father(other)]
    if len(name.given) == 2 and all(len(word.text) <= _SYLLABLE for word in name.given):  # noqa: PLR2004
        pairs += [(word_of(first[0].text + others[0].text), family) for family in name.family]
    return pairs


def _is_father(word: Word) -> bool:
    """In a chain of fathers' names a second name may stand as the family name elsewhere; a British middle name not."""
    return not word.is_initial and word.text not in european_names()


_SYLLABLE = 5
"""Mei Ling and Meiling, Anne Marie and Annemarie are written in one word or in two."""
