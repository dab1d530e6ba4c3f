"""How Splink 5 is set: names in pairs with aliases and term frequencies, fine levels of birth and home, wide blocking.

One setting for all records; a comparison is left out only where no record has the column.
"""

from typing import Any

from splink import SettingsCreator, block_on
from splink import comparison_level_library as cll
from splink import comparison_library as cl

from marac.commands.benchmarks.matching_records import Records

# Rules that hold for hardly anybody but one person, and which share of all pairs of one person they find.
SURE, SURE_WITH_NUMBER = ("first_name", "last_name", "dob"), ("ssn",)
SURE_RECALL, SURE_WITH_NUMBER_RECALL = 0.4, 0.85


def settings(records: Records) -> Any:
    comparisons = [_names(), _births(), _homes()]
    if _has(records, "phone"):
        comparisons.append(cl.DamerauLevenshteinAtThresholds("phone", [1]))
    if _has(records, "sex"):
        comparisons.append(cl.ExactMatch("sex"))
    if _has(records, "ssn"):
        comparisons.append(cl.DamerauLevenshteinAtThresholds("ssn", [1, 2]))
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=_blocking(),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def sure_rules(records: Records) -> tuple[list[Any], float]:
    if _has(records, "ssn"):
        return [block_on(*SURE_WITH_NUMBER)], SURE_WITH_NUMBER_RECALL
    return [block_on(*SURE)], SURE_RECALL


# Each leaves some comparisons free to be learnt; together they free all.
TRAINING = (("dob",), ("first_name", "last_name"), ("postcode", "first_name"))


def _has(records: Records, column: str) -> bool:
    return any(column in row for row in records.rows)


def _blocking() -> list[Any]:
    return [
        block_on("ssn"),
        block_on("dob"),
        block_on("first_name", "last_name"),
        block_on("phone"),
        block_on("postcode", "first_name"),
        block_on("postcode", "last_name"),
        block_on("line", "year"),
        block_on("line", "first_name"),
        block_on("first_sound", "last_sound", "year"),
        block_on("first_sound", "last_sound", "day"),
        block_on("first_sound", "last_sound", "outcode"),
        block_on("substr(first_name,1,3)", "substr(last_name,1,3)", "year"),
        block_on("outcode", "last_sound", "year"),
        block_on("outcode", "first_sound", "year"),
        block_on("last_sound", "day"),
        block_on("names", arrays_to_explode=["names"]),
    ]


def _both(least: float) -> str:
    return (
        f"jaro_winkler_similarity(first_name_l, first_name_r) >= {least} "
        f"and jaro_winkler_similarity(last_name_l, last_name_r) >= {least}"
    )


def _names() -> Any:
    exact = "whole_name_l = whole_name_r"
    return cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.CustomLevel(
                "(first_name_l is null and last_name_l is null) or (first_name_r is null and last_name_r is null)"
            ).configure(is_null_level=True),
            cll.CustomLevel(exact, label_for_charts="Same name").configure(
                tf_adjustment_column="whole_name", disable_tf_exact_match_detection=True
            ),
            cll.CustomLevel("first_name_l = last_name_r and last_name_l = first_name_r"),
            cll.CustomLevel("len(list_intersect(names_l, names_r)) > 0", label_for_charts="Another name is the same"),
            cll.CustomLevel(_both(0.92)),
            cll.CustomLevel("first_sound_l = first_sound_r and last_sound_l = last_sound_r"),
            cll.CustomLevel(
                "last_name_l = last_name_r and jaro_winkler_similarity(first_name_l, first_name_r) >= 0.8"
            ).configure(tf_adjustment_column="last_name", disable_tf_exact_match_detection=True),
            cll.CustomLevel(
                "first_name_l = first_name_r and jaro_winkler_similarity(last_name_l, last_name_r) >= 0.8"
            ).configure(tf_adjustment_column="first_name", disable_tf_exact_match_detection=True),
            cll.CustomLevel(_both(0.8)),
            cll.CustomLevel(
                "last_name_l = last_name_r and substr(first_name_l,1,1) = substr(first_name_r,1,1)"
            ).configure(tf_adjustment_column="last_name", disable_tf_exact_match_detection=True),
            cll.CustomLevel("first_name_l = first_name_r").configure(
                tf_adjustment_column="first_name", disable_tf_exact_match_detection=True
            ),
            cll.CustomLevel("first_sound_l = first_sound_r"),
            cll.CustomLevel("last_name_l = last_name_r").configure(
                tf_adjustment_column="last_name", disable_tf_exact_match_detection=True
            ),
            cll.CustomLevel("last_sound_l = last_sound_r"),
            cll.ElseLevel(),
        ],
    )


def _births() -> Any:
    years = "abs(year_l::int - year_r::int)"
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.CustomLevel("year_l is null or year_r is null").configure(is_null_level=True),
            cll.CustomLevel("dob_l = dob_r and right(dob_l, 5) <> '01-01'"),
            cll.CustomLevel("dob_l = dob_r"),
            cll.CustomLevel("year_l = year_r and day_l = right(day_r, 2) || '-' || left(day_r, 2)"),
            cll.CustomLevel("damerau_levenshtein(dob_l, dob_r) <= 1"),
            cll.CustomLevel(f"day_l = day_r and {years} <= 2"),
            cll.CustomLevel("year_l = year_r and (right(dob_l, 5) = '01-01' or right(dob_r, 5) = '01-01')"),
            cll.CustomLevel("damerau_levenshtein(dob_l, dob_r) <= 2"),
            cll.CustomLevel("year_l = year_r"),
            cll.CustomLevel(f"{years} <= 2"),
            cll.CustomLevel(f"{years} <= 15"),
            cll.ElseLevel(),
        ],
    )


def _homes() -> Any:
    return cl.CustomComparison(
        output_column_name="home",
        comparison_levels=[
            cll.CustomLevel(
                "(line_l is null or line_r is null) and (outcode_l is null or outcode_r is null)"
            ).configure(is_null_level=True),
            cll.CustomLevel("line_l = line_r and postcode_l = postcode_r"),
            cll.CustomLevel("jaro_winkler_similarity(line_l, line_r) >= 0.9 and postcode_l = postcode_r"),
            cll.CustomLevel("line_l = line_r"),
            cll.CustomLevel("postcode_l = postcode_r"),
            cll.CustomLevel(
                "jaro_winkler_similarity(line_l, line_r) >= 0.9 and damerau_levenshtein(postcode_l, postcode_r) <= 1"
            ),
            cll.CustomLevel("outcode_l = outcode_r"),
            cll.CustomLevel("jaro_winkler_similarity(line_l, line_r) >= 0.9"),
            cll.ElseLevel(),
        ],
    )
