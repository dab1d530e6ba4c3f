"""The site: one application out of routes, templates, errors, and the limits and headers around them all."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template.config import TemplateConfig
from litestar.types import (
    ASGIApp,
    ControllerRouterHandler,
    HTTPScope,
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)

from marac.web.assets import built_assets
from marac.web.errors import EXCEPTION_HANDLERS, show_trouble
from marac.web.frame import Frame, show_frame
from marac.web.headers import with_headers
from marac.web.multipart import DeskRequest
from marac.web.pages import forget_shown_outcome
from marac.web.plain_pages import PLAIN_PAGES
from marac.web.request_limits import BODY_LIMIT, MULTIPART_PART_LIMIT, refusal_of
from marac.web.static_files import send_static
from marac.web.templating import TEMPLATES, make_environment

Wrapper = Callable[[ASGIApp], ASGIApp]


class Site(Litestar):
    """Litestar with a door: what it refuses is never parsed, and what it answers always has the headers.

    The wrappers stand inside the door and outside the routes, so the session is known on "Page not found" too.
    """

    wrapped: ASGIApp

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        if scope["type"] == ScopeType.HTTP:
            await self._answer(scope, receive, with_headers(send))  # type: ignore[arg-type]
        elif scope["type"] == "lifespan":
            await super().__call__(scope, receive, send)

    async def route(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The routes themselves, inside all wrappers."""
        await super().__call__(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        scope["app"] = scope["litestar_app"] = self
        scope.setdefault("state", {})
        show_frame(Frame(path=scope["path"]))
        sending = _Sending(forget_shown_outcome(scope, send))
        try:
            if status := refusal_of(scope):
                raise HTTPException(status_code=status)
            await self.wrapped(scope, receive, sending)
        # The last resort of the page: an error in a wrapper still gets an answer.
        except Exception as error:
            if sending.has_begun:
                raise
            await self._apologise(error, scope, receive, sending)

    async def _apologise(self, error: Exception, scope: HTTPScope, receive: Receive, send: Send) -> None:
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        answer = show_trouble(request, error).to_asgi_response(None, request)
        await answer(scope, receive, send)


class _Sending:
    """A send that remembers whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        self.has_begun = True
        await self._send(message)


def build_site(
    handlers: Sequence[ControllerRouterHandler],
    *,
    wrappers: Sequence[Wrapper] = (),
    dependencies: Mapping[str, Provide] | None = None,
    exception_handlers: Mapping[int | type[Exception], Any] | None = None,
    lifespan: Sequence[Any] = (),
    state: dict[str, Any] | None = None,
    openapi: OpenAPIConfig | None = None,
    templates: Sequence[Path] = (TEMPLATES,),
) -> Site:
    """The application. The first wrapper is the outermost; `state` is what `request.app.state` holds."""
    assets = built_assets()
    site = Site(
        [send_static, *PLAIN_PAGES, *handlers],
        dependencies=dict(dependencies or {}),
        exception_handlers={**EXCEPTION_HANDLERS, **(exception_handlers or {})},
        lifespan=list(lifespan),
        logging_config=None,
        multipart_form_part_limit=MULTIPART_PART_LIMIT,
        openapi_config=openapi,
        request_class=DeskRequest,
        request_max_body_size=BODY_LIMIT,
        state=State({"assets": assets, **(state or {})}),
        template_config=TemplateConfig(
            instance=JinjaTemplateEngine(engine_instance=make_environment(assets, tuple(templates)))
        ),
    )
    site.wrapped = site.route
    for wrap in reversed(wrappers):
        site.wrapped = wrap(site.wrapped)
    return site
