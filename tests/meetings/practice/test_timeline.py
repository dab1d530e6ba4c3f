"""In what order a practice area happens."""

from datetime import date, datetime

from marac.dates import LONDON
from meetings.practice.material import Decision, Delivery, Hearing, read_material
from meetings.practice.room_deeds import Deed
from meetings.practice.timeline import (
    Arrive,
    Close,
    Decide,
    Hear,
    TakeOff,
    Timed,
    arrivals,
    closings,
    decisions_made,
    hearings,
    merged,
    rooms,
)
from tests.meetings.northmoor import FOLDER


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 3, day, hour, minute, tzinfo=LONDON)


def a_delivery(reference: str, when: datetime) -> Delivery:
    return Delivery(when, f"referrals/{reference}.json")


def a_decision(
    reference: str, received: int, decided: int | None, *hearings: Hearing, status: str = "closed"
) -> Decision:
    return Decision(
        sender_reference=reference,
        received_on=date(2025, 3, received),
        status=status,
        decided_on=date(2025, 3, decided) if decided else None,
        decided_by="u01" if decided else None,
        reason="",
        case_number=f"NM-25-{received:03}",
        hearings=hearings,
        late_agreed_by=None,
        late_reason="",
        emergency_agreed_by=None,
        restricted=None,
        restricted_owner=None,
        alternates=(),
        redirected_to=None,
    )


def a_hearing(day: int, outcome: str, kind: str = "ordinary") -> Hearing:
    return Hearing(date(2025, 3, day), kind, outcome, (), "")


def names(line: list[Timed]) -> list[str]:
    return [type(timed.happening).__name__ for timed in line]


def test_a_decision_of_the_day_follows_its_delivery_and_others_come_before_the_day_s_deliveries() -> None:
    deliveries = [a_delivery("A", at(3, 10)), a_delivery("B", at(4, 8)), a_delivery("C", at(4, 8, 30))]
    decisions = [a_decision("A", 3, 4), a_decision("B", 4, 4), a_decision("C", 4, None, status="received")]

    line = merged(arrivals(deliveries), decisions_made(decisions, deliveries))

    told = [
        timed.happening.delivery.file[10]
        if isinstance(timed.happening, Arrive)
        else f"decide {timed.happening.decision.sender_reference}"
        for timed in line
        if isinstance(timed.happening, Arrive | Decide)
    ]
    assert told == ["A", "decide A", "B", "decide B", "C"]
    assert line[1].at == at(4, 9)


def test_deliveries_keep_the_order_of_the_file_also_where_their_moments_do_not() -> None:
    deliveries = [a_delivery("A", at(3, 10)), a_delivery("B", at(3, 9))]

    line = merged(arrivals(deliveries))

    assert [timed.at for timed in line] == [at(3, 10), at(3, 9)]


def test_a_meeting_is_heard_at_its_end_deferred_in_the_evening_and_closed_eight_weeks_later() -> None:
    heard = a_decision("A", 3, 4, a_hearing(12, "deferred"), a_hearing(19, "heard"))
    listed = a_decision("B", 3, 4, a_hearing(19, "listed"), status="listed")
    ends = {(date(2025, 3, 19), "ordinary"): at(19, 13)}

    line = merged(hearings([heard, listed], ends), closings([heard, listed]))

    assert names(line) == ["TakeOff", "Hear", "Close"]
    assert [timed.at for timed in line] == [at(12, 18), at(19, 13), datetime(2025, 5, 14, 17, tzinfo=LONDON)]
    taken_off = line[0].happening
    assert isinstance(taken_off, TakeOff)
    assert taken_off.then == a_hearing(19, "heard")


def test_nothing_is_heard_on_a_day_that_is_not_in_the_calendar() -> None:
    here, elsewhere = a_decision("A", 3, 4, a_hearing(19, "heard")), a_decision("B", 3, 4, a_hearing(20, "heard"))

    [heard] = merged(hearings([here, elsewhere], {(date(2025, 3, 19), "ordinary"): at(19, 13)}))

    assert isinstance(heard.happening, Hear)
    assert heard.happening.meeting_on == date(2025, 3, 19)


def test_what_happens_in_the_room_comes_before_the_meeting_it_makes_ends() -> None:
    heard = a_decision("A", 3, 4, a_hearing(19, "heard"))
    deed = Deed(at(19, 13), "close_meeting", "u03", "NM-M006", {})

    line = merged(hearings([heard], {(date(2025, 3, 19), "ordinary"): at(19, 13)}), rooms([deed]))

    assert names(line) == ["Deed", "Hear"]


def test_an_emergency_is_heard_at_its_own_meeting_and_its_update_at_an_ordinary_one() -> None:
    case = a_decision("A", 3, 4, a_hearing(5, "heard", "emergency"), a_hearing(19, "heard", "update"))
    ends = {(date(2025, 3, 5), "emergency"): at(5, 15), (date(2025, 3, 19), "ordinary"): at(19, 13)}

    first, second = merged(hearings([case], ends))

    assert isinstance(first.happening, Hear)
    assert isinstance(second.happening, Hear)
    assert first.happening.decisions[0][2] == a_hearing(19, "heard", "update")


def test_every_delivery_and_decision_of_northmoor_has_its_place() -> None:
    material = read_material(FOLDER)

    line = merged(
        arrivals(material.deliveries),
        decisions_made(material.decisions, material.deliveries),
        closings(material.decisions),
    )

    number = {name: names(line).count(name) for name in ("Arrive", "Decide", "Close")}
    assert number == {"Arrive": 595, "Decide": 173, "Close": 159}
    assert all(isinstance(timed.happening, Arrive | Decide | Close) for timed in line)
