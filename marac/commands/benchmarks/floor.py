"""The floor: the very bytes of pages, served by the same server with nothing behind it.

    python -m marac.commands.benchmarks.floor FOLDER PORT

The folder holds one file a page, named by its number; `/3` answers with file 3.
"""

import sys
from pathlib import Path

import uvicorn
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send


def floor_of(folder: Path) -> "Floor":
    return Floor({f"/{file.name}": file.read_bytes() for file in folder.iterdir()})


class Floor:
    """An application that only hands out bytes."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return
        body = self.pages.get(scope["path"], b"")
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200 if body else 404, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


def main(folder: str, port: str) -> None:
    app = floor_of(Path(folder))
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(port),
        access_log=False,
        server_header=False,
        log_config=None,
        lifespan="off",
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
