"""The navigation of each seat: every link leads to a page that this seat may open."""

import pytest

from agencies.roles import Role
from marac.audit.checkpoints import Checkpoints, newest_head
from marac.web.guards import handlers_of
from marac.web.navigation import navigation_of, rest_of
from marac.web.routes import HANDLERS
from marac.web.site import Site
from tests.cast import Cast
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio

PAGES = HANDLERS


async def test_no_link_of_any_seat_leads_to_a_page_that_is_not_there(site: Site) -> None:
    pages = {path for path, _ in handlers_of(site)}

    for role in Role:
        for forum in ("marac", "mappa"):
            links = [*navigation_of(role, forum=forum), *rest_of(role, forum=forum)]
            assert {link.href for link in links} <= pages, (role, forum)
            assert len(navigation_of(role, forum=forum)) <= 8


@pytest.mark.parametrize("name", ["bryn", "imran", "amina", "grace", "ada", "petra", "stella", "rosa"])
async def test_every_link_of_a_seat_opens(browser: Browser, cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    reader = await browser(person)

    for link in [*navigation_of(person.role, forum="marac"), *rest_of(person.role, forum="marac")]:
        page = await reader.get(link.href)
        assert page.status == 200, (link.href, page.heading)


async def test_the_privacy_officer_reads_the_newest_signed_heads(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.petra)).get("/checkpoints")

    assert "No checkpoint has been signed yet" in page.text
    assert "entries wait for their place in the tree" in page.text


async def test_a_signed_head_is_shown_with_its_size_and_its_whole_hash(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.petra)
    note = await Checkpoints(cast.desk.vault.tree_signer).catch_up(cast.desk.clock.now())
    assert note is not None

    page = await reader.get("/checkpoints")

    [row] = page.tables[0].rows
    head = await newest_head()
    assert (row[0], row[2]) == (str(head.size), head.root.hex())
