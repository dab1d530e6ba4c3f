"""Long lists of ids in a condition."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from piccolo.columns import Column
from piccolo.columns.combination import And, Or, Where

# Piccolo warns about longer lists, and databases limit the values of a statement.
AT_ONCE = 100
NOBODY = UUID(int=0)


def among(column: Column, ids: Sequence[UUID]) -> Where | And | Or:
    """The column holds one of these ids; of none, it holds nothing."""
    wanted = list(dict.fromkeys(ids)) or [NOBODY]
    parts = [column.is_in(wanted[start : start + AT_ONCE]) for start in range(0, len(wanted), AT_ONCE)]
    return reduce(or_, parts)
