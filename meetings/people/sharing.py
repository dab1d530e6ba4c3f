"""Who shares tokens with the person asked for, the likeliest first."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from meetings.people.token_types import Says, TokenType

FEW = 10
"""Records that share little are looked at only where no more than so many are likelier."""
AGAIN = 0.5
"""A further token of one type says half as much: three spellings of one name are not three names."""
# A number of a row, or a mention as its database names it.
KeyT = TypeVar("KeyT", bound=Any)


class Sharing(Generic[KeyT]):
    """Records that share tokens with one person."""

    def __init__(self) -> None:
        self._weights: dict[KeyT, float] = {}
        self._noted: dict[str, set[KeyT]] = {}
        self._found: tuple[set[KeyT], ...] = tuple(set() for _ in Says)

    def note(self, kind: TokenType, keys: Sequence[KeyT]) -> None:
        """They share a token of this type."""
        weights, noted = self._weights, self._noted.setdefault(kind.about, set())
        for key in keys:
            weights[key] = weights.get(key, 0.0) + (kind.weight * AGAIN if key in noted else kind.weight)
        noted.update(keys)
        self._found[kind.says].update(keys)

    def likeliest(self, few: int = FEW) -> Sequence[KeyT]:
        """Of equal weight the later ones first: a newer record is likelier to know the latest name and address."""
        ranked = [key for _, key in sorted(zip(self._weights.values(), self._weights, strict=True), reverse=True)]
        if len(ranked) <= few:
            return ranked
        little, alone, enough = self._found
        telling = enough | (alone & little)
        return [*ranked[:few], *(key for key in ranked[few:] if key in telling)]
