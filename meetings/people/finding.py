"""Who of these candidates may it be? The best first."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from meetings.people.levels import Levels
from meetings.people.model import Model
from meetings.people.prepared import Prepared
from meetings.people.scoring import Score


class Candidate(NamedTuple):
    """A known record: its own key, the case it stands in (None where there are no cases), and who it is."""

    key: Hashable
    case: Hashable
    prepared: Prepared


class Found(NamedTuple):
    key: Hashable
    levels: Levels
    score: Score


def find(
    model: Model,
    asked: Prepared,
    candidates: Iterable[Candidate],
    *,
    store_size: int,
    known_cases: frozenset[Hashable] = frozenset(),
) -> list[Found]:
    """Everything that is not hidden, best first; equal scores in the order given.

    `known_cases` are cases in which another person of the asked document is already known to stand.
    """
    raise NotImplementedError


def find_together(
    model: Model,
    asked: Sequence[Prepared],
    candidates: Sequence[Sequence[Candidate]],
    *,
    store_size: int,
) -> list[list[Found]]:
    """The same for all people of one document, each with its candidates.

    Who is strong in a case speaks for the others in it: in these cases the rest are weighed again with that company.
    For that, give every person's candidates all the people of cases where one person of the document is strong.
    """
    raise NotImplementedError
