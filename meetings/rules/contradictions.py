"""When a verdict about two people cannot take effect beside what is known, and what a person is told of it.

Such a verdict is kept and waits for somebody's attention; the documents and the earlier verdicts stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.rules.groups import Edge, groups_of

HELD_WORDS = {
    "one_document": "One document names these as two people, so they cannot be one.",
    "both_roles": "That would make one person victim and perpetrator of one case.",
    "said_different": "Somebody decided that people of these two groups are different.",
    "said_same": "Other verdicts make these two one person.",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One mention, as far as a contradiction can follow from it."""

    id: UUID
    document: UUID
    case: UUID
    role: str


def contradiction(
    kind: str, a: UUID, b: UUID, members: Sequence[Member], *, same: Sequence[Edge], different: Sequence[Edge]
) -> str:
    """Why a verdict on these two cannot take effect beside those that do, as a key of HELD_WORDS; empty for none."""
    groups = groups_of([member.id for member in members], same)
    is_one = groups[a] == groups[b]
    if kind != "same" or is_one:
        return "said_same" if is_one and kind == "different" else ""
    ours = [member for member in members if groups[member.id] == groups[a]]
    theirs = [member for member in members if groups[member.id] == groups[b]]
    between = ({groups.get(edge.a), groups.get(edge.b)} for edge in different)
    return against_same(ours, theirs, said_different=any({groups[a], groups[b]} == pair for pair in between))


def against_same(ours: Sequence[Member], theirs: Sequence[Member], *, said_different: bool) -> str:
    """Why two groups cannot be one person, as a key of HELD_WORDS; empty where nothing speaks against it."""
    if has_both_roles([*ours, *theirs]):
        return "both_roles"
    if {member.document for member in ours} & {member.document for member in theirs}:
        return "one_document"
    return "said_different" if said_different else ""


def has_both_roles(group: Sequence[Member]) -> bool:
    """Somebody in this group is victim and perpetrator of one case."""
    harmed = {member.case for member in group if member.role == "victim"}
    return any(member.case in harmed for member in group if member.role == "perpetrator")


def is_two_of_one_document(group: Sequence[Member]) -> bool:
    """One document names somebody of this group twice."""
    return len({member.document for member in group}) < len(group)
