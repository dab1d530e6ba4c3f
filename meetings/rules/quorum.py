"""Is the room quorate? A meeting below quorum hears emergencies only, unless the chair decides and the minutes say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.forms.findings import inside
from meetings.rules.settings import SettingRow, value_on


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who is missing, in kinds of agency, and how many others still need to come."""

    is_met: bool
    missing_types: tuple[str, ...]
    others_present: int
    others_needed: int

    @property
    def sentence(self) -> str:
        if self.is_met:
            return "Enough agencies are here to hear every case."
        return "Only emergencies can be heard unless the chair decides."


def quorum(present: Mapping[str, str], *, day: date, rows: Iterable[SettingRow]) -> Quorum:
    """`present` holds the agencies in the room with their kind on that day; each counts once, however many people."""
    rule = value_on(rows, "quorum", day)
    named, needed = inside(rule, "named_types"), inside(rule, "others")
    kinds = [str(kind) for kind in named] if isinstance(named, list) else []
    missing = tuple(kind for kind in kinds if kind not in present.values())
    others = sum(kind not in kinds for kind in present.values())
    others_needed = needed if isinstance(needed, int) else 0
    return Quorum(not missing and others >= others_needed, missing, others, others_needed)
