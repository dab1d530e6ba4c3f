"""Mentions read by the hundred for a search, past the table classes, which cost more than opening and comparing do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from agencies.acts import Act
from marac.database import one_of
from meetings.tables.people import Mention

_SELECT = (
    'SELECT m.id, m.area, m.document, m."case", m.role, m.person_id, m.dk, m.sealed_version, m.row_mac, m.card,'
    " c.referred_on, c.restricted IS NOT NULL AS is_restricted,"
    " EXISTS (SELECT 1 FROM mention_value AS v WHERE v.mention = m.id) AS is_added_to"
    ' FROM mention AS m JOIN case_record AS c ON c.id = m."case" WHERE m.area = {}'
    # Of old records nobody finds anybody until all of them are on.
    " AND (c.bring_in IS NULL OR c.bring_in IN (SELECT id FROM bring_in WHERE state = 'on')) AND "
)
_OLDEST_FIRST = " ORDER BY m.id"


@dataclass(frozen=True, slots=True)
class SeenMention:
    """A sealed mention with the day its case was referred: all that a search reads of it."""

    id: UUID
    area: UUID
    document: UUID
    case: UUID
    role: str
    person_id: UUID
    dk: UUID
    sealed_version: int
    row_mac: bytes
    card: bytes
    referred_on: date
    is_restricted: bool
    is_added_to: bool
    """Values were told of it since. Few have any."""
    _meta: ClassVar[Any] = Mention._meta  # What the vault asks a row: its table and which columns are sealed.


async def seen_by_id(act: Act, ids: Sequence[UUID]) -> list[SeenMention]:
    if not ids:
        return []
    return await _seen(act, *one_of("m.id", ids))


async def seen_of_document(act: Act, document_id: UUID) -> list[SeenMention]:
    return await _seen(act, "m.document = {}", document_id)


async def seen_of_cases(act: Act, case_ids: Sequence[UUID]) -> list[SeenMention]:
    if not case_ids:
        return []
    return await _seen(act, *one_of('m."case"', case_ids))


async def seen_with_linked(act: Act, ids: Sequence[UUID]) -> list[SeenMention]:
    """These mentions, and all that somebody linked with one of them as the same person."""
    if not ids:
        return []
    those, *values = one_of("p.id", ids)
    return await _seen(act, f"m.person_id IN (SELECT p.person_id FROM mention AS p WHERE {those})", *values)  # noqa: S608


async def seen_after(act: Act, last: UUID, number: int, *, until: UUID) -> list[SeenMention]:
    """A page in the order of arrival: those after `last` and before `until`."""
    return await _seen(act, "m.id > {} AND m.id < {}", last, until, limit=number)


async def _seen(act: Act, which: str, *values: object, limit: int | None = None) -> list[SeenMention]:
    end = f" LIMIT {limit}" if limit else ""
    rows = await Mention.raw(_SELECT + which + _OLDEST_FIRST + end, act.area.id, *values)
    return [SeenMention(**row) for row in rows]
