"""Is a referral a repeat? Abuse between the same two people within twelve months of the last referral to Marac.

SafeLives, definition of a repeat at Marac, current and older wording, read in November 2026. A verdict is computed at
every reading from the people and statuses as they stand; nothing of it is stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from marac.dates import months_after
from meetings.rules.repeat_sentences import sentence_of
from meetings.rules.states import COUNTING_FOR_REPEAT, JOINED, STANDING

REPEAT_WINDOW_MONTHS = 12
TRANSFER = "transfer"


class RepeatClock(StrEnum):
    """What starts the twelve months."""

    LAST_REFERRAL = "last_referral"
    LAST_HEARD = "last_heard"


class Wording(StrEnum):
    """Which day is tested: when the abuse happened, or (older wording) when an agency learned of it."""

    CURRENT = "current"
    OLDER = "older"


class Reason(StrEnum):
    """Why a referral is a repeat or is none. Weightiest first: with several pairs the weightiest is shown."""

    JOINED_TO_EARLIER = "joined_to_earlier"
    DUPLICATE_OF_EARLIER = "duplicate_of_earlier"
    WITHIN_WINDOW = "within_window"
    NO_FURTHER_INCIDENT = "no_further_incident"
    AFTER_WINDOW = "after_window"
    NOT_YET_HEARD = "not_yet_heard"
    PRIOR_NOT_COUNTED = "prior_not_counted"
    ROLES_SWAPPED = "roles_swapped"
    OTHER_PERPETRATOR = "other_perpetrator"
    FIRST_KNOWN = "first_known"


_WEIGHT = {reason: n for n, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class RepeatRules:
    """Local choices, as dated settings hold them on the day of the referral."""

    declined_counts: bool = False
    transfer_carries_clock: bool = True
    transfer_needs_further_incident: bool = True


@dataclass(frozen=True, slots=True)
class Transfer:
    """What another Marac says of the first perpetrator pair."""

    previous_referred_on: date | None
    previous_heard_on: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral with its people as linked at this reading, and its status as it stands.

    `heard_on` is the first hearing with outcome heard, an emergency included, an update not. `is_judged_apart`: a
    person has decided that it is no duplicate.
    """

    ref: str
    received_at: datetime
    referred_on: date
    victim: str
    perpetrators: tuple[str, ...]
    incident_on: date | None = None
    identified_on: date | None = None
    status: str = "received"
    heard_on: date | None = None
    transfer: Transfer | None = None
    is_judged_apart: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """By one clock: repeat or not, of which pair, from which anchor to which last day, and why."""

    clock: RepeatClock
    is_repeat: bool
    reason: Reason
    pair: tuple[str, str]
    anchor_on: date | None
    anchor_from: str | None
    ends_on: date | None
    test_on: date
    test_from: str
    estimated: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    on: date
    ref: str


@dataclass(frozen=True, slots=True)
class _Test:
    on: date
    source: str
    estimated: bool


def repeat_verdict(
    this: Referral,
    earlier: Iterable[Referral],
    *,
    clock: RepeatClock,
    wording: Wording = Wording.CURRENT,
    rules: RepeatRules | None = None,
) -> Verdict:
    """The verdict of the weightiest pair; a case is a repeat if any pair is.

    `earlier` may hold every other referral that names one of these people: later ones are passed over.
    """
    rules = rules or RepeatRules()
    # A second referral of a case is no case of its own: the first one's dates count.
    cases = [other for other in earlier if other.ref != this.ref and other.status != JOINED]
    before = [other for other in cases if _came_before(other, this)]
    verdicts = [_of_pair(this, before, perpetrator, clock, wording, rules) for perpetrator in this.perpetrators]
    return min(verdicts, key=_place_of)


def _place_of(verdict: Verdict) -> tuple[int, int]:
    return _WEIGHT[verdict.reason], -(verdict.anchor_on or date.min).toordinal()


def _came_before(other: Referral, this: Referral) -> bool:
    return (other.referred_on, other.received_at) < (this.referred_on, this.received_at)


def _of_pair(
    this: Referral,
    before: Sequence[Referral],
    perpetrator: str,
    clock: RepeatClock,
    wording: Wording,
    rules: RepeatRules,
) -> Verdict:
    test = _test_date(this, wording)
    anchor = _anchor(this, before, perpetrator, clock, rules)
    anchor_on = anchor.on if anchor else None
    ends_on = months_after(anchor_on, REPEAT_WINDOW_MONTHS) if anchor_on else None
    reason = _reason(this, before, perpetrator, anchor=anchor, test=test, rules=rules)
    return Verdict(
        clock=clock,
        is_repeat=reason is Reason.WITHIN_WINDOW,
        reason=reason,
        pair=(this.victim, perpetrator),
        anchor_on=anchor_on,
        anchor_from=anchor.ref if anchor else None,
        ends_on=ends_on,
        test_on=test.on,
        test_from=test.source,
        estimated=test.estimated,
        sentence=sentence_of(
            reason, clock, test_from=test.source, test_on=test.on, anchor_on=anchor_on, ends_on=ends_on
        ),
    )


def _test_date(this: Referral, wording: Wording) -> _Test:
    """Abuse day, else the day an agency learned of it, else the referral's own day, marked estimated."""
    if wording is Wording.CURRENT and this.incident_on:
        return _Test(this.incident_on, "incident", estimated=False)
    if this.identified_on:
        return _Test(this.identified_on, "identified", estimated=wording is Wording.CURRENT)
    return _Test(this.referred_on, "referred", estimated=True)


def _is_counted(other: Referral, rules: RepeatRules) -> bool:
    return other.status in COUNTING_FOR_REPEAT or (rules.declined_counts and other.status == "declined")


def _is_pair(other: Referral, victim: str, perpetrator: str) -> bool:
    return other.victim == victim and perpetrator in other.perpetrators


def _anchor(
    this: Referral, before: Sequence[Referral], perpetrator: str, clock: RepeatClock, rules: RepeatRules
) -> _Anchor | None:
    """The latest date that starts the clock for this pair, the other area's dates included."""
    found = [
        _Anchor(on, ref)
        for other in (*before, this)
        for on, ref in _dates(other, this, perpetrator, clock, rules)
        if on is not None
    ]
    return max(found, key=lambda anchor: anchor.on, default=None)


def _dates(
    other: Referral, this: Referral, perpetrator: str, clock: RepeatClock, rules: RepeatRules
) -> Iterable[tuple[date | None, str]]:
    if other is not this and _is_pair(other, this.victim, perpetrator) and _is_counted(other, rules):
        yield _date_by(clock, other.referred_on, other.heard_on, this=this), other.ref
    transfer = other.transfer
    is_first_pair = other.victim == this.victim and other.perpetrators[:1] == (perpetrator,)
    if transfer and rules.transfer_carries_clock and is_first_pair and (other is this or _is_counted(other, rules)):
        yield _date_by(clock, transfer.previous_referred_on, transfer.previous_heard_on, this=this), TRANSFER


def _date_by(clock: RepeatClock, referred_on: date | None, heard_on: date | None, *, this: Referral) -> date | None:
    """A hearing counts once it has been; a referral counts only if its day is earlier."""
    if clock is RepeatClock.LAST_HEARD:
        return heard_on if heard_on and heard_on <= this.referred_on else None
    return referred_on if referred_on and referred_on < this.referred_on else None


def _reason(
    this: Referral,
    before: Sequence[Referral],
    perpetrator: str,
    *,
    anchor: _Anchor | None,
    test: _Test,
    rules: RepeatRules,
) -> Reason:
    if this.status == JOINED:
        return Reason.JOINED_TO_EARLIER
    if duplicates(this, before, perpetrator):
        return Reason.DUPLICATE_OF_EARLIER
    if anchor is None:
        return _reason_without_anchor(this, before, perpetrator, rules)
    ends_on = months_after(anchor.on, REPEAT_WINDOW_MONTHS)
    if anchor.ref == TRANSFER and not rules.transfer_needs_further_incident and this.referred_on <= ends_on:
        return Reason.WITHIN_WINDOW
    if test.on <= anchor.on:
        return Reason.NO_FURTHER_INCIDENT
    return Reason.WITHIN_WINDOW if test.on <= ends_on else Reason.AFTER_WINDOW


def duplicates(this: Referral, before: Sequence[Referral], perpetrator: str) -> list[Referral]:
    """Earlier referrals of this pair about the same incident; a person decides whether it is the same."""
    if this.incident_on is None or this.is_judged_apart:
        return []
    return [
        other
        for other in before
        if _is_pair(other, this.victim, perpetrator)
        and other.incident_on == this.incident_on
        and other.status in STANDING
    ]


def _reason_without_anchor(this: Referral, before: Sequence[Referral], perpetrator: str, rules: RepeatRules) -> Reason:
    of_pair = [
        other for other in before if _is_pair(other, this.victim, perpetrator) and other.referred_on < this.referred_on
    ]
    if any(_is_counted(other, rules) for other in of_pair):
        return Reason.NOT_YET_HEARD
    if of_pair:
        return Reason.PRIOR_NOT_COUNTED
    if any(_is_pair(other, perpetrator, this.victim) for other in before):
        return Reason.ROLES_SWAPPED
    if any(other.victim == this.victim for other in before):
        return Reason.OTHER_PERPETRATOR
    return Reason.FIRST_KNOWN
