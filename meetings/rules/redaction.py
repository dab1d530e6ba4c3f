"""What an asked agency may have of a case on its agenda: enough to search its records, and no more.

Addresses that are confidential, a refuge or temporary are held by the coordinator. Children and schools go to those
whose work is with them; which kinds of agency need an address is a local rule, not confirmed against national guidance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HELD_KINDS = frozenset({"refuge", "temporary"})

SEES_CHILDREN = frozenset(
    {
        "childrens_social_care", "primary_care", "secondary_care", "mental_health", "health_visiting", "education",
        "police", "idva", "housing", "cafcass", "mash", "youth_justice",
    }
)  # fmt: skip
SEES_SCHOOLS = frozenset(
    {"childrens_social_care", "education", "health_visiting", "police", "cafcass", "mash", "youth_justice"}
)
SEES_ADDRESSES = frozenset(
    {
        "police", "idva", "childrens_social_care", "adult_social_care", "housing", "probation", "prison",
        "primary_care", "secondary_care", "mental_health", "health_visiting", "fire", "mash",
    }
)  # fmt: skip
_HEALTH = frozenset({"primary_care", "secondary_care", "mental_health", "health_visiting", "substance_misuse"})
_JUSTICE = frozenset({"police", "probation", "prison", "youth_justice"})
SEES_IDENTIFIERS: dict[str, frozenset[str]] = {
    "nhs_number": _HEALTH,
    "pnc_id": _JUSTICE,
    "cro": _JUSTICE,
    "crn": _JUSTICE,
    "noms_id": _JUSTICE,
    "visor_ref": frozenset({"police", "probation", "prison"}),
}
_NAMES = ("given_names", "family_name", "aliases", "spelling_doubt", "born_on")
_RELATIONS = ("relationship_to_victim", "relationships_to_perpetrators", "due_on")


@dataclass(frozen=True, slots=True)
class Needs:
    """What one kind of agency needs to search its records."""

    children: bool
    schools: bool
    addresses: bool
    identifiers: frozenset[str]


def needs_of(agency_type: str) -> Needs:
    """An unknown kind of agency gets names and birth dates alone."""
    held = frozenset(name for name, kinds in SEES_IDENTIFIERS.items() if agency_type in kinds)
    return Needs(agency_type in SEES_CHILDREN, agency_type in SEES_SCHOOLS, agency_type in SEES_ADDRESSES, held)


def is_held_by_coordinator(address: Mapping[str, Any]) -> bool:
    """Present or past: where somebody fled to is told to nobody on an agenda."""
    return bool(address.get("confidential")) or address.get("kind") in HELD_KINDS


def person_for_search(person: Mapping[str, Any], *, role: str, needs: Needs) -> dict[str, Any] | None:
    """The person as this agency may have them; None where it may not have the person at all.

    A held address stays in the list as `{"is_held": True}`, so that the agency knows to ask the coordinator.
    Phones, safe contact, equality data and e-mail addresses are never on an agenda.
    """
    if role == "child" and not needs.children:
        return None
    shown = {name: person[name] for name in (*_NAMES, *_RELATIONS) if name in person}
    identifiers = person.get("identifiers") or {}
    shown["identifiers"] = {name: identifiers[name] for name in needs.identifiers if identifiers.get(name)}
    if needs.addresses:
        shown["addresses"] = [_address(each) for each in person.get("addresses") or ()]
    if needs.schools and person.get("school"):
        shown["school"] = person["school"]
    return shown


def _address(address: Mapping[str, Any]) -> dict[str, Any]:
    return {"is_held": True} if is_held_by_coordinator(address) else {**address, "is_held": False}


def case_for_search(document: Mapping[str, Any], *, agency_type: str) -> dict[str, Any]:
    """Everyone in a referral as this kind of agency may search for them."""
    needs = needs_of(agency_type)
    children = [person_for_search(child, role="child", needs=needs) for child in document["children"]]
    return {
        "victim": person_for_search(document["victim"], role="victim", needs=needs),
        "perpetrators": [person_for_search(one, role="perpetrator", needs=needs) for one in document["perpetrators"]],
        "children": [child for child in children if child is not None],
    }
