"""Repeats: the practice area by both clocks and both wordings, the vectors of the trade, and what must always hold."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.dates import months_after
from meetings.rules.links import Link, links_of
from meetings.rules.repeats import (
    Reason,
    Referral,
    RepeatClock,
    RepeatRules,
    Transfer,
    Verdict,
    Wording,
    repeat_verdict,
)
from tests.meetings import northmoor

NINE = datetime(2025, 1, 1, 9, tzinfo=UTC)
ELLEN, FRANK, GARY = "ellen", "frank", "gary"


def a_referral(referred_on: date, **told: Any) -> Referral:
    """Ellen Quarmby and Frank Ostrey, unless told otherwise."""
    known: dict[str, Any] = {"ref": referred_on.isoformat(), "received_at": NINE, "victim": ELLEN}
    return Referral(referred_on=referred_on, **{**known, "perpetrators": (FRANK,), "status": "closed", **told})


def judged(this: Referral, *earlier: Referral, clock: str = "last_referral", **how: Any) -> Verdict:
    return repeat_verdict(this, earlier, clock=RepeatClock(clock), **how)


def told_by(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict.is_repeat,
        "reason": str(verdict.reason),
        "pair": list(verdict.pair),
        "anchor_on": verdict.anchor_on.isoformat() if verdict.anchor_on else None,
        "anchor_from": verdict.anchor_from,
        "ends_on": verdict.ends_on.isoformat() if verdict.ends_on else None,
        "test_on": verdict.test_on.isoformat(),
        "test_from": verdict.test_from,
        "estimated": verdict.estimated,
    }


@pytest.mark.parametrize("clock", list(RepeatClock))
def test_every_referral_of_the_practice_area_is_judged_as_it_is_true(clock: RepeatClock) -> None:
    known = northmoor.referrals()
    truth = northmoor.read("truth.json")["referrals"]

    told = {this.ref: told_by(repeat_verdict(this, known, clock=clock)) for this in known}

    assert len(told) == 175
    assert told == {ref: expected["repeat"][clock.value] for ref, expected in truth.items()}


def test_the_older_wording_tests_the_day_an_agency_learned_of_it() -> None:
    known = northmoor.referrals()
    truth = northmoor.read("truth.json")["referrals"]

    for this in known:
        verdict = repeat_verdict(this, known, clock=RepeatClock.LAST_REFERRAL, wording=Wording.OLDER)
        expected = truth[this.ref]["repeat"]["older_wording_last_referral"]
        told = (verdict.is_repeat, verdict.reason, verdict.test_on.isoformat())
        assert told == (expected["verdict"], expected["reason"], expected["test_on"]), this.ref


def test_links_of_the_practice_area_follow_from_its_people() -> None:
    known = northmoor.referrals()
    truth = northmoor.read("truth.json")["referrals"]

    for this in known:
        expected = {
            Link(link["type"], link["to"]) for link in truth[this.ref]["links"] if link["type"] != "safety_clash"
        }
        assert set(links_of(this, known)) == expected, this.ref


def test_every_reason_is_one_sentence_of_at_most_thirty_words() -> None:
    known = northmoor.referrals()

    sentences = {repeat_verdict(this, known, clock=clock).sentence for this in known for clock in RepeatClock}

    assert all(len(sentence.split()) <= 30 and sentence.endswith(".") for sentence in sentences)
    assert not any("{" in sentence or "None" in sentence for sentence in sentences)


VECTORS = [
    (date(2025, 3, 10), date(2026, 3, 10), True, Reason.WITHIN_WINDOW),
    (date(2025, 3, 10), date(2026, 3, 11), False, Reason.AFTER_WINDOW),
    (date(2024, 2, 29), date(2025, 2, 28), True, Reason.WITHIN_WINDOW),
    (date(2024, 2, 29), date(2025, 3, 1), True, Reason.WITHIN_WINDOW),
    (date(2024, 2, 29), date(2025, 3, 2), False, Reason.AFTER_WINDOW),
    (date(2025, 2, 1), date(2025, 2, 1), False, Reason.NO_FURTHER_INCIDENT),
]


@pytest.mark.parametrize(("anchor", "abuse", "is_repeat", "reason"), VECTORS)
def test_the_anniversary_day_counts_and_the_day_after_does_not(
    anchor: date, abuse: date, is_repeat: bool, reason: Reason
) -> None:
    verdict = judged(a_referral(abuse + timedelta(days=3), incident_on=abuse), a_referral(anchor))

    assert (verdict.is_repeat, verdict.reason) == (is_repeat, reason)


def test_a_referral_of_august_heard_in_september_gives_two_answers_by_two_clocks() -> None:
    first = a_referral(date(2025, 8, 31), heard_on=date(2025, 9, 18))
    again = a_referral(date(2026, 9, 14), incident_on=date(2026, 9, 10))

    assert judged(again, first).reason is Reason.AFTER_WINDOW
    assert judged(again, first, clock="last_heard").is_repeat


def test_abuse_inside_the_year_found_outside_it_is_a_repeat_by_the_current_wording_alone() -> None:
    first = a_referral(date(2025, 2, 1))
    again = a_referral(date(2026, 2, 17), incident_on=date(2026, 1, 20), identified_on=date(2026, 2, 15))

    assert judged(again, first).is_repeat
    assert judged(again, first, wording=Wording.OLDER).reason is Reason.AFTER_WINDOW


def test_the_same_incident_sent_again_is_offered_as_a_duplicate_until_somebody_decides() -> None:
    first = a_referral(date(2025, 2, 3), incident_on=date(2025, 2, 1))
    again = a_referral(date(2025, 2, 5), incident_on=date(2025, 2, 1), status="received")
    apart = a_referral(date(2025, 2, 5), incident_on=date(2025, 2, 1), is_judged_apart=True)

    assert judged(again, first).reason is Reason.DUPLICATE_OF_EARLIER
    assert judged(apart, first).reason is Reason.NO_FURTHER_INCIDENT


def test_a_second_referral_has_no_verdict_of_its_own_and_starts_no_clock() -> None:
    first = a_referral(date(2025, 2, 3), incident_on=date(2025, 2, 1))
    second = a_referral(date(2025, 2, 5), incident_on=date(2025, 2, 1), status="joined")
    third = a_referral(date(2025, 3, 1), incident_on=date(2025, 2, 4))

    assert judged(second, first).reason is Reason.JOINED_TO_EARLIER
    assert judged(third, first, second).anchor_on == date(2025, 2, 3)
    assert judged(third, second).reason is Reason.FIRST_KNOWN


def test_a_duplicate_of_the_same_day_is_the_one_that_arrived_later() -> None:
    incident = date(2025, 2, 1)
    first = a_referral(date(2025, 2, 3), ref="first", incident_on=incident)
    second = a_referral(date(2025, 2, 3), ref="second", incident_on=incident, received_at=NINE + timedelta(hours=1))

    assert judged(second, first, second).reason is Reason.DUPLICATE_OF_EARLIER
    assert judged(first, first, second).reason is Reason.FIRST_KNOWN


def test_another_perpetrator_is_no_repeat() -> None:
    first = a_referral(date(2025, 2, 1))

    verdict = judged(a_referral(date(2025, 5, 1), perpetrators=(GARY,)), first)

    assert (verdict.is_repeat, verdict.reason) == (False, Reason.OTHER_PERPETRATOR)


def test_roles_exchanged_are_a_counter_allegation_and_no_repeat() -> None:
    first = a_referral(date(2025, 2, 1))
    back = a_referral(date(2025, 4, 1), victim=FRANK, perpetrators=(ELLEN,))

    assert judged(back, first).reason is Reason.ROLES_SWAPPED
    assert links_of(back, [first]) == (Link("counter_allegation", first.ref),)


def test_the_anchor_is_the_latest_of_several_referrals() -> None:
    first = a_referral(date(2025, 2, 1))
    second = a_referral(date(2025, 6, 1), incident_on=date(2025, 5, 30))

    verdict = judged(a_referral(date(2026, 4, 16), incident_on=date(2026, 4, 15)), first, second)

    assert (verdict.is_repeat, verdict.anchor_on) == (True, date(2025, 6, 1))


@pytest.mark.parametrize("status", ["draft", "submitted", "received", "information_requested", "declined", "redirected",
                                    "withdrawn", "recorded_in_error"])  # fmt: skip
def test_a_referral_that_became_no_case_starts_no_clock(status: str) -> None:
    verdict = judged(a_referral(date(2025, 7, 21)), a_referral(date(2025, 6, 20), status=status))

    assert verdict.reason is Reason.PRIOR_NOT_COUNTED


@pytest.mark.parametrize("status", ["accepted", "listed", "heard", "actions_open", "closed", "deferred", "emergency"])
def test_a_case_starts_the_clock_from_the_day_it_was_accepted(status: str) -> None:
    verdict = judged(a_referral(date(2025, 7, 21)), a_referral(date(2025, 6, 20), status=status))

    assert verdict.is_repeat


def test_a_declined_referral_counts_where_the_area_says_so() -> None:
    declined = a_referral(date(2025, 6, 20), status="declined")

    assert judged(a_referral(date(2025, 7, 21)), declined, rules=RepeatRules(declined_counts=True)).is_repeat


def test_a_case_not_yet_heard_has_no_anchor_by_last_heard() -> None:
    first = a_referral(date(2025, 6, 2), heard_on=date(2025, 6, 25))
    again = a_referral(date(2025, 6, 20), incident_on=date(2025, 6, 10))

    verdict = judged(again, first, clock="last_heard")

    assert (verdict.reason, verdict.anchor_on) == (Reason.NOT_YET_HEARD, None)


def test_of_several_perpetrators_one_repeat_makes_the_case_a_repeat_and_is_named() -> None:
    first = a_referral(date(2025, 5, 29))
    again = a_referral(date(2026, 5, 18), incident_on=date(2026, 5, 14), perpetrators=(GARY, FRANK))

    verdict = judged(again, first)

    assert (verdict.is_repeat, verdict.pair) == (True, (ELLEN, FRANK))


def test_a_transfer_brings_the_other_areas_dates_for_the_first_perpetrator() -> None:
    moved = Transfer(date(2025, 9, 8), date(2025, 9, 24))
    this = a_referral(date(2026, 1, 12), incident_on=date(2026, 1, 8), perpetrators=(FRANK, GARY), transfer=moved)

    by_referral, by_heard = judged(this), judged(this, clock="last_heard")

    assert (by_referral.anchor_on, by_referral.anchor_from, by_referral.pair) == (
        date(2025, 9, 8),
        "transfer",
        (ELLEN, FRANK),
    )
    assert by_heard.anchor_on == date(2025, 9, 24)


def test_a_transfer_without_a_new_incident_is_a_repeat_only_where_the_area_says_so() -> None:
    this = a_referral(date(2025, 11, 19), incident_on=date(2025, 10, 3), transfer=Transfer(date(2025, 10, 6), None))

    assert judged(this).reason is Reason.NO_FURTHER_INCIDENT
    assert judged(this, rules=RepeatRules(transfer_needs_further_incident=False)).is_repeat
    assert judged(this, rules=RepeatRules(transfer_carries_clock=False)).reason is Reason.FIRST_KNOWN


def test_without_any_date_of_abuse_the_referral_stands_in_and_is_marked_estimated() -> None:
    verdict = judged(a_referral(date(2026, 10, 12)), a_referral(date(2025, 10, 15)))

    assert (verdict.is_repeat, verdict.estimated, verdict.test_from) == (True, True, "referred")
    assert "estimated" in verdict.sentence


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(anchor=DAYS, after=st.integers(-800, 800))
def test_a_repeat_is_later_than_its_anchor_and_not_later_than_the_anniversary(anchor: date, after: int) -> None:
    abuse = anchor + timedelta(days=after)
    this = a_referral(max(anchor, abuse) + timedelta(days=1), incident_on=abuse)

    verdict = judged(this, a_referral(anchor))

    assert verdict.is_repeat == (anchor < abuse <= months_after(anchor, 12))


@given(anchor=DAYS, others=st.lists(DAYS, max_size=5), seed=st.randoms())
def test_the_order_in_which_earlier_referrals_are_given_changes_nothing(
    anchor: date, others: list[date], seed: Any
) -> None:
    earlier = [a_referral(day, ref=f"{n}") for n, day in enumerate([anchor, *others])]
    this = a_referral(anchor + timedelta(days=200), incident_on=anchor + timedelta(days=190))
    before = judged(this, *earlier)

    seed.shuffle(earlier)

    assert judged(this, *earlier).anchor_on == before.anchor_on
    assert judged(this, *earlier).reason == before.reason


@given(day=DAYS)
def test_a_later_referral_never_changes_an_earlier_verdict(day: date) -> None:
    first, this = a_referral(date(2025, 3, 10)), a_referral(date(2025, 9, 1), incident_on=date(2025, 8, 30))
    later = a_referral(max(day, date(2025, 9, 2)), ref="later", incident_on=date(2025, 8, 30))

    assert judged(this, first, later) == judged(this, first)
