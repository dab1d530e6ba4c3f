"""Pages that stand still: help, accessibility, privacy, who can see what, how to report a mistake."""

from typing import Any

from litestar import Request, get

from agencies.policy import rows_of
from agencies.roles import ROLE_NAMES
from marac.web.guards import ROW_OF, act_of_request, anyone
from marac.web.headings import Heading
from marac.web.key_words import KEYS
from marac.web.pages import Page, page


@get("/help", guards=[anyone], sync_to_thread=False)
def show_help() -> Page:
    return page("plain/help.html", heading=Heading.HELP)


@get("/help/keys", guards=[anyone], sync_to_thread=False)
def show_keys() -> Page:
    return page("plain/keys.html", heading=Heading.HELP_KEYS, places=KEYS)


@get("/accessibility", guards=[anyone], sync_to_thread=False)
def show_accessibility() -> Page:
    return page("plain/accessibility.html", heading=Heading.ACCESSIBILITY)


@get("/privacy", guards=[anyone], sync_to_thread=False)
def show_privacy() -> Page:
    return page("plain/privacy.html", heading=Heading.PRIVACY)


@get("/who-can-see-what", guards=[anyone], sync_to_thread=False)
def show_who_can_see(request: Request[Any, Any, Any]) -> Page:
    """For everybody the table in short; for somebody in a seat every row of the policy that opens a page for it."""
    act = act_of_request(request)
    role = act.role if act else None
    rows = rows_of(role, forum=act.area.forum) if act and role else ()
    return page(
        "plain/who-can-see-what.html",
        heading=Heading.WHO_CAN_SEE,
        seat=ROLE_NAMES[role] if role else "",
        rights=[row.words for row in rows if row.name in ROW_OF.values()],
    )


@get("/report-a-mistake", guards=[anyone], sync_to_thread=False)
def show_report() -> Page:
    return page("plain/report-a-mistake.html", heading=Heading.REPORT_MISTAKE)


PLAIN_PAGES = [show_help, show_keys, show_accessibility, show_privacy, show_who_can_see, show_report]
