"""Watching one case: what a stream says, and when it ends. It holds nothing open between two looks."""

from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec

from agencies.acts import Desk
from agencies.sessions import act_for, find_session
from marac.errors import NotFound, Refused
from meetings.room_live.news import News, news_of

REST_SECONDS = 2.0
# A proxy closes what is silent; a stream that lasts for ever would hold what was changed in the service meanwhile.
BEATS_EVERY = 8
LOOKS = 300
_COMES_BACK_MS = 2000

Look = Callable[[], Awaitable[News | str]]


async def watch(look: Look, rest: Callable[[], Awaitable[None]], *, looks: int = LOOKS) -> AsyncIterator[str]:
    """Say the counts when they change. A look that gives a word instead ends the stream with that word."""
    yield f"retry: {_COMES_BACK_MS}\n\n"
    known: News | None = None
    for number in range(looks):
        found = await look()
        if isinstance(found, str):
            yield _event(found, {})
            return
        if found != known:
            yield _event("news", {"written": found.written, "done": found.done})
        elif number % BEATS_EVERY == 0:
            yield ": still here\n\n"
        known = found
        await rest()


def _event(name: str, said: dict[str, int]) -> str:
    return f"event: {name}\ndata: {msgspec.json.encode(said).decode()}\n\n"


def looking_at(desk: Desk, token: str, meeting_ref: str, case_ref: str) -> Look:
    """A look of whoever holds this session, with what they may at that moment.

    It never marks the session as used: a page that nobody touches must not keep anybody signed in.
    """

    async def look() -> News | str:
        now = desk.clock.now()
        session = await find_session(token)
        if session is None or session.is_over(now):
            return "over"
        act = act_for(desk, session, now=now)
        if act is None:
            return "over"
        with act.at_work():
            try:
                return await news_of(act, meeting_ref, case_ref)
            except (NotFound, Refused):
                return "shut"

    return look
