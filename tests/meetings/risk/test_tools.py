"""Risk tools as data, and what each of them must never do."""

import copy
import itertools
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.risk import dara, matac, rosh, soag
from meetings.risk.catalogue import TOOLS, find_tool, tools_in_force
from meetings.risk.dash import DASH_24, change_since, count_answers
from meetings.risk.tool import RiskTool, rising
from meetings.rules.repeats import Verdict
from meetings.rules.routes import Routes, local_rules, read_routes
from meetings.rules.settings import SettingRow
from tests.meetings import northmoor
from tests.meetings.rules.test_routes import verdict_of

HAPPENING = {
    "occurring": "yes",
    "severity": "high",
    "severity_escalation": "worse",
    "frequency_escalation": "unchanged",
}


def test_every_tool_says_its_source_its_limits_and_that_it_ranks_nobody() -> None:
    for tool in TOOLS:
        assert tool.source and tool.scoring, tool.id
        assert "rank" in tool.limits, tool.id
        assert tool.read_on == date(2026, 11, 21)


def test_a_tool_is_found_by_id_and_version_alone() -> None:
    assert find_tool("safelives-dash-24", 1) is DASH_24
    with pytest.raises(KeyError):
        find_tool("safelives-dash-24", 2)
    assert len({(tool.id, tool.version) for tool in TOOLS}) == len(TOOLS)


def test_the_bands_of_a_tool_leave_no_hole_and_never_overlap() -> None:
    for tool in TOOLS:
        for lower, upper in itertools.pairwise(tool.bands):
            assert lower.below == upper.least, tool.id


def test_a_tool_that_has_ended_is_not_begun_any_more() -> None:
    old = RiskTool("x", 1, "X", "", "", "", date(2026, 1, 1), (), rising(("Low", "0")), "", None, date(2026, 3, 31))

    assert old.is_in_force(date(2026, 3, 31))
    assert not old.is_in_force(date(2026, 4, 1))
    assert tools_in_force(date(2026, 11, 21)) == TOOLS


def routes_with(yes: int, dont_know: int = 0, judgement: str | None = None) -> Routes:
    this = next(one for one in northmoor.referrals() if one.ref == "NMP-25-00112")
    document: dict[str, Any] = copy.deepcopy(northmoor.documents()[this.ref])
    told = ["yes"] * yes + ["dont_know"] * dont_know + ["no"] * (24 - yes - dont_know)
    document["dash"]["answers"] = {str(n): answer for n, answer in enumerate(told, start=1)}
    document["dash"]["details"] = {"21": "Drugs, alcohol and mental health"}
    document["routes"]["professional_judgement"] = {"applies": judgement is not None, "reason": judgement}
    rows: tuple[SettingRow, ...] = (SettingRow("dash_threshold", 14, date(2020, 1, 1)),)
    verdict: Verdict = verdict_of(this)
    return read_routes(document, rules=local_rules(rows, this.referred_on), repeat=verdict)


@pytest.mark.parametrize(
    ("yes", "dont_know", "judgement", "codes"),
    [
        (14, 0, None, ("VHR",)),
        (13, 1, None, ()),
        (13, 0, "I believe that she is in danger.", ("PJ",)),
        (14, 0, "I think that the risk is low.", ("VHR", "PJ")),
        (0, 0, None, ()),
    ],
)
def test_a_count_and_a_judgement_give_their_own_routes(
    yes: int, dont_know: int, judgement: str | None, codes: tuple[str, ...]
) -> None:
    assert routes_with(yes, dont_know, judgement).codes == codes


def test_thirteen_yes_and_one_not_known_could_reach_the_threshold() -> None:
    assert routes_with(13, 1).is_possible_high_risk
    assert not routes_with(13, 0).is_possible_high_risk


def test_an_item_with_three_details_counts_once() -> None:
    counted = count_answers({"21": "yes", "drugs": "yes", "alcohol": "yes", "mental_health": "yes"})

    assert counted.score == 1


def test_the_items_answered_otherwise_than_before_are_named() -> None:
    before, now = {"1": "no", "2": "yes", "3": None}, {"1": "yes", "2": "yes", "3": "dont_know"}

    assert change_since(before, now) == (
        "1 Injured in the current incident: before no, now yes.",
        "3 What is feared, further injury or violence: before blank, now not known.",
    )


def test_the_grid_has_four_rows_and_no_total() -> None:
    rows = soag.read_grid({"physical": HAPPENING, "sexual": {"occurring": "no"}})

    assert [row.code for row in rows] == ["physical", "sexual", "stalking", "controlling"]
    assert [soag.say_row(row) for row in rows] == [
        "High; severity worse, frequency unchanged over three months.",
        "Not happening.",
        "Not answered.",
        "Not answered.",
    ]
    assert not any(hasattr(row, name) for row in rows for name in ("total", "score"))


def test_what_happens_needs_three_answers_and_what_does_not_has_none() -> None:
    found = soag.faults(
        {
            "physical": {"occurring": "yes", "severity": "high"},
            "sexual": {"occurring": "no", "severity": "high"},
            "stalking": HAPPENING,
            "controlling": {"occurring": "dont_know", "severity": None},
        }
    )

    assert found == (
        soag.RowFault("physical", missing=("severity_escalation", "frequency_escalation")),
        soag.RowFault("sexual", unasked=("severity",)),
    )


def test_the_change_since_the_last_grid_names_both_and_calls_neither_better() -> None:
    before = soag.read_grid({"physical": HAPPENING})
    now = soag.read_grid({"physical": {**HAPPENING, "severity": "moderate", "severity_escalation": "reduced"}})

    assert soag.change_since(before, before) == ()
    assert soag.change_since(before, now) == (
        "Physical abuse: before high; severity worse, frequency unchanged over three months. "
        "Now moderate; severity reduced, frequency unchanged over three months.",
    )


def test_a_row_that_is_not_happening_shows_no_follow_up_even_if_one_stands_there() -> None:
    [row, *_] = soag.read_grid({"physical": {"occurring": "no", "severity": "high"}})

    assert row.severity is None


def test_very_high_without_the_text_of_how_soon_is_asked_about() -> None:
    stated = rosh.StatedLevel("very_high", Decimal("6.9"), "very_high", "very_high", "Acute factors.", "", "Evidence.")

    [warned] = rosh.warnings_of(stated)

    assert "step 3" in warned
    assert rosh.warnings_of(rosh.StatedLevel("high")) == ()


def test_steps_one_and_two_that_differ_need_evidence() -> None:
    stated = rosh.StatedLevel("high", Decimal("2.0"), "high")

    assert rosh.warnings_of(stated) == ("Steps 1 and 2 differ: ask the assessor for the evidence.",)


@pytest.mark.parametrize("counts", [True, False])
def test_a_dara_alone_never_shows_visible_high_risk(counts: bool) -> None:
    for grade in (*dara.GRADES, None, "severe"):
        assert "VHR" not in dara.routes_given(grade, area_counts_high=counts)
    assert dara.routes_given("high", area_counts_high=False) == {"PJ", "police_high"}
    assert dara.routes_given("high", area_counts_high=True) == {"PJ", "police_high", "dara_high"}
    assert dara.routes_given("medium", area_counts_high=True) == frozenset()


def test_the_weighted_sum_stands_with_every_input() -> None:
    weights = {"recency": 100, "frequency": 50, "gravity": 200, "victims": 25}

    summed = matac.weigh({"recency": 3, "frequency": 4, "gravity": 5, "victims": 2}, weights)

    assert summed is not None
    assert summed.total == Decimal("15.5")
    assert (
        matac.say_sum(summed)
        == "15.5 = how recent 3 × 1 + how often 4 × 0.5 + how grave 5 × 2 + number of victims 2 × 0.25"
    )


def test_a_missing_input_is_not_counted_as_nothing() -> None:
    assert matac.weigh({"recency": 3, "frequency": 4, "gravity": None, "victims": 2}, {}) is None
    assert matac.say_sum(None) == "Not added up: all four inputs are needed."


@given(st.dictionaries(st.text(max_size=12), st.one_of(st.none(), st.text(max_size=9), st.integers())))
def test_no_grid_breaks_the_reading_of_one(answers: dict[str, Any]) -> None:
    assert len(soag.read_grid(answers)) == 4
    assert soag.faults(answers) == ()
