"""Whether the process lives (`/healthz`) and can do its work (`/readyz`). Neither says anything of a case."""

from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response, get

from agencies.acts import Desk
from agencies.tables import Area
from marac.database import whole_service
from marac.doors import anyone
from marac.errors import MaracError
from marac.jobs import number_of_failed, waiting_since

# Jobs that wait longer than this mean that nobody runs them.
LAG_ALLOWED = timedelta(minutes=5)


@get("/healthz", guards=[anyone], sync_to_thread=False, include_in_schema=True)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@get("/readyz", guards=[anyone])
async def readyz(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Database, keys and jobs: 200 when all is well, 503 when something is not."""
    desk: Desk = request.app.state.desk
    checks = {"database": await _database(), "keys": await _keys(desk), "jobs": await _jobs(desk.clock.now())}
    is_ready = all(checks.values())
    return Response({"status": "ready" if is_ready else "not ready", **checks}, status_code=200 if is_ready else 503)


async def _database() -> bool:
    try:
        await Area.count()
    except MaracError:
        return False
    return True


async def _keys(desk: Desk) -> bool:
    try:
        return await desk.vault.is_at_hand()
    except MaracError:
        return False


async def _jobs(now: datetime) -> bool:
    try:
        with whole_service():
            waiting = await waiting_since(now)
            return (waiting is None or now - waiting < LAG_ALLOWED) and await number_of_failed() == 0
    except MaracError:
        return False


HEALTH = [healthz, readyz]
