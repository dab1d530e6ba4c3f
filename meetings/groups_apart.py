"""Pairs that need no suggestion: those who are one person already, and those who cannot be one.

Two people of one document are two people, and so are all whom verdicts join to either; a verdict of a person that two
are different outlives every search.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from agencies.acts import Act
from meetings.many import among
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import in_effect

Pair = frozenset[UUID]


class Side(NamedTuple):
    """One of a pair: the mention, and the person it is counted to."""

    id: UUID
    person_id: UUID


async def pairs_apart(act: Act, pairs: Sequence[tuple[Side, Side]]) -> set[Pair]:
    """Those of these pairs about whom nothing is to be asked: two statements, or none for no pairs."""
    if not pairs:
        return set()
    persons = {side.person_id for pair in pairs for side in pair}
    documents = await _documents(act, persons)
    different = await _different(act, persons)
    return {frozenset({a.id, b.id}) for a, b in pairs if _needs_none(a.person_id, b.person_id, documents, different)}


def _needs_none(a: UUID, b: UUID, documents: dict[UUID, set[UUID]], different: set[Pair]) -> bool:
    return a == b or not documents.get(a, set()).isdisjoint(documents.get(b, set())) or frozenset({a, b}) in different


async def _documents(act: Act, persons: set[UUID]) -> dict[UUID, set[UUID]]:
    """The documents that name each person."""
    rows = await Mention.select(Mention.person_id, Mention.document).where(
        among(Mention.person_id, sorted(persons)) & (Mention.area == act.area.id)
    )
    named: dict[UUID, set[UUID]] = {}
    for row in rows:
        named.setdefault(row["person_id"], set()).add(row["document"])
    return named


async def _different(act: Act, persons: set[UUID]) -> set[Pair]:
    """Persons of whom somebody said that they are different, and did not take it back."""
    wanted = sorted(persons)
    rows = await Verdict.select(Verdict.a.person_id.as_alias("one"), Verdict.b.person_id.as_alias("two")).where(
        in_effect(act, "different") & among(Verdict.a.person_id, wanted) & among(Verdict.b.person_id, wanted)
    )
    return {frozenset({row["one"], row["two"]}) for row in rows}
