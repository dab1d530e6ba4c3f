"""The area's confidential addresses as keyed hashes: a text that an agency will read is held against them.

They stand in the database as hashes alone, each area under its own key, and go with their case.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.ids import uuid7
from meetings.access import not_barred
from meetings.many import AT_ONCE
from meetings.rules.address_in_text import confidential_places
from meetings.tables.people import ConfidentialPlace, Mention

TYPE = "place"


async def keep_places(act: Act, case_id: UUID, people: Iterable[Mapping[str, Any]]) -> None:
    """Those of a referral that arrives. Inside its transaction."""
    rows = [
        ConfidentialPlace(id=uuid7(), area=act.area.id, case=case_id, version=version, bits64=bits)
        for version, bits in await _hashes(act, confidential_places(people))
    ]
    if rows:
        await ConfidentialPlace.insert(*rows)


async def is_known_place(act: Act, places: Iterable[str]) -> bool:
    """One of these is an address that the area keeps confidential, of a case that is not shut to this reader."""
    hashes = await _hashes(act, places)
    for start in range(0, len(hashes), AT_ONCE):
        part = hashes[start : start + AT_ONCE]
        among = ConfidentialPlace.bits64.is_in([bits for _, bits in part])
        here = (ConfidentialPlace.area == act.area.id) & not_barred(act, ConfidentialPlace.case)
        rows = await ConfidentialPlace.select(ConfidentialPlace.version, ConfidentialPlace.bits64).where(here & among)
        if {(row["version"], row["bits64"]) for row in rows} & set(part):
            return True
    return False


@for_everybody
async def reindex_places(act: Act, case_id: UUID) -> None:
    """Write the hashes of one case anew, under every index key in use. For the rotation of keys."""
    mentions = await Mention.objects().where((Mention.case == case_id) & (Mention.area == act.area.id))
    opened = await act.vault.machine_open(act.permit(Event.INDEX_READ, "area", act.area.id), mentions)
    async with transaction():
        await ConfidentialPlace.delete().where(ConfidentialPlace.case == case_id)
        await keep_places(act, case_id, [record["card"] for record in opened])


async def _hashes(act: Act, places: Iterable[str]) -> list[tuple[int, int]]:
    tokens = [(TYPE, place) for place in sorted(places)]
    return [(version, bits) for _, version, bits in await act.vault.index_tokens(act.area.id, tokens)]
