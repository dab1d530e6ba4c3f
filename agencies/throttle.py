"""Tries are counted in the database, one atomic statement each, so that every process counts alike.

Per account: from the sixth miss on a growing wait, after ten misses within a quarter of an hour a quarter of an hour
closed, after a hundred closed until two people reset it. Per source: sixty tries a minute. Searches: thirty an hour.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from agencies.tables import Throttle
from marac.errors import Throttled
from marac.ids import uuid7

FREE_MISSES = 5
LONGEST_WAIT_SECONDS = 60
WINDOW_MINUTES = 15
MISSES_IN_WINDOW = 10
# NIST SP 800-63B (rev. 4), 3.2.2: no more than 100 consecutive failed tries on one account.
MISSES_FOR_GOOD = 100
TRIES_OF_A_SOURCE = 60
SOURCE_WINDOW_SECONDS = 60
SEARCHES_AN_HOUR = 30
UNSIGNED_A_MINUTE = 60
_NEVER = timedelta(days=1)

# {} are values, in this order: end of an old window, now, end of an old window, the waits, now.
_TAKE = """
UPDATE throttle SET
    misses = misses + 1,
    misses_in_window = CASE WHEN window_from <= {} THEN 1 ELSE misses_in_window + 1 END,
    window_from = CASE WHEN window_from <= {} THEN {} ELSE window_from END,
    not_before = CASE
        WHEN window_from > {} AND misses_in_window + 1 >= {} THEN {}
        WHEN misses + 1 = 6 THEN {}
        WHEN misses + 1 = 7 THEN {}
        WHEN misses + 1 = 8 THEN {}
        WHEN misses + 1 = 9 THEN {}
        WHEN misses + 1 = 10 THEN {}
        WHEN misses + 1 = 11 THEN {}
        WHEN misses + 1 > 11 THEN {}
        ELSE not_before END
WHERE subject = {} AND misses < {} AND (not_before IS NULL OR not_before <= {})
RETURNING misses
"""


def subject_of(kind: str, of: str) -> str:
    """What is counted, as a hash: neither an address nor an account can be read from the table."""
    return hashlib.sha256(f"{kind}:{of}".encode()).hexdigest()


async def take_try(subject: str, *, now: datetime) -> None:
    """Count one try before it is made; a right answer takes the count away again.

    Raises Throttled while the account must wait. Counting first lets many tries at once count each.
    """
    await _begin(subject, now=now)
    old = now - timedelta(minutes=WINDOW_MINUTES)
    closed = now + timedelta(minutes=WINDOW_MINUTES)
    waits = [now + timedelta(seconds=min(LONGEST_WAIT_SECONDS, 2**step)) for step in range(7)]
    taken = await Throttle.raw(
        _TAKE, old, old, now, old, MISSES_IN_WINDOW, closed, *waits, subject, MISSES_FOR_GOOD, now
    )
    if not taken:
        raise Throttled(await _wait_of(subject, now=now))


async def take_from_source(source: str, *, now: datetime) -> None:
    """Count one try of a place on the network. Raises Throttled beyond sixty a minute."""
    await _take_in_window(
        subject_of("source", source), most=TRIES_OF_A_SOURCE, window=timedelta(seconds=SOURCE_WINDOW_SECONDS), now=now
    )


async def take_search(officer: str, *, now: datetime) -> None:
    """Count one search for a person. Raises Throttled beyond thirty an hour: nobody looks up a street."""
    await _take_in_window(subject_of("search", officer), most=SEARCHES_AN_HOUR, window=timedelta(hours=1), now=now)


async def take_machine_request(key_id: str, *, most: int, now: datetime) -> None:
    """Count one request signed with a key of an agency. Raises Throttled beyond so many a minute."""
    await _take_in_window(subject_of("agency-key", key_id), most=most, window=timedelta(minutes=1), now=now)


async def take_unsigned_request(source: str, *, now: datetime) -> None:
    """Count one request that no key of an agency signed. Raises Throttled beyond sixty a minute."""
    await _take_in_window(subject_of("unsigned", source), most=UNSIGNED_A_MINUTE, window=timedelta(minutes=1), now=now)


async def _take_in_window(subject: str, *, most: int, window: timedelta, now: datetime) -> None:
    await _begin(subject, now=now)
    old = now - window
    counted: Any = await Throttle.raw(
        """
        UPDATE throttle SET
            misses_in_window = CASE WHEN window_from <= {} THEN 1 ELSE misses_in_window + 1 END,
            window_from = CASE WHEN window_from <= {} THEN {} ELSE window_from END
        WHERE subject = {} AND (window_from <= {} OR misses_in_window < {})
        RETURNING misses_in_window
        """,
        old,
        old,
        now,
        subject,
        old,
        most,
    )
    if not counted:
        raise Throttled(int(window.total_seconds()))


async def forgive(subject: str, *, now: datetime) -> None:
    """A right answer, or two people's agreement, takes the count away."""
    await Throttle.update(
        {Throttle.misses: 0, Throttle.misses_in_window: 0, Throttle.window_from: now, Throttle.not_before: None}
    ).where(Throttle.subject == subject)


async def _begin(subject: str, *, now: datetime) -> None:
    fresh = Throttle(id=uuid7(), subject=subject, misses=0, window_from=now, misses_in_window=0, not_before=None)
    await Throttle.insert(fresh).on_conflict(target=Throttle.subject, action="DO NOTHING")


async def _wait_of(subject: str, *, now: datetime) -> int:
    row = await Throttle.select(Throttle.misses, Throttle.not_before).where(Throttle.subject == subject).first()
    until = row["not_before"] if row else None
    if row is None or row["misses"] >= MISSES_FOR_GOOD or until is None:
        return int(_NEVER.total_seconds())
    return max(1, int((until - now).total_seconds() + 0.999))
