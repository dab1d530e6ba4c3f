"""Links between referrals that follow from their people: counter allegation, serial perpetrator, sent twice.

They hold whatever the status of a referral; only what was recorded in error, or never sent, has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.rules.repeats import Referral
from meetings.rules.states import JOINED

COUNTER_ALLEGATION = "counter_allegation"
SERIAL_PERPETRATOR = "serial_perpetrator"
DUPLICATE_OF = "duplicate_of"
WITHOUT_LINKS = frozenset({"draft", "submitted", "recorded_in_error"})


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """From one referral to another."""

    type: str
    to: str


def links_of(this: Referral, others: Iterable[Referral]) -> tuple[Link, ...]:
    """Every link from this referral. All but `duplicate_of` read the same from both ends."""
    found = {
        Link(kind, other.ref)
        for other in others
        if other.ref != this.ref and not {other.status, this.status} & WITHOUT_LINKS
        for kind in _kinds(this, other)
    }
    return tuple(sorted(found))


def _kinds(this: Referral, other: Referral) -> Iterable[str]:
    shared = set(this.perpetrators) & set(other.perpetrators)
    if this.victim in other.perpetrators and other.victim in this.perpetrators:
        yield COUNTER_ALLEGATION
    if shared and this.victim != other.victim:
        yield SERIAL_PERPETRATOR
    if shared and this.victim == other.victim and _is_later_text(this, other):
        yield DUPLICATE_OF


def _is_later_text(this: Referral, other: Referral) -> bool:
    is_same_incident = this.incident_on is not None and this.incident_on == other.incident_on
    is_later = (this.referred_on, this.received_at) > (other.referred_on, other.received_at)
    is_decided = this.is_judged_apart or JOINED in (this.status, other.status)
    return is_same_incident and is_later and not is_decided
