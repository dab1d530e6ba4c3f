"""The page assets as they are sent: kept for ever by browsers, because their address changes with their content."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from marac.errors import NotFound
from marac.web.assets import Asset, Assets
from marac.web.guards import anyone

FOR_EVER = "public, max-age=31536000, immutable"


@get("/static/{name:path}", guards=[anyone], opt={"is_static": True})
async def send_static(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """One file of the build, packed when the browser takes that."""
    assets: Assets = request.app.state.assets
    asset = assets.file(name.lstrip("/"))
    if asset is None:
        raise NotFound
    return _answer(asset, takes_gzip="gzip" in request.headers.get("accept-encoding", ""))


def _answer(asset: Asset, *, takes_gzip: bool) -> Response[bytes]:
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    content = asset.content
    if takes_gzip and asset.packed is not None:
        content = asset.packed
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=asset.media_type, headers=headers)
