"""Stand-ins for the world outside: the clock and the post. The database is always real."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from marac.audit.events import Event
from marac.audit.trail import Trail
from marac.clock import Clock
from marac.post import Letter
from marac.vault.envelope import OpenKey, Place

# Tuesday 1 September 2026: the day on which tests begin.
TUESDAY = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


class FixedClock(Clock):
    """Stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


class FakePost:
    """Keeps the letters it is given."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.sent.append(letter)


class BreakingTrail(Trail):
    """Records until one event, and breaks there."""

    def __init__(self, at: Event, error: BaseException) -> None:
        super().__init__()
        self._at, self._error = at, error

    async def record(self, event: Event, **told: Any) -> UUID:
        if event is self._at:
            raise self._error
        return await super().record(event, **told)


class NoSealing:
    """Keeps values as they are: for the control run that shows that a search for names is not blind."""

    def seal(self, key: OpenKey, place: Place, plain: bytes) -> bytes:
        return plain

    def open(self, key: OpenKey, place: Place, sealed: bytes) -> bytes:
        return sealed
