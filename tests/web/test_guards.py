"""Every route says who may open it, and whoever may not learns nothing, not even that it is there."""

import re
from datetime import date

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from agencies.acts import Desk
from agencies.policy import policy
from agencies.tables import Membership, Officer
from marac.audit.tables import Leaf
from marac.errors import MaracError
from marac.web.desk import desk_pages
from marac.web.guards import ROW_OF, anyone, handlers_of, may, require_guards, requires_password, requires_sign_in
from marac.web.headings import Heading
from marac.web.pages import Page, page
from marac.web.routes import HANDLERS
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from tests.agencies.reference_matrix import may_by_reference
from tests.cast import Cast, Person
from tests.sampling import sampled
from tests.web.conftest import Browser
from tests.web.reader import Reader

pytestmark = pytest.mark.anyio

PAGES = HANDLERS
OURS = {"Sec-Fetch-Site": "same-origin"}


def routes(site: Site) -> list[tuple[str, str, HTTPRouteHandler]]:
    """Method, an address of the route that leads to nothing, and the handler."""
    return [
        (method, re.sub(r"\{[a-z_]+:[a-z]+\}", "0000000000", path), handler)
        for path, handler in handlers_of(site)
        if isinstance(handler, HTTPRouteHandler)
        for method in sorted(handler.http_methods & {"GET", "POST"})
    ]


def row_of(handler: HTTPRouteHandler) -> str:
    """The row of the policy table a route names; nothing for open pages and those of one's own account."""
    return next((ROW_OF[guard] for guard in handler.resolve_guards() if guard in ROW_OF), "")


def masked(text: str) -> str:
    """Without tokens and keys of forms, which differ from page to page."""
    return re.sub(r'value="[A-Za-z0-9_-]{32,}"', "", text)


async def csrf_of(reader: Reader) -> str:
    page = await reader.get("/account/keys")
    return page.forms[0].fields["csrf"][0]


async def test_every_route_says_who_may_open_it(site: Site) -> None:
    rows = {row_of(handler) for _, _, handler in routes(site)} - {""}

    require_guards(site)
    assert len(routes(site)) > 50
    assert rows <= set(policy())


async def test_an_application_with_an_unguarded_route_does_not_start(desk: Desk) -> None:
    @get("/forgotten")
    async def show_forgotten() -> Page:
        return page("plain/help.html", heading=Heading.HELP)

    site = build_site([desk_pages([show_forgotten])], wrappers=[with_session], state={"desk": desk})

    with pytest.raises(MaracError, match="/forgotten names no guard"):
        require_guards(site)


def test_a_guard_for_a_row_nobody_wrote_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        may("inbox.raed")


async def test_a_stranger_is_led_to_sign_in_from_every_guarded_page_alike(
    site: Site, browser: Browser, cast: Cast
) -> None:
    reader = await browser(None)
    answers = set()
    open_to_all = set()

    for method, path, handler in routes(site):
        if method != "GET" or anyone in handler.resolve_guards():
            open_to_all.add(path)
            continue
        answer = await reader.client.get(path)
        answers.add((answer.status_code, answer.headers["location"], answer.text))

    assert len(answers) == 1
    assert {status for status, _, _ in answers} == {303}
    assert {location for _, location, _ in answers} == {"/sign-in"}
    assert {"/sign-in", "/help", "/privacy"} <= open_to_all


async def test_pages_open_to_all_hold_no_word_of_anybody(site: Site, browser: Browser, cast: Cast) -> None:
    reader = await browser(None)

    for method, path, handler in routes(site):
        if method == "GET" and anyone in handler.resolve_guards() and not path.startswith("/static"):
            text = (await reader.client.get(path)).text
            assert not [person.name for person in cast.everyone if person.name.capitalize() in text], path


@pytest.mark.long_on_postgres
@pytest.mark.parametrize(
    "name",
    sampled(
        ["petra", "bryn", "kofi", "imran", "amina", "lena", "grace", "viktor", "rosa", "ada", "stella", "cerys"],
        one_in=4,
    ),
)
async def test_what_a_role_may_not_open_looks_as_if_it_did_not_exist(
    site: Site, browser: Browser, cast: Cast, name: str
) -> None:
    person: Person = getattr(cast, name)
    reader = await browser(person)
    csrf = await csrf_of(reader)
    denied = 0

    for method, path, handler in routes(site):
        row = row_of(handler)
        if not row or may_by_reference(row, person.role, "marac"):
            continue
        if method == "GET":
            answer = await reader.client.get(path)
        else:
            answer = await reader.client.post(path, data={"csrf": csrf}, headers=OURS)
        absent = await reader.client.get(f"{path}/zz/zz/zz")
        assert answer.status_code == 404, (method, path)
        assert masked(answer.text) == masked(absent.text), (method, path)
        assert set(answer.headers) == set(absent.headers), (method, path)
        denied += 1

    leaves = await Leaf.count().where((Leaf.event == "access:deny") & (Leaf.actor == person.officer_id))
    assert leaves == denied > 0


async def test_a_denial_says_in_the_log_which_row_was_asked(browser: Browser, cast: Cast) -> None:
    await (await browser(cast.stella)).get("/people-and-seats")

    leaf = await Leaf.select(Leaf.keys, Leaf.decision, Leaf.actor).where(Leaf.event == "access:deny").first()

    assert leaf == {
        "keys": '{"method":"GET","policy":"account.read","reason":"role"}',
        "decision": "deny",
        "actor": cast.stella.officer_id,
    }


async def test_a_role_that_ended_yesterday_opens_nothing_at_the_next_click(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.ada)
    assert (await reader.get("/people-and-seats")).heading == "Accounts"

    await Membership.update({Membership.to_on: date(2026, 8, 31)}).where(Membership.id == cast.ada.membership_id)

    page = await reader.get("/people-and-seats")
    assert page.heading == "Where are you working?"
    assert "You have no role in any area today" in page.text


async def test_an_ended_account_is_out_of_every_page(site: Site, browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.bryn)
    await Officer.update({Officer.state: "ended"}).where(Officer.id == cast.bryn.officer_id)

    for method, path, handler in routes(site):
        if method == "GET" and not {anyone} & set(handler.resolve_guards()):
            assert (await reader.client.get(path)).headers.get("location") == "/sign-in", path


async def test_only_account_and_seat_pages_ask_for_sign_in_without_a_role(site: Site) -> None:
    lone = {
        path
        for _, path, handler in routes(site)
        if {requires_sign_in, requires_password} & set(handler.resolve_guards())
    }

    assert all(path.startswith(("/account", "/sign-in", "/sign-out")) for path in lone), lone
