"""How far a long command has come: a line that is rewritten on a terminal, and nothing where nobody watches."""

import sys
import time
from collections.abc import Callable

SECONDS_BETWEEN = 0.5


def progress_on_terminal(what: str) -> Callable[[int], None]:
    """To be called with the number done so far. Standard error only, so that no output is spoilt."""
    told_at = 0.0

    def tell(number: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if sys.stderr.isatty() and now - told_at >= SECONDS_BETWEEN:
            told_at = now
            sys.stderr.write(f"\r{what}: {number:,} \x1b[K")
            sys.stderr.flush()

    return tell


def end_of_progress() -> None:
    """The next line begins at the left again."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
