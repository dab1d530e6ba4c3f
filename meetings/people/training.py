"""Learn a model from records of which nobody says who is who: chances of each level in three sorts of pairs."""

from collections.abc import Iterable
from datetime import date

from meetings.people.levels import Levels
from meetings.people.model import Model


def train(
    name: str,
    *,
    blocked: Iterable[Levels],
    random: Iterable[Levels],
    number_of_records: int,
    made_on: date,
    origin: str,
) -> Model:
    """`blocked`: every pair of records that share a token; `random`: pairs drawn blindly, for the unrelated.

    Raises Refused when there are too few pairs to learn from.
    """
    raise NotImplementedError
