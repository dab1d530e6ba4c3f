"""What a report of identities comes to beside the truth: pairs found, pairs wrong, and people mixed up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

Pair = frozenset[str]
# Promised of a replay that decides by the truth.
LEAST_FOUND = 0.98
MOST_SHOWN = 1.5


def true_pairs(persons: Mapping[str, str], mentions: Iterable[str]) -> set[Pair]:
    """Every two of these mentions that are one person."""
    groups: dict[str, list[str]] = {}
    for mention in mentions:
        groups.setdefault(persons[mention], []).append(mention)
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def pairs_of(suggestions: Mapping[str, Sequence[Sequence[Any]]], *, band: str = "") -> set[Pair]:
    return {
        frozenset({mention, line[0]})
        for mention, lines in suggestions.items()
        for line in lines
        if not band or line[1] == band
    }


def of_one_document(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if len({mention.split("/")[0] for mention in pair}) == 1]


def mixed_up(told: Mapping[str, str], persons: Mapping[str, str]) -> list[list[str]]:
    """Groups of the report that hold more than one true person."""
    groups: dict[str, list[str]] = {}
    for mention, person in told.items():
        groups.setdefault(person, []).append(mention)
    return [sorted(group) for group in groups.values() if len({persons[mention] for mention in group}) > 1]


def groups(persons: dict[str, str], among: set[str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mention, person in persons.items():
        if mention in among:
            found.setdefault(person, set()).add(mention)
    return {frozenset(mentions) for mentions in found.values()}


def asserted_as_promised(told: dict[str, Any], persons: dict[str, str]) -> None:
    """Almost everybody known before is suggested when the document arrives, and little else."""
    true, shown = true_pairs(persons, told["persons"]), pairs_of(told["suggestions"])
    assert len(true & shown) >= LEAST_FOUND * len(true), sorted(map(sorted, true - shown))
    assert sum(map(len, told["suggestions"].values())) <= MOST_SHOWN * len(told["persons"])
    assert of_one_document(shown | pairs_of(told["later"])) == []
    assert all(date.fromisoformat(on) for lines in told["later"].values() for *_, on in lines)
