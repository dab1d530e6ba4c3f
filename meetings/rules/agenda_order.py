"""In what order cases stand on an agenda, and why each stands where it does.

No national order was found; the keys and their order are a local setting. Families stay together; a case that somebody
at the table may not see stands last, so that nobody's times show a hole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.rules.routes import ROUTES
from meetings.rules.settings_catalogue import ORDER_KEYS

SENTENCES = {
    "pinned": "Pinned by the chair.",
    "emergency_update": "Update of a case heard in an emergency.",
    "shared_staff": "Somebody needed here has to leave early.",
    "linked_family": "Linked to other cases of this agenda.",
    "repeat": "Repeat.",
    "protection_plan": "Children on a protection plan.",
    "oldest": "Referred {on}.",
    "route": "In the order of its routes.",
    "together": "Same people as case {number}.",
    "together_repeat": "Same people as case {number}; repeat.",
    "access": "Placed last by access rule.",
}


@dataclass(frozen=True, slots=True)
class CaseToPlace:
    """What the order of an agenda depends on. `people` are the persons of the case, to keep families together."""

    ref: str
    referred_on: date
    people: frozenset[str] = frozenset()
    routes: tuple[str, ...] = ()
    pinned_to: int | None = None
    is_emergency_update: bool = False
    is_repeat: bool = False
    has_protection_plan: bool = False
    leaves_early: bool = False
    is_unseen_by_some: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A case at its place, from 1, with the reason shown beside it."""

    ref: str
    position: int
    reason: str
    sentence: str


_ASKED: dict[str, Callable[[CaseToPlace], bool]] = {
    "emergency_update": lambda case: case.is_emergency_update,
    "shared_staff": lambda case: case.leaves_early,
    "repeat": lambda case: case.is_repeat,
    "protection_plan": lambda case: case.has_protection_plan,
}
_Rank = tuple[object, ...]


def order_cases(cases: Sequence[CaseToPlace], keys: Sequence[str] = ORDER_KEYS) -> tuple[Placed, ...]:
    """Groups of linked cases in the order of their weightiest case; pins hold their place; hidden cases last.

    The same cases in any order give the same agenda.
    """
    groups = families_of([case for case in cases if not case.is_unseen_by_some and case.pinned_to is None])
    ranked = sorted((sorted(group, key=_rank_by(keys, groups)) for group in groups), key=_first_rank(keys, groups))
    free = [(case, group) for group in ranked for case in group]
    pinned = sorted((case for case in cases if _is_pinned(case)), key=lambda case: (case.pinned_to or 0, case.ref))
    hidden = sorted((case for case in cases if case.is_unseen_by_some), key=lambda case: (case.referred_on, case.ref))
    order = [case for case, _ in free]
    for case in pinned:
        order.insert(min(max(case.pinned_to or 1, 1), len(order) + 1) - 1, case)
    family_of = {case.ref: group for case, group in free}
    return tuple(_placed([*order, *hidden], family_of, keys))


def _is_pinned(case: CaseToPlace) -> bool:
    return case.pinned_to is not None and not case.is_unseen_by_some


def families_of(cases: Sequence[CaseToPlace]) -> list[list[CaseToPlace]]:
    """Cases that share a person, directly or through another case."""
    groups: list[tuple[set[str], list[CaseToPlace]]] = []
    for case in sorted(cases, key=lambda case: case.ref):
        touched = [group for group in groups if group[0] & case.people]
        people = set(case.people).union(*(group[0] for group in touched))
        members = [member for group in touched for member in group[1]]
        groups = [group for group in groups if group not in touched]
        groups.append((people, [*members, case]))
    return [members for _, members in groups]


def _rank_by(keys: Sequence[str], groups: Sequence[Sequence[CaseToPlace]]) -> Callable[[CaseToPlace], _Rank]:
    linked = {case.ref for group in groups if len(group) > 1 for case in group}

    def rank(case: CaseToPlace) -> _Rank:
        return (*(_place_by(key, case, linked) for key in keys), case.referred_on.toordinal(), case.ref)

    return rank


def _first_rank(
    keys: Sequence[str], groups: Sequence[Sequence[CaseToPlace]]
) -> Callable[[Sequence[CaseToPlace]], _Rank]:
    rank = _rank_by(keys, groups)
    return lambda group: rank(group[0])


def _place_by(key: str, case: CaseToPlace, linked: set[str]) -> int:
    if key == "linked_family":
        return 0 if case.ref in linked else 1
    if key == "oldest":
        return case.referred_on.toordinal()
    if key == "route":
        return min((ROUTES.index(route) for route in case.routes if route in ROUTES), default=len(ROUTES))
    holds = _ASKED.get(key)
    return 0 if holds is None or holds(case) else 1


def _placed(order: Sequence[CaseToPlace], family_of: dict[str, list[CaseToPlace]], keys: Sequence[str]) -> list[Placed]:
    placed: list[Placed] = []
    for position, case in enumerate(order, start=1):
        kin = {member.ref for member in family_of.get(case.ref, [])}
        before = next((done for done in reversed(placed) if done.ref in kin), None)
        reason, sentence = _why(case, before, keys, is_linked=len(kin) > 1)
        placed.append(Placed(case.ref, position, reason, sentence))
    return placed


def _why(case: CaseToPlace, before: Placed | None, keys: Sequence[str], *, is_linked: bool) -> tuple[str, str]:
    if case.is_unseen_by_some:
        return "access", SENTENCES["access"]
    if case.pinned_to is not None:
        return "pinned", SENTENCES["pinned"]
    if before is not None:
        key = "together_repeat" if case.is_repeat else "together"
        return "linked_family", SENTENCES[key].format(number=before.position)
    linked = {case.ref} if is_linked else set()
    own = next((key for key in keys if _is_reason(key, case, linked)), "oldest")
    return own, SENTENCES[own].format(on=f"{case.referred_on.day} {case.referred_on:%B %Y}")


def _is_reason(key: str, case: CaseToPlace, linked: set[str]) -> bool:
    if key in ("oldest", "route"):
        return True
    return key != "pinned" and _place_by(key, case, linked) == 0
