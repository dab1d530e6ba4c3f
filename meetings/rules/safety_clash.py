"""Does a victim stay where the perpetrator, or somebody close to the perpetrator, can be found?

A clash is said of a present address that is meant to be safe or is newer than the perpetrator's. Two people in one
home from which nobody has moved are no clash: the referral says so itself. A telephone that the perpetrator or close
family answers, and a school where the perpetrator fetches another family's child, are told in the same way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.rules.links import WITHOUT_LINKS, Link

SAFETY_CLASH = "safety_clash"
PHONE_CLASH = "phone_clash"
SCHOOL_CLASH = "school_clash"
MEANT_TO_BE_SAFE = frozenset({"temporary", "refuge"})
PARTNERS = frozenset({"partner", "ex_partner", "husband", "ex_husband", "wife", "ex_wife", "not_known", "other"})
NO_SCHOOL = frozenset({"", "not known", "unknown", "none", "nursery", "home", "home educated", "not at school"})
Address = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Adult:
    """A perpetrator of a case: who, related to the victim how, and where."""

    person: str
    relationship: str
    addresses: tuple[Address, ...]
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the adults of one referral live or lived, which numbers reach them, and where the children go to school."""

    ref: str
    status: str
    victim: str
    victim_addresses: tuple[Address, ...]
    perpetrators: tuple[Adult, ...]
    victim_phones: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()


def safety_links(this: Homes, others: Iterable[Homes]) -> tuple[Link, ...]:
    """Read the same from both ends; inside one referral a clash points to itself."""
    if this.status in WITHOUT_LINKS:
        return ()
    near = [this, *(other for other in others if other.ref != this.ref and other.status not in WITHOUT_LINKS)]
    return tuple(Link(SAFETY_CLASH, each.ref) for each in near if _clash(this, each) or _clash(each, this))


def contact_links(this: Homes, others: Iterable[Homes]) -> tuple[Link, ...]:
    """Telephones and schools, read the same from both ends; a number within one referral points to itself."""
    if this.status in WITHOUT_LINKS:
        return ()
    near = [other for other in others if other.ref != this.ref and other.status not in WITHOUT_LINKS]
    phones = [each for each in (this, *near) if _answers_there(this, each) or _answers_there(each, this)]
    schools = [each for each in near if _meets_at_school(this, each)]
    return tuple([Link(PHONE_CLASH, each.ref) for each in phones] + [Link(SCHOOL_CLASH, each.ref) for each in schools])


def _answers_there(unsafe: Homes, held: Homes) -> bool:
    """A number of the first one's victim is one that the second holds of its perpetrator or close family."""
    ours = {adult.person for adult in unsafe.perpetrators}
    theirs = {number for adult in held.perpetrators if adult.person in ours for number in adult.phones}
    if held.victim != unsafe.victim and any(_is_family(adult, ours) for adult in held.perpetrators):
        theirs |= held.victim_phones
    return bool(unsafe.victim_phones & theirs)


def _meets_at_school(one: Homes, other: Homes) -> bool:
    """Children of two families that one person harms, at one school."""
    shared = {adult.person for adult in one.perpetrators} & {adult.person for adult in other.perpetrators}
    return bool(shared) and one.victim != other.victim and bool(_schools(one) & _schools(other))


def _schools(homes: Homes) -> set[str]:
    written = (re.sub(r"[^a-z0-9]+", " ", school.casefold()).strip() for school in homes.schools)
    return {school for school in written if school not in NO_SCHOOL}


def _clash(unsafe: Homes, held: Homes) -> bool:
    """The victim of the first, at an address that the second holds of the first one's perpetrator or close family."""
    ours = {adult.person for adult in unsafe.perpetrators}
    theirs = [address for adult in held.perpetrators if adult.person in ours for address in adult.addresses]
    if held.victim != unsafe.victim and any(_is_family(adult, ours) for adult in held.perpetrators):
        theirs += held.victim_addresses
    return any(
        _is_same_place(home, address) and _is_at_risk(home, address)
        for home in unsafe.victim_addresses
        if not home.get("to_on")
        for address in theirs
    )


def _is_family(adult: Adult, ours: set[str]) -> bool:
    return adult.person in ours and adult.relationship not in PARTNERS


def _is_at_risk(home: Address, held: Address) -> bool:
    moved_in, held_from = home.get("from_on"), held.get("from_on")
    if home.get("confidential") or home.get("kind") in MEANT_TO_BE_SAFE:
        return True
    return bool(moved_in) and (not held_from or moved_in > held_from)


def _is_same_place(one: Address, other: Address) -> bool:
    """One postcode and the same numbers: flat 2, 14 Mill Lane is 2/14 Mill Ln."""
    place = _place(one)
    return place is not None and place == _place(other)


def _place(address: Address) -> tuple[str, tuple[str, ...]] | None:
    postcode = re.sub(r"\s", "", address.get("postcode") or "").upper()
    numbers = tuple(sorted(re.findall(r"\d+[a-z]?", " ".join(address.get("lines") or []).lower())))
    return (postcode, numbers) if postcode and numbers else None
