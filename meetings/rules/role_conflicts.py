"""Somebody of a referral who has another role in another case: harmed here and harming there, or the reverse."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.rules.links import WITHOUT_LINKS

SENTENCES = {
    "victim_as_perpetrator": "This victim is named as a perpetrator in another case.",
    "perpetrator_as_victim": "A perpetrator here is named as a victim in another case.",
    "child_as_perpetrator": "A child here is named as a perpetrator in another case.",
    "perpetrator_as_child": "A perpetrator here is named as a child in another case.",
}
# By the role here and the role there, of somebody whom a strong suggestion puts beside them.
MAY_BE = {
    ("victim", "perpetrator"): "This victim may be named as a perpetrator in another case. Decide who it is.",
    ("perpetrator", "victim"): "A perpetrator here may be named as a victim in another case. Decide who it is.",
    ("child", "perpetrator"): "A child here may be named as a perpetrator in another case. Decide who it is.",
    ("perpetrator", "child"): "A perpetrator here may be named as a child in another case. Decide who it is.",
}


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which role in one referral."""

    ref: str
    status: str
    victim: str
    perpetrators: frozenset[str]
    children: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class RoleConflict:
    """A key of SENTENCES, and the other referral."""

    kind: str
    to: str


def role_conflicts(this: Roles, others: Iterable[Roles]) -> tuple[RoleConflict, ...]:
    """Whatever the status of the other, but for what was recorded in error."""
    if this.status in WITHOUT_LINKS:
        return ()
    found = {
        RoleConflict(kind, other.ref)
        for other in others
        if other.ref != this.ref and other.status not in WITHOUT_LINKS
        for kind in _kinds(this, other)
    }
    return tuple(sorted(found))


def _kinds(this: Roles, other: Roles) -> Iterator[str]:
    # The same two people the other way round are a counter allegation, which says more.
    is_counter = this.victim in other.perpetrators and other.victim in this.perpetrators
    if this.victim in other.perpetrators and not is_counter:
        yield "victim_as_perpetrator"
    if other.victim in this.perpetrators and not is_counter:
        yield "perpetrator_as_victim"
    if this.children & other.perpetrators:
        yield "child_as_perpetrator"
    if this.perpetrators & other.children:
        yield "perpetrator_as_child"
