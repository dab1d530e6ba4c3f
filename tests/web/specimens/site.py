"""Specimen pages: each component in all its states, for eyes, for axe-core and for the strict reader.

`python -m tests.web.specimens.site` serves them on http://localhost:8123/specimens/inputs and so on.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.types import ASGIApp, Receive, Scope, Send

from marac.errors import NotFound
from marac.web.answers import Answers
from marac.web.frame import Frame, NavigationLink, current_frame, show_frame
from marac.web.guards import anyone
from marac.web.headings import Heading
from marac.web.pages import Outcome, Page, page
from marac.web.site import Site, build_site
from marac.web.tags import TAGS
from marac.web.templating import TEMPLATES
from tests.web.specimens.papers import MENDED, PAPERS, TYPED

OURS = Path(__file__).parent / "templates"
AT = datetime(2026, 9, 1, 13, 14, tzinfo=UTC)
COORDINATOR = Frame(
    area="Northmoor",
    who="Amina Shah, coordinator",
    navigation=(
        NavigationLink("Start", "/"),
        NavigationLink("Inbox", "/specimens", 7),
        NavigationLink("Meetings", "/meetings"),
        NavigationLink("Cases", "/cases"),
        NavigationLink("People", "/people"),
        NavigationLink("Figures", "/figures"),
        NavigationLink("More", "/more"),
    ),
    is_practice=True,
    csrf="specimen",
    signed_out_at=datetime(2126, 9, 1, 13, 45, tzinfo=UTC),
)
SPECIMENS = tuple(sorted(path.stem for path in OURS.glob("*.html")))


@get("/specimens/{name:str}", guards=[anyone], sync_to_thread=False)
def show_specimen(name: FromPath[str]) -> Page:
    """One specimen; with `-mended` behind its name, the same page with messages."""
    bare = name.removesuffix("-mended")
    if bare not in SPECIMENS:
        raise NotFound
    answers = Answers(TYPED, MENDED.get(bare, {})) if name != bare else Answers(TYPED)
    outcome = Outcome("Accepted for Wed 16 Sep 2026 as case 12.", "/specimens/undo") if bare == "lists" else None
    return page(
        f"{bare}.html", heading=Heading.SPECIMEN, answers=answers, outcome=outcome, at=AT, tags=list(TAGS), **PAPERS
    )


@post("/specimens/{name:str}", guards=[anyone], sync_to_thread=False)
def take_specimen(name: FromPath[str]) -> Response[None]:
    """Keeps nothing and says that all is well, as an autosave does."""
    return Response(None, status_code=204)


@get("/specimens-version", guards=[anyone], sync_to_thread=False)
def say_version() -> dict[str, Any]:
    """Two things are newer than the page."""
    return {"version": "2", "new": 2}


@post("/account/stay", guards=[anyone], sync_to_thread=False)
def stay() -> Response[dict[str, str]]:
    """Another half hour."""
    return Response({"signed_out_at": "2026-09-01T14:15:00+00:00"}, status_code=200)


def with_frame(frame: Frame) -> Any:
    """A wrapper that shows this frame around every page."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def framed(scope: Scope, receive: Receive, send: Send) -> None:
            show_frame(replace(frame, path=current_frame().path))
            await app(scope, receive, send)

        return framed

    return wrap


@cache
def specimen_site(frame: Frame = COORDINATOR) -> Site:
    """The specimens inside the real frame, with its headers and limits."""
    return build_site(
        [show_specimen, take_specimen, say_version, stay], wrappers=[with_frame(frame)], templates=(TEMPLATES, OURS)
    )


if __name__ == "__main__":
    uvicorn.run(specimen_site(), port=8123, log_level="warning", ws="none")
