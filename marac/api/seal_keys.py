"""What whoever seals forms must fetch: the signed lists of keys, open to everybody."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from marac.doors import anyone
from meetings.sealed_intake.lists import served_lists


@get("/.well-known/marac-seal-keys", guards=[anyone])
async def send_seal_keys(request: Request[Any, Any, Any], area: FromQuery[str | None] = None) -> Response[bytes]:
    """The newest list of every area, or of one by its short name; 304 where the caller has it already."""
    content, tag = await served_lists(area)
    known = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(b"", status_code=304, headers={"ETag": tag}, media_type="application/json")
    return Response(content, headers={"ETag": tag}, media_type="application/json")


SEAL_KEY_DOORS = [send_seal_keys]
