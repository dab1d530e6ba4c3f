"""The area's confidential addresses as keyed hashes: a text that an agency will read is held against them.

They come with referrals and with what research returns correct.

They stand in the database as hashes alone, each area under its own key, and go with their case.
"""

import json
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, WhereRaw

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import insert_many, is_sqlite, transaction
from marac.ids import uuid7
from meetings.access import Condition, not_barred
from meetings.many import AT_ONCE, among
from meetings.rules.address_in_text import confidential_places
from meetings.tables.people import ConfidentialPlace, Mention, MentionValue

TYPE = "place"


async def keep_places(act: Act, case_id: UUID, people: Iterable[Mapping[str, Any]]) -> None:
    """Those of a referral or research return that arrives. Inside its transaction."""
    rows = [
        ConfidentialPlace(id=uuid7(), area=act.area.id, case=case_id, version=version, bits64=bits)
        for version, bits in await _hashes(act, confidential_places(people))
    ]
    if rows:
        await ConfidentialPlace.insert(*rows)


async def keep_places_of(act: Act, cases: Mapping[UUID, Iterable[Mapping[str, Any]]]) -> None:
    """Those of many cases at once. Inside their transaction."""
    owned = [(case, place) for case, people in cases.items() for place in sorted(confidential_places(people))]
    if not owned:
        return
    indexed = await act.vault.index_tokens(act.area.id, [(TYPE, place) for _, place in owned])
    rows = [
        (uuid7(), act.area.id, owned[n % len(owned)][0], version, bits) for n, (_, version, bits) in enumerate(indexed)
    ]
    await insert_many(ConfidentialPlace._meta.tablename, ("id", "area", "case", "version", "bits64"), rows)


async def is_known_place(act: Act, places: Iterable[str]) -> bool:
    """One of these is an address that the area keeps confidential, of a case that is not shut to this reader."""
    by_version: dict[int, list[int]] = {}
    for version, bits in await _hashes(act, places):
        by_version.setdefault(version, []).append(bits)
    if not by_version:
        return False
    here = (ConfidentialPlace.area == act.area.id) & not_barred(act, ConfidentialPlace.case)
    among_them = reduce(or_, (_one_of(version, bits) for version, bits in sorted(by_version.items())))
    return bool(await ConfidentialPlace.exists().where(here & among_them))


def _one_of(version: int, bits: list[int]) -> Condition:
    """A long text holds more places than a statement takes values, so the list of them is one value."""
    if is_sqlite():
        listed = WhereRaw("bits64 IN (SELECT value FROM json_each({}))", json.dumps(bits))
    else:
        listed = WhereRaw("bits64 = ANY({}::bigint[])", bits)
    return And(ConfidentialPlace.version == version, listed)


async def index_places_again(act: Act, version: int, *, most: int = AT_ONCE) -> int:
    """Some cases whose hashes are not under this version of the key get theirs; returns how many these were."""
    rows = await ConfidentialPlace.select(ConfidentialPlace.case).where(_without(act, version)).distinct().limit(most)
    for row in rows:
        await _index_case_again(act, row["case"])
    return len(rows)


async def has_places_without(act: Act, version: int) -> bool:
    """Some case would be missed if the other keys were gone."""
    return bool(await ConfidentialPlace.exists().where(_without(act, version)))


def _without(act: Act, version: int) -> Condition:
    done = ConfidentialPlace.select(ConfidentialPlace.case).where(ConfidentialPlace.version == version)
    return (ConfidentialPlace.area == act.area.id) & ConfidentialPlace.case.not_in(done)


async def forget_places(act: Act, version: int) -> None:
    """Those that nobody can compare any more, because their key is gone."""
    gone = (ConfidentialPlace.area == act.area.id) & (ConfidentialPlace.version == version)
    await ConfidentialPlace.delete().where(gone)


async def _index_case_again(act: Act, case_id: UUID) -> None:
    mentions = await Mention.objects().where((Mention.case == case_id) & (Mention.area == act.area.id))
    told = await MentionValue.objects().where(
        among(MentionValue.mention, [mention.id for mention in mentions]) & (MentionValue.kind == "address")
    )
    opened = await act.vault.machine_open(act.permit(Event.INDEX_READ, "area", act.area.id), [*mentions, *told])
    cards = [record["card"] for record in opened[: len(mentions)]]
    later = [{"addresses": [record["value"]]} for record in opened[len(mentions) :]]
    async with transaction():
        await ConfidentialPlace.delete().where(ConfidentialPlace.case == case_id)
        await keep_places(act, case_id, [*cards, *later])


async def _hashes(act: Act, places: Iterable[str]) -> list[tuple[int, int]]:
    tokens = [(TYPE, place) for place in sorted(places)]
    return [(version, bits) for _, version, bits in await act.vault.index_tokens(act.area.id, tokens)]
