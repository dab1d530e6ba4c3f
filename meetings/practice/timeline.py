"""The order in which a practice area happens: several sources of dated deeds merged into one line. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from marac.dates import at_london, day_in_london
from meetings.practice.material import Decision, Delivery, Hearing
from meetings.practice.room_deeds import Deed
from meetings.rules.deadlines import CLOSE_AFTER_DAYS

MORNING = "09:00"
EVENING = "18:00"
END_OF_WORK = "17:00"
_NEVER_DECIDED: tuple[str, ...] = ("received", "information_requested")


@dataclass(frozen=True, slots=True)
class Arrive:
    """A document is delivered."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Decide:
    """A referral is decided, and listed where it is accepted."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class TakeOff:
    """A listed case is deferred to its next hearing, or withdrawn."""

    decision: Decision
    hearing: Hearing
    then: Hearing | None


@dataclass(frozen=True, slots=True)
class Hear:
    """A meeting ends: these cases are heard, and those with an update to come are listed for it."""

    decisions: tuple[tuple[Decision, Hearing, Hearing | None], ...]
    meeting_on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Close:
    """Eight weeks after the last hearing."""

    decision: Decision


Happening = Arrive | Decide | TakeOff | Hear | Close | Deed


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a happening stands in the line: mornings' decisions come before the day's deliveries."""

    day: date
    is_after_morning: bool
    at: datetime
    rank: int
    n: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Timed:
    """A happening with its moment and its place in the line."""

    place: Place
    at: datetime
    happening: Happening


def merged(*sources: Iterable[Timed]) -> list[Timed]:
    """One line of several sources."""
    return sorted((timed for source in sources for timed in source), key=lambda timed: timed.place)


def arrivals(deliveries: Sequence[Delivery]) -> Iterator[Timed]:
    """In file order, whatever their moments say."""
    latest = deliveries[0].received_at if deliveries else None
    for n, delivery in enumerate(deliveries):
        latest = max(latest or delivery.received_at, delivery.received_at)
        yield Timed(_place(latest, rank=1, n=n), delivery.received_at, Arrive(delivery))


def decisions_made(decisions: Sequence[Decision], deliveries: Sequence[Delivery]) -> Iterator[Timed]:
    """Straight after a delivery of the same day, else at nine before the day's deliveries."""
    arrived = {each.file: timed for each, timed in zip(deliveries, arrivals(deliveries), strict=True)}
    for n, decision in enumerate(decisions):
        if decision.decided_on is None or decision.status in _NEVER_DECIDED:
            continue
        delivery = arrived.get(f"referrals/{decision.sender_reference}.json")
        if delivery is not None and decision.decided_on == decision.received_on:
            yield Timed(_after(delivery.place), delivery.at, Decide(decision))
        else:
            at = at_london(decision.decided_on, MORNING)
            place = Place(decision.decided_on, is_after_morning=False, at=at, rank=0, n=n)
            yield Timed(place, at, Decide(decision))


def hearings(decisions: Sequence[Decision], ends: Mapping[tuple[date, str], datetime]) -> Iterator[Timed]:
    """What came of each time on a meeting. `ends` has the end of each meeting by day and kind.

    Nothing is heard on a day that is not in the calendar; whoever lists a case there is told so.
    """
    heard: dict[tuple[date, str], list[tuple[Decision, Hearing, Hearing | None]]] = {}
    for n, decision in enumerate(decisions):
        for hearing, then in zip(decision.hearings, (*decision.hearings[1:], None), strict=False):
            if hearing.outcome == "heard":
                heard.setdefault((hearing.meeting_on, meeting_kind(hearing.kind)), []).append((decision, hearing, then))
            elif hearing.outcome in ("deferred", "withdrawn"):
                at = at_london(hearing.meeting_on, EVENING)
                yield Timed(_place(at, rank=3, n=n), at, TakeOff(decision, hearing, then))
    for (meeting_on, kind), cases in heard.items():
        ended_at = ends.get((meeting_on, kind))
        if ended_at is None:
            continue
        yield Timed(_place(ended_at, rank=3, n=0), ended_at, Hear(tuple(cases), meeting_on, kind))


def closings(decisions: Sequence[Decision]) -> Iterator[Timed]:
    for n, decision in enumerate(decisions):
        heard_on = [hearing.meeting_on for hearing in decision.hearings if hearing.outcome == "heard"]
        if decision.status == "closed" and heard_on:
            at = at_london(max(heard_on) + timedelta(days=CLOSE_AFTER_DAYS), END_OF_WORK)
            yield Timed(_place(at, rank=4, n=n), at, Close(decision))


def rooms(deeds: Sequence[Deed]) -> Iterator[Timed]:
    """What happened in the rooms, before the meeting that they make ends."""
    for n, deed in enumerate(deeds):
        yield Timed(_place(deed.at, rank=2, n=n), deed.at, deed)


def meeting_kind(hearing_kind: str) -> str:
    """An update is heard at an ordinary meeting."""
    return "emergency" if hearing_kind == "emergency" else "ordinary"


def _place(at: datetime, *, rank: int, n: int) -> Place:
    return Place(day_in_london(at), is_after_morning=True, at=at, rank=rank, n=n)


def _after(place: Place) -> Place:
    return Place(place.day, place.is_after_morning, place.at, place.rank, place.n, step=1)
