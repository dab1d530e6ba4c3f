"""Routes: what is claimed, what is shown, by the local rule of the day."""

import copy
from datetime import date
from typing import Any

from meetings.rules.repeats import Referral, RepeatClock, Verdict, repeat_verdict
from meetings.rules.routes import Routes, local_rules, read_routes
from meetings.rules.settings import SettingRow
from tests.meetings import northmoor


def verdict_of(this: Referral) -> Verdict:
    rules = local_rules(northmoor.settings(), this.referred_on)
    return repeat_verdict(this, northmoor.referrals(), clock=RepeatClock.LAST_REFERRAL, rules=rules.repeat)


def routes_of(ref: str, document: dict[str, Any] | None = None, *, more: tuple[SettingRow, ...] = ()) -> Routes:
    this = next(referral for referral in northmoor.referrals() if referral.ref == ref)
    rules = local_rules((*northmoor.settings(), *more), this.referred_on)
    return read_routes(document or northmoor.documents()[ref], rules=rules, repeat=verdict_of(this))


def test_every_referral_of_the_practice_area_has_its_true_routes() -> None:
    truth = northmoor.read("truth.json")["referrals"]

    for this in northmoor.referrals():
        routes, expected = routes_of(this.ref), truth[this.ref]
        assert list(routes.codes) == expected["routes"], this.ref
        assert sorted(routes.claimed) == sorted(expected["routes_claimed"])
        assert list(routes.claimed_not_evidenced) == expected["claimed_not_evidenced"]
        assert list(routes.evidenced_not_claimed) == expected["evidenced_not_claimed"]
        assert routes.threshold == expected["threshold_in_force"]


def test_the_figures_of_every_checklist_are_the_true_ones() -> None:
    for ref, expected in northmoor.read("truth.json")["referrals"].items():
        routes = routes_of(ref)
        counted = routes.counted
        told = counted and {
            "score": counted.score,
            "dont_know": counted.dont_know,
            "blank": counted.blank,
            "highest_possible": counted.highest_possible,
            "possible_vhr": routes.is_possible_high_risk,
        }
        assert told == expected["dash"], ref


def test_sixteen_yes_are_over_the_threshold_in_june_and_not_in_july() -> None:
    [june] = [route for route in routes_of("NMP-25-00480").shown if route.code == "VHR"]
    [july] = [route for route in routes_of("NMP-25-00483").shown if route.code == "VHR"]

    assert (june.is_evidenced, june.sentence) == (True, "14 of 24, local threshold 14 since 1 January 2025.")
    assert (july.is_evidenced, july.sentence) == (False, "16 of 24, local threshold 17 since 1 July 2025.")


def test_gaps_that_could_reach_the_threshold_are_said() -> None:
    [route] = [route for route in routes_of("NGH-25-0059").shown if route.code == "VHR"]

    assert route.sentence.endswith("Its gaps could reach 17.")


def test_judgement_never_takes_a_computed_route_away() -> None:
    document = copy.deepcopy(northmoor.documents()["NMP-25-00112"])
    document["routes"]["professional_judgement"] = {"applies": True, "reason": "I think the risk is low."}

    assert routes_of("NMP-25-00112", document).codes == ("VHR", "PJ")


def test_an_incident_of_exactly_twelve_months_ago_is_outside_the_window_and_one_of_today_inside() -> None:
    document = copy.deepcopy(northmoor.documents()["NMP-25-00112"])
    on = ["2024-02-03", "2024-02-04", "2025-01-01", "2025-02-03", "2025-02-04"]
    document["routes"]["escalation"] = {
        "applies": True,
        "incidents": [
            {"occurred_on": day, "reported_to_police": "yes", "crime_reference": None, "what": None} for day in on
        ],
    }

    [route] = [route for route in routes_of("NMP-25-00112", document).shown if route.code == "ESC"]

    assert route.is_evidenced
    assert route.sentence == "3 of 3 incidents reported to police in the 12 months to 3 February 2025."


def test_incidents_the_police_do_not_know_count_where_the_area_says_so() -> None:
    every = SettingRow("escalation", {"count": 3, "window_months": 12, "police_only": False}, date(2025, 1, 2))

    assert "ESC" in routes_of("EDU-25-0004").claimed_not_evidenced
    assert "ESC" in routes_of("EDU-25-0004", more=(every,)).codes


def test_every_route_has_a_reason_of_at_most_thirty_words() -> None:
    for this in northmoor.referrals():
        for route in routes_of(this.ref).shown:
            assert 2 < len(route.sentence.split()) <= 30
            assert route.sentence.endswith(".")
