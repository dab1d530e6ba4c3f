"""Fit a model to one file: its own shares and chances, as far as the file has enough pairs to say so.

A file differs from those a model was trained on: nobody moved, everybody shares a postcode, half of the birth dates are
missing. What the file is silent about stays as the model has it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from meetings.people.model import LEARNT, Chances, Model, make_model
from meetings.people.training import Learning, Pairs, Pattern, Sorter, learn

FEWEST_NEAR = 500
"""Fewer pairs that share a token say too little."""
STRENGTHS = (50.0, 200.0, 20_000.0)
"""The model counts as so many pairs of one person, of a household and of strangers, beside those of the file."""
ROUNDS = 25
STILL = 0.002
SMALLEST_SHARE = 1e-9
LARGEST_SHARE = 0.01


def fit(
    model: Model, *, near: Counter[Pattern], blind: Counter[Pattern], apart: Counter[Pattern], number_of_records: int
) -> Model:
    """The counts are of patterns, as `training.pattern` makes them. The model itself where the file says too little."""
    if near.total() < FEWEST_NEAR:
        return model
    all_pairs = number_of_records * (number_of_records - 1) / 2
    held = _held(model)
    learning = Learning(*_shares_at(model, number_of_records), _tables(model))
    pairs = Pairs(_worth_a_look(near, learning), blind, apart)
    for _ in range(ROUNDS):
        before, learning = learning, learn(learning, pairs, all_pairs=all_pairs, held=held)
        if abs(learning.same - before.same) < STILL * before.same:
            break
    tables = {**model.tables, **{each: tuple(table) for each, table in learning.tables.items()}}
    return make_model(
        replace(
            model,
            name=f"{model.name}-fitted",
            trained_on=number_of_records,
            same=min(max(learning.same, SMALLEST_SHARE), LARGEST_SHARE),
            household=min(max(learning.household, SMALLEST_SHARE), LARGEST_SHARE),
            tables=tables,
        )
    )


def _shares_at(model: Model, number_of_records: int) -> tuple[float, float]:
    scale = model.trained_on / number_of_records
    return min(model.same * scale, LARGEST_SHARE), min(model.household * scale, LARGEST_SHARE)


def _tables(model: Model) -> Mapping[str, tuple[Chances, ...]]:
    return {comparison: model.tables[comparison] for comparison in LEARNT}


def _held(model: Model) -> Mapping[str, tuple[Chances, ...]]:
    """What the model counts for, by comparison, level and sort of pairs."""
    same, household, unrelated = STRENGTHS
    return {
        comparison: tuple((row[0] * same, row[1] * household, row[2] * unrelated) for row in table)
        for comparison, table in _tables(model).items()
    }


def _worth_a_look(near: Counter[Pattern], learning: Learning) -> Counter[Pattern]:
    """Most pairs that share a token are strangers beyond doubt; thousands of patterns need not be sorted each round."""
    sort = Sorter(learning)
    return Counter({pattern: number for pattern, number in near.items() if sort(pattern)[2] < 1 - UNDOUBTED})


UNDOUBTED = 1e-4
