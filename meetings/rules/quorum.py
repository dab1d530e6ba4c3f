"""Whether enough of those named are in the room.

No national figure was found; the default (police, Idva, children's social care and three others) is a local setting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Quorum:
    """The rule judged: which named kinds are missing, and how many others are here of how many needed."""

    missing_types: tuple[str, ...]
    others: int
    others_needed: int

    @property
    def is_met(self) -> bool:
        return not self.missing_types and self.others >= self.others_needed


def quorum_of(rule: Mapping[str, Any], *, present: Sequence[frozenset[str]]) -> Quorum:
    """`present` holds the kinds of each agency in the room; an agency counts once, for a named kind first."""
    named = tuple(rule["named_types"])
    left = list(present)
    missing = []
    for kind in named:
        found = next((agency for agency in left if kind in agency), None)
        if found is None:
            missing.append(kind)
        else:
            left.remove(found)
    return Quorum(tuple(missing), len(left), int(rule["others"]))
