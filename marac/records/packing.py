"""A prepared person in as few bytes as it takes, so that a million fit into memory and forked workers share them."""

import msgspec

from meetings.people.birth import birth_of
from meetings.people.full_names import full_name
from meetings.people.parts import Birth, FullName, Home, Word
from meetings.people.person import Seen
from meetings.people.prepared import Prepared

Texts = tuple[str, ...]


class PackedPerson(msgspec.Struct, array_like=True):
    """Names as the texts of their words alone, and dates as they were told: the rest is known again from these."""

    names: list[tuple[Texts, Texts, Texts]]
    births: list[tuple[int, int | None, int | None, bool]]
    homes: list[tuple[str, Texts, str, Texts, str, str, str, str]]
    phones: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    sex: str
    online_names: frozenset[str]
    seen: tuple[int, bool] | None


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(PackedPerson).decode


def pack(prepared: Prepared) -> bytes:
    return _ENCODE(
        PackedPerson(
            names=[_texts_of(name) for name in prepared.names],
            births=[_told(birth) for birth in prepared.births],
            homes=[_parts(home) for home in prepared.homes],
            phones=prepared.phones,
            identifiers=prepared.identifiers,
            sex=prepared.sex,
            online_names=prepared.online_names,
            seen=(prepared.seen.year, prepared.seen.is_child) if prepared.seen else None,
        )
    )


def unpack(packed: bytes | memoryview) -> Prepared:
    told = _DECODE(packed)
    return Prepared(
        names=tuple([full_name(*name) for name in told.names]),
        births=tuple([birth for each in told.births if (birth := birth_of(*each))]),
        homes=tuple([Home(*home) for home in told.homes]),
        phones=told.phones,
        identifiers=told.identifiers,
        sex=told.sex,
        online_names=told.online_names,
        seen=Seen(*told.seen) if told.seen else None,
    )


def _texts_of(name: FullName) -> tuple[Texts, Texts, Texts]:
    return _texts(name.given), _texts(name.family), _texts(name.customary)


def _texts(words: tuple[Word, ...]) -> Texts:
    return tuple(word.text for word in words)


def _told(birth: Birth) -> tuple[int, int | None, int | None, bool]:
    return birth.year, birth.month, birth.day, birth.is_estimated


def _parts(home: Home) -> tuple[str, Texts, str, Texts, str, str, str, str]:
    return (
        home.line, home.numbers, home.street, home.streets, home.town, home.postcode, home.outcode, home.area,
    )  # fmt: skip
