"""A few of many by day, all of them in the long run."""

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], *, one_in: int) -> list[Any]:
    """Parameters of a test of which most are tried in the long run alone."""
    return [
        case if number % one_in == 0 else pytest.param(case, marks=pytest.mark.long)
        for number, case in enumerate(cases)
    ]
