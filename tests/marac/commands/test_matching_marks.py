"""The marks of a matcher are counted honestly: one threshold for all pairs, new people apart from known ones."""

import json

from marac.commands.benchmarks.matching_marks import Found, PairMarks, Scored, incoming_marks, pair_marks
from marac.commands.benchmarks.matching_told import lines_of

PEOPLE = ["ellen", "ellen", "ellen", "frank", "ivy"]
TRUE_PAIRS = 3


def test_a_matcher_without_errors_has_full_marks() -> None:
    pairs = [Scored(0, 1, 9), Scored(0, 2, 8), Scored(1, 2, 7)]

    assert pair_marks(pairs, PEOPLE, TRUE_PAIRS) == PairMarks(1.0, 1.0, 1.0, 1.0)


def test_recall_at_a_precision_ends_where_an_error_stands_higher() -> None:
    pairs = [Scored(0, 1, 9), Scored(3, 4, 8), Scored(0, 2, 7), Scored(1, 2, 6)]

    marks = pair_marks(pairs, PEOPLE, TRUE_PAIRS)

    assert (marks.recall_at_99, marks.recall_of_all) == (0.3333, 1.0)
    assert marks.f1 == 0.8571


def test_pairs_of_one_score_stand_or_fall_together() -> None:
    pairs = [Scored(0, 1, 5), Scored(0, 2, 5), Scored(1, 2, 5), Scored(3, 4, 5)]

    assert pair_marks(pairs, PEOPLE, TRUE_PAIRS).recall_at_99 == 0.0


def test_nothing_found_has_no_marks() -> None:
    assert pair_marks([], PEOPLE, TRUE_PAIRS) == PairMarks(0.0, 0.0, 0.0, 0.0)


def test_an_incoming_person_is_found_first_or_in_the_first_five_or_not() -> None:
    found = [Found([0, 3], True), Found([3, 4, 0], False), Found([3, 3, 3, 3, 3, 0], True), Found([], False)]

    marks = incoming_marks(found, ["ellen"] * 4, ["irish", "irish", "polish", "polish"], PEOPLE)

    assert (marks.number_of_known, marks.first, marks.first_five) == (4, 0.25, 0.5)
    assert marks.by_origin == {"irish": (2, 0.5, 1.0), "polish": (2, 0.0, 0.0)}
    assert marks.strong_and_wrong == (2, 1)


def test_a_new_person_who_is_strongly_somebody_is_an_error_of_its_own() -> None:
    marks = incoming_marks([Found([0], True), Found([0], False)], ["dai", "bryn"], ["welsh"] * 2, PEOPLE)

    assert marks.new_and_strong == (2, 1)
    assert (marks.number_of_known, marks.by_origin) == (0, {})


def test_the_table_names_a_matcher_that_failed() -> None:
    told = {
        "records": 10, "store": 10, "seed": 1,
        "runs": [{"task": "pairs", "matcher": "splink", "failed": ["no memory"]}],
    }  # fmt: skip

    assert any("Splink 5" in line and "failed" in line for line in lines_of(told))
    assert json.dumps(told)
