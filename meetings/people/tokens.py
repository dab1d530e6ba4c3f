"""Tokens: short facts of a person that two records of one person may share. Only their keyed hashes are stored."""

from collections.abc import Iterable
from typing import NamedTuple

from meetings.people.parts import Birth, FullName, Home, Word
from meetings.people.prepared import Prepared
from meetings.people.token_types import TOKEN_TYPES, TokenType
from meetings.people.variants import european_names
from meetings.people.words import word_of

__all__ = ["TOKEN_TYPES", "Token", "TokenTexts", "TokenType", "asked_tokens", "stored_tokens", "token_texts"]
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
    sounds: set[str]
    own: set[str]
    family: set[str]
    initials: set[str]
    outcodes: set[str]


def stored_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a record is kept under. More than it is asked for where something about it is missing."""
    return _tokens(token_texts(prepared).stored)


def asked_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a search for this person asks for."""
    texts = token_texts(prepared)
    return _tokens([*texts.stored, *texts.only_asked])


def _tokens(texts: Iterable[str]) -> frozenset[Token]:
    return frozenset([Token(text[0], text[1:]) for text in texts])


class TokenTexts(NamedTuple):
    """Tokens in one text each, the letter of the type first: for files, where a million people have thirty each."""

    stored: set[str]
    """Every one of them is asked for as well."""
    only_asked: set[str]
    is_lacking: bool
    """Without a whole birth date or half of the name, so kept under tokens that others only ask for."""


def token_texts(prepared: Prepared) -> TokenTexts:
    """All tokens of a person, for files that are searched for their own duplicates."""
    facts = _facts(prepared)
    stored, only_asked = _shared(prepared, facts), list[str]()
    years = {birth.year for birth in prepared.births if not birth.is_estimated}
    stored += [f"D{year}|{pair}" for year in years for pair in facts.pairs]
    only_asked += [f"D{year}|{pair}" for year in _guessed_years(prepared) - years for pair in facts.pairs]
    is_born_known = any(birth.is_whole and not birth.is_weak for birth in prepared.births)
    kept = only_asked if is_born_known else stored
    kept += [f"K{pair}" for pair in facts.pairs]
    kept = only_asked if facts.pairs else stored
    kept += [f"O{code}|{sound}" for code in (*facts.outcodes, "") for sound in facts.sounds]
    return TokenTexts(set(stored), set(only_asked), not is_born_known or not facts.pairs)


def _guessed_years(prepared: Prepared) -> set[int]:
    asked: set[int] = set()
    for birth in prepared.births:
        if birth.is_estimated:
            asked.update(range(birth.year - ESTIMATE_YEARS, birth.year + ESTIMATE_YEARS + 1))
    return asked


def _shared(prepared: Prepared, facts: _Facts) -> list[str]:
    """Kept and asked for alike."""
    found = [f"X{kind}|{value}" for kind, value in prepared.identifiers]
    found += [f"H{number}" for number in prepared.phones]
    found += [f"U{name}" for name in prepared.online_names]
    found += [f"C{code}|{pair}" for code in facts.outcodes for pair in facts.pairs]
    for birth in prepared.births:
        found += _of_birth(birth, facts)
    for home in prepared.homes:
        found += _of_home(home, facts)
    return found


def _of_birth(birth: Birth, facts: _Facts) -> list[str]:
    key, day = birth.key, birth.key[4:]
    if not key:
        return []
    # 1 January stands for "some day of that year": alone it would fill a bucket with strangers.
    if birth.is_weak:
        return [f"A{key}|{sound}" for sound in facts.sounds]
    found = [f"A{key}|{initial}" for initial in facts.initials]
    found += [f"J{key}|{code}" for code in facts.outcodes]
    found += [f"E{day}|{pair}" for pair in facts.pairs]
    found += [f"Y{day}|{sound}" for sound in facts.family]
    return [*found, f"Z{key}"]


def _of_home(home: Home, facts: _Facts) -> list[str]:
    numbers, found = " ".join(home.numbers), list[str]()
    if numbers:
        first = home.numbers[0]
        found += [f"B{first}|{pair}" for pair in facts.pairs[:_PAIRS_WITH_NUMBER]]
    if numbers or " " in home.street:
        found += [f"I{numbers}|{street}|{initial}" for street in home.streets for initial in facts.initials]
    if home.postcode:
        found += [f"P{home.postcode}|{sound}" for sound in facts.own]
        if numbers:
            found.append(f"W{home.postcode}|{numbers}")
    return found


def _facts(prepared: Prepared) -> _Facts:
    family = [word for name in prepared.names for word in name.family]
    words = family + [word for name in prepared.names for word in (*name.given, *name.customary)]
    return _Facts(
        two_sounds(prepared),
        {sound for word in words for sound in word.heard[:_OF_ONE_WORD]},
        {word.sound for word in words if word.sound},
        {word.sound for word in family if word.sound},
        {letter for word in words for letter in word.initials},
        {home.outcode for home in prepared.homes if home.outcode},
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
