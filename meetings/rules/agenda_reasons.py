"""Why a case stands where it does, in a sentence: kept when it was placed, told by what the reader may know.

An agency learns of its own cases alone, so its sentence says nothing of the place itself: no two agencies can compare
sentences and find that somebody may not see a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.rules.agenda_order import SENTENCES, CaseToPlace

NOT_ORDERED = "Stands where it was listed."
BY_HAND = {
    "waiting": "Placed to shorten waiting.",
    "hand": "Placed by hand.",
}
PINNED = {"chair": "Pinned by the chair.", "coordinator": "Pinned by the coordinator."}


@dataclass(frozen=True, slots=True)
class Stood:
    """A case as it stands, with what put it there."""

    case: CaseToPlace
    why: str | None
    pinned_by: str | None = None


def reasons(stood: Sequence[Stood]) -> dict[str, str]:
    """For those who build the agenda."""
    return {each.case.ref: _reason(each, _number_of_kin(stood, place), stood) for place, each in enumerate(stood)}


def reasons_for_agency(stood: Sequence[Stood]) -> dict[str, str]:
    """For everybody else: nothing that depends on a case they do not see, or on who may not see one."""
    return {each.case.ref: _plain(each.case, _number_of_kin(stood, place)) for place, each in enumerate(stood)}


def _number_of_kin(stood: Sequence[Stood], place: int) -> int:
    """The number of the nearest earlier case with a person in common, 0 for none."""
    people = stood[place].case.people
    return next((n for n in range(place, 0, -1) if stood[n - 1].case.people & people), 0)


def _reason(each: Stood, kin: int, stood: Sequence[Stood]) -> str:
    case = each.case
    if case.pinned_to is not None:
        return PINNED[each.pinned_by or "chair"]
    if each.why == "access":
        return SENTENCES["access"]
    if kin:
        return _together(case, kin)
    if each.why in BY_HAND:
        return BY_HAND[each.why]
    if each.why is None:
        return NOT_ORDERED
    if each.why == "linked_family" and not _has_kin(case, stood):
        return _plain(case, 0)
    return _filled(each.why if each.why in SENTENCES else "oldest", case)


def _has_kin(case: CaseToPlace, stood: Sequence[Stood]) -> bool:
    return any(other.case.people & case.people for other in stood if other.case.ref != case.ref)


def _plain(case: CaseToPlace, kin: int) -> str:
    if case.is_emergency_update:
        return SENTENCES["emergency_update"]
    if kin:
        return _together(case, kin)
    return _filled("repeat" if case.is_repeat else "oldest", case)


def _together(case: CaseToPlace, number: int) -> str:
    return SENTENCES["together_repeat" if case.is_repeat else "together"].format(number=number)


def _filled(key: str, case: CaseToPlace) -> str:
    return SENTENCES[key].format(on=f"{case.referred_on.day} {case.referred_on:%B %Y}")
