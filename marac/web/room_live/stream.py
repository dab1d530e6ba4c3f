"""Server-sent events of one case in the room. A page without them asks every quarter of a minute instead."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream
from litestar.status_codes import HTTP_204_NO_CONTENT

from agencies.acts import Act
from agencies.sessions import SignedIn
from marac.web.cookies import SESSION_COOKIE, token_in
from marac.web.guards import may
from marac.web.room_live.watching import REST_SECONDS, looking_at, watch
from meetings.room_live.news import news_of

# Each tab in sight holds one stream. More of one session are told to ask now and then.
MOST_OF_A_SESSION = 4
_streams: Counter[UUID] = Counter()


@get("/meetings/{ref:str}/room/{case_ref:str}/stream", guards=[may("room.read")])
async def stream(
    act: NamedDependency[Act],
    signed_in: NamedDependency[SignedIn],
    ref: FromPath[str],
    case_ref: FromPath[str],
    request: Request[Any, Any, Any],
) -> Response[Any]:
    """Counts of what is new, as long as this reader may be in the room for the case."""
    await news_of(act, ref, case_ref)
    token = token_in(request.cookies, SESSION_COOKIE)
    if token is None or _streams[signed_in.id] >= MOST_OF_A_SESSION:
        return Response(None, status_code=HTTP_204_NO_CONTENT)
    look = looking_at(act.desk, token, ref, case_ref)
    return Stream(
        _counted(signed_in.id, watch(look, _rest)),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _rest() -> None:
    await asyncio.sleep(REST_SECONDS)


async def _counted(session: UUID, events: AsyncIterator[str]) -> AsyncIterator[str]:
    _streams[session] += 1
    try:
        async for event in events:
            yield event
    finally:
        _streams[session] -= 1
        if not _streams[session]:
            del _streams[session]


STREAM_PAGES = [stream]
