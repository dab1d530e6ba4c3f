"""Splink 5 on the same records: cleaned as well as ours, with sounds, aliases, term frequencies and wide blocking.

It is trained on the records themselves, as its users do, and is spared pairs of one case, as ours is.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
import pandas
from splink import DuckDBAPI, Linker, block_on

from marac.commands.benchmarks.matching_marks import Found, Scored
from marac.commands.benchmarks.matching_records import Records
from marac.commands.benchmarks.matching_splink_settings import TRAINING, settings, sure_rules
from marac.records.people import person_from_row
from marac.records.reading import Cells
from meetings.people.prepared import Word, prepare

SEED = 2026
MOST_BLIND_PAIRS = 2e6
# Splink's own habit: 0.5 is as likely as not; pairs far below say nothing more.
LOWEST_WEIGHT = -10.0
STRONG_WEIGHT = 8.0
ID, CASE = "unique_id", "case_id"


def made_ready(records: Records) -> Any:
    return _frame(records)


def pairs_of(records: Records, frame: Any) -> list[Scored]:
    """Pairs with their match weight: training and prediction, the cleaning not counted."""
    table = DuckDBAPI(connection=duckdb.connect(":memory:")).register(frame)
    linker = _trained(table, records)
    predicted = linker.inference.predict(threshold_match_weight=LOWEST_WEIGHT).as_pandas_dataframe()
    return [
        Scored(row, other, weight)
        for row, other, weight in _pairs(predicted)
        if not records.rows[row].get(CASE) or records.rows[row][CASE] != records.rows[other].get(CASE)
    ]


def answers_of(store: Records, queries: Records) -> list[Found]:
    """Trained on the store; incoming people are compared with it by the same blocking rules."""
    api = DuckDBAPI(connection=duckdb.connect(":memory:"))
    known = api.register(_frame(store))
    linker = _trained(known, store)
    asked = api.register(_frame(queries, first=len(store.rows)))
    predicted = linker.inference.predict_between(known, asked, threshold_match_weight=LOWEST_WEIGHT)
    hits: dict[int, list[tuple[float, int]]] = {}
    for row, other, weight in _pairs(predicted.as_pandas_dataframe()):
        hits.setdefault(max(row, other) - len(store.rows), []).append((-weight, min(row, other)))
    found = []
    for place in range(len(queries.rows)):
        best = sorted(hits.get(place, []))
        found.append(Found([row for _, row in best], bool(best) and -best[0][0] >= STRONG_WEIGHT))
    return found


def _pairs(predicted: Any) -> Iterator[tuple[int, int, float]]:
    return zip(
        predicted[f"{ID}_l"].tolist(), predicted[f"{ID}_r"].tolist(), predicted["match_weight"].tolist(), strict=True
    )


def _frame(records: Records, *, first: int = 0) -> Any:
    return pandas.DataFrame([{ID: first + place, **_cleaned(row)} for place, row in enumerate(records.rows)])


def _cleaned(row: Cells) -> dict[str, Any]:
    """Our own cleaning, for what is compared here is the matching and not the cleaning of text."""
    person = prepare(person_from_row(row))
    main = person.names[0] if person.names else None
    birth, home = next(iter(person.births), None), next(iter(person.homes), None)
    first, last = (main.forename or None, main.surname or None) if main else (None, None)
    whole = birth is not None and birth.month and birth.day
    return {
        "first_name": first,
        "last_name": last,
        "whole_name": f"{first} {last}" if first and last else None,
        "first_sound": _sound(main.given[:1]) if main else None,
        "last_sound": _sound(main.family) if main else None,
        "names": sorted({f"{name.forename} {name.surname}" for name in person.names if name.forename and name.surname}),
        "dob": f"{birth.year}-{birth.month:02}-{birth.day:02}" if birth and whole else None,
        "year": str(birth.year) if birth else None,
        "day": f"{birth.month:02}-{birth.day:02}" if birth and whole else None,
        "sex": person.sex or None,
        "line": (home.line or None) if home else None,
        "postcode": (home.postcode or None) if home else None,
        "outcode": (home.outcode or None) if home else None,
        "phone": min(person.phones, default=None),
        "ssn": min((value for _, value in person.identifiers), default=None),
    }


def _sound(words: Iterable[Word]) -> str | None:
    return " ".join(word.sound for word in words) or None


def _trained(table: Any, records: Records) -> Any:
    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker = Linker(table, settings(records), log_level=logging.ERROR)
        rules, recall = sure_rules(records)
        linker.training.estimate_probability_two_random_records_match(rules, recall=recall)
        linker.training.estimate_u_using_random_sampling(max_pairs=MOST_BLIND_PAIRS, seed=SEED)
        for columns in TRAINING:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    return linker
