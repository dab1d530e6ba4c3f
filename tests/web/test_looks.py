"""Who looked: coordinator and chair see all, an agency its own looks, the privacy officer the log without a case."""

import pytest

from marac.web.agenda import AGENDA_PAGES
from marac.web.looks import LOOK_PAGES
from tests.cast import Cast
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*LOOK_PAGES, *AGENDA_PAGES]


async def looked_at(browser: Browser, cast: Cast) -> str:
    """Bryn and Nadia open the agenda on which the case stands."""
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    for person in (cast.bryn, cast.nadia):
        await knows_nobody(person, meeting)
        await (await browser(person)).get(f"/meetings/{meeting}/agenda")
    return listed.ref


async def test_the_coordinator_sees_who_looked_at_a_case(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.amina)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Who looked"
    who = " ".join(row[1] for row in page.tables[0].rows)
    assert "Bryn Price, representative, Northmoor Constabulary" in who
    assert "Nadia Rahman" in who
    assert "Agenda, version 1" in [row[2] for row in page.tables[0].rows]
    assert "The log " in page.text


async def test_a_representative_sees_own_looks_alone(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.nadia)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Your looks"
    assert {row[1].split(",")[0] for row in page.tables[0].rows} == {"Nadia Rahman"}


async def test_the_privacy_officer_sees_looks_without_the_case(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    page = await (await browser(cast.petra)).get(f"/cases/{case_ref}/looks")

    assert page.heading == "Who looked"
    assert "Bryn Price" in page.text
    assert "Quarmby" not in page.text


async def test_who_may_not_know_of_a_case_finds_no_looks_at_it(browser: Browser, cast: Cast) -> None:
    case_ref = await looked_at(browser, cast)

    for person in (cast.cerys, cast.idris, cast.stella, cast.ada, cast.rosa):
        assert (await (await browser(person)).get(f"/cases/{case_ref}/looks")).status == 404
    assert (await (await browser(cast.petra)).get("/cases/0000000000/looks")).status == 404


async def test_everybody_finds_their_own_looks_without_a_name_of_a_case(browser: Browser, cast: Cast) -> None:
    await looked_at(browser, cast)

    page = await (await browser(cast.bryn)).get("/looks")

    assert page.heading == "Your looks"
    assert "Agenda, version 1" in page.text
    assert "Quarmby" not in page.text
