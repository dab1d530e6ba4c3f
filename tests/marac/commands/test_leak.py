"""What a thief without keys would learn from tokens is computed as such a thief would."""

from collections import Counter

from marac.commands.benchmarks.leak import ABOUT, count_values, leak_of

SOMEBODY, SOMEBODY_ELSE, RARE, RARER = 11, 12, 13, 14


def test_a_value_of_the_same_rank_in_both_lists_is_named() -> None:
    store = {SOMEBODY: 60, SOMEBODY_ELSE: 30, RARE: 10}
    population = {SOMEBODY: 900, RARE: 80, SOMEBODY_ELSE: 20}

    leak = leak_of("K", store, population)

    assert (leak.values, leak.fullest, leak.named["all"]) == (3, 60, 0.6)


def test_among_values_that_are_equally_common_nothing_is_named_but_by_chance() -> None:
    flat = {SOMEBODY: 1, SOMEBODY_ELSE: 1, RARE: 1, RARER: 1}

    leak = leak_of("Z", flat, flat)

    assert leak.named["all"] == 0.0


def test_values_nobody_of_the_population_bears_are_not_named() -> None:
    leak = leak_of("X", {SOMEBODY: 2, RARE: 1}, {SOMEBODY: 5})

    assert leak.named["all"] == round(2 / 3, 4)


def test_every_type_that_is_kept_is_measured_and_so_is_the_one_left_out() -> None:
    counts = count_values(seed=3, records=400)

    assert set(counts) <= set(ABOUT)
    assert counts["N"] and counts["A"] and all(isinstance(count, Counter) for count in counts.values())
