"""A prepared person in as few bytes as it takes, so that a million fit into memory and forked workers share them."""

from typing import Any

import msgspec

from meetings.people.parts import Birth, FullName, Home, Word
from meetings.people.person import Seen
from meetings.people.prepared import Prepared
from meetings.people.words import word_of

_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder().decode
_PARTS_OF_BIRTH = tuple(Birth.__slots__)
_PARTS_OF_HOME = tuple(Home.__slots__)


def pack(prepared: Prepared) -> bytes:
    """Words as their text alone: what they may also be is known again from the text."""
    return _ENCODE(
        (
            [(_texts(name.given), _texts(name.family), _texts(name.customary)) for name in prepared.names],
            [[getattr(birth, part) for part in _PARTS_OF_BIRTH] for birth in prepared.births],
            [[getattr(home, part) for part in _PARTS_OF_HOME] for home in prepared.homes],
            list(prepared.phones),
            list(prepared.identifiers),
            prepared.sex,
            list(prepared.online_names),
            (prepared.seen.year, prepared.seen.is_child) if prepared.seen else None,
        )
    )


def unpack(packed: bytes | memoryview) -> Prepared:
    names, births, homes, phones, identifiers, sex, online_names, seen = _DECODE(packed)
    return Prepared(
        names=tuple(_full_name(*name) for name in names),
        births=tuple(Birth(*birth) for birth in births),
        homes=tuple(_home(home) for home in homes),
        phones=frozenset(phones),
        identifiers=frozenset((kind, value) for kind, value in identifiers),
        sex=sex,
        online_names=frozenset(online_names),
        seen=Seen(*seen) if seen else None,
    )


def _texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def _full_name(given: list[str], family: list[str], customary: list[str]) -> FullName:
    return FullName(
        given=tuple(map(word_of, given)),
        family=tuple(map(word_of, family)),
        customary=tuple(map(word_of, customary)),
        forename=given[0] if given else "",
        surname=" ".join(family),
    )


def _home(parts: list[Any]) -> Home:
    values: list[Any] = [tuple(part) if isinstance(part, list) else part for part in parts]
    return Home(*values)
