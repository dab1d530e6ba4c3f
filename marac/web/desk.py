"""What all pages of the desk share: the form token, one effect a form, who is there, and the ways to sign-in."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from agencies.acts import Act
from agencies.sessions import SignedIn
from marac.web.account import ACCOUNT_PAGES
from marac.web.accounts_admin import ACCOUNTS_PAGES
from marac.web.agencies_admin import AGENCIES_PAGES
from marac.web.agency_keys import AGENCY_KEY_PAGES
from marac.web.checkpoints import CHECKPOINT_PAGES
from marac.web.csrf import RequiresFormToken
from marac.web.go import GO_PAGES
from marac.web.guards import SeatFirst, SignInFirst, act_of_request, session_of
from marac.web.idempotency import AnswersOnce
from marac.web.invitation import INVITATION_PAGES
from marac.web.lost_access import LOST_ACCESS_PAGES
from marac.web.more import MORE_PAGES
from marac.web.settings_pages import SETTINGS_PAGES
from marac.web.sign_in import SIGN_IN_HANDLERS, SIGN_IN_PAGES

OWN_PAGES: list[ControllerRouterHandler] = [
    *SIGN_IN_PAGES,
    *INVITATION_PAGES,
    *ACCOUNT_PAGES,
    *ACCOUNTS_PAGES,
    *LOST_ACCESS_PAGES,
    *AGENCIES_PAGES,
    *AGENCY_KEY_PAGES,
    *SETTINGS_PAGES,
    *GO_PAGES,
    *MORE_PAGES,
    *CHECKPOINT_PAGES,
]


def desk_pages(handlers: Sequence[ControllerRouterHandler]) -> Router:
    """These pages and our own, each behind its guard. Give it to `build_site` with the wrapper `with_session`."""
    return Router(
        path="/",
        route_handlers=[*OWN_PAGES, *handlers],
        middleware=[RequiresFormToken(), AnswersOnce()],
        dependencies={
            "act": Provide(provide_act, sync_to_thread=False),
            "signed_in": Provide(provide_signed_in, sync_to_thread=False),
        },
        exception_handlers=SIGN_IN_HANDLERS,
    )


def provide_act(request: Request[Any, Any, Any]) -> Act:
    act = act_of_request(request)
    if act is None:
        raise SeatFirst
    return act


def provide_signed_in(request: Request[Any, Any, Any]) -> SignedIn:
    session = session_of(request)
    if session is None:
        raise SignInFirst
    return session
