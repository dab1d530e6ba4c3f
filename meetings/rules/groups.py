"""Groups of mentions held together by edges; each group bears the id of its oldest member."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Edge:
    """Two mentions that somebody said are one person."""

    a: UUID
    b: UUID


def groups_of(mentions: Sequence[UUID], edges: Iterable[Edge]) -> dict[UUID, UUID]:
    """Each mention with its person. Ids are in order of making, so the smallest is the oldest."""
    leader = {mention: mention for mention in mentions}

    def oldest(mention: UUID) -> UUID:
        while leader[mention] != mention:
            leader[mention] = leader[leader[mention]]
            mention = leader[mention]
        return mention

    for edge in edges:
        if edge.a in leader and edge.b in leader:
            first, second = sorted((oldest(edge.a), oldest(edge.b)))
            leader[second] = first
    return {mention: oldest(mention) for mention in mentions}
