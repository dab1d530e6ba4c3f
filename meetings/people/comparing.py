"""Compare two prepared people, comparison by comparison. What is missing on either side speaks neither for nor against."""

from meetings.people.levels import Levels
from meetings.people.prepared import Prepared


def compare(a: Prepared, b: Prepared) -> Levels:
    """Symmetric, pure, about ten microseconds. `company` is left 0: only who knows the cases can tell (finding.py)."""
    raise NotImplementedError
