"""Flags and telling the victim on their pages."""

import json
from datetime import date

import pytest

from marac.audit.tables import Leaf
from marac.database import transaction
from marac.web.flags import FLAG_PAGES
from marac.web.telling import TELLING_PAGES
from meetings.flags import ask_for_flags
from meetings.room_deeds import agree_telling
from meetings.tables.documents import Case
from meetings.tables.minutes import Flag
from tests.cast import Cast
from tests.meeting_day import Listed, in_session
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*FLAG_PAGES, *TELLING_PAGES]


@pytest.fixture
async def flagged(cast: Cast, listed: Listed) -> Listed:
    """Police and GPs are asked to flag their files."""
    case = await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None
    assert cast.bryn.agency_id and cast.nadia.agency_id
    async with transaction():
        await ask_for_flags(await cast.amina.act(), case, [cast.bryn.agency_id, cast.nadia.agency_id])
    return listed


async def test_an_agency_confirms_its_own_flags_many_at_once(browser: Browser, cast: Cast, flagged: Listed) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get("/flags")
    assert page.tables[0].caption == "1 flag live"
    [look] = await Leaf.select(Leaf.actor, Leaf.keys).where(Leaf.event == "flag:list")
    assert look["actor"] == cast.bryn.officer_id
    assert json.loads(look["keys"])["number_of_objects"] == 1
    asked = await Flag.select(Flag.ref).where(Flag.agency == cast.bryn.agency_id).first()
    assert asked is not None

    refused = await bryn.press(page, "The chosen flags are set")
    assert refused.messages == {"flag": "Choose at least one flag."}
    page = await bryn.press(refused, "The chosen flags are set", {"flag": [asked["ref"]]})

    assert page.outcome == "1 flag is confirmed."
    assert "Set 1 Sep 2026" in page.text


async def test_the_coordinator_sees_every_flag_and_confirms_none_of_another_agency(
    browser: Browser, cast: Cast, flagged: Listed
) -> None:
    amina = await browser(cast.amina)
    page = await amina.get("/flags")
    assert page.tables[0].caption == "2 flags live"

    theirs = await Flag.select(Flag.ref).where(Flag.agency == cast.nadia.agency_id).first()
    assert theirs is not None
    refused = await amina.press(page, "The chosen flags are set", {"flag": [theirs["ref"]]})

    assert refused.status == 404
    assert await Flag.count().where(Flag.set_on.is_not_null()) == 0


async def test_who_has_no_flags_reads_so_and_others_find_no_page(browser: Browser, cast: Cast, listed: Listed) -> None:
    assert "No live flags." in (await (await browser(cast.nadia)).get("/flags")).text
    assert (await (await browser(cast.stella)).get("/flags")).status == 404


@pytest.fixture
async def agreed(cast: Cast, listed: Listed) -> Listed:
    """Imran is to tell Ellen through the school office."""
    grace = await in_session(cast, listed)
    await agree_telling(
        grace,
        listed.meeting_ref,
        listed.case_ref,
        officer=cast.imran.officer_id,
        method="Through the school office",
        due_on=date(2026, 9, 18),
    )
    return listed


async def test_the_idva_says_that_the_victim_was_told(browser: Browser, cast: Cast, agreed: Listed) -> None:
    imran = await browser(cast.imran)
    page = await imran.get(f"/cases/{agreed.case_ref}/told")
    assert "Before you contact the victim Through the school office" in page.text

    refused = await imran.press(page, "Save", {"outcome": "not_told"})
    assert refused.messages == {"reason": "Say why the victim was not told."}
    page = await imran.press(refused, "Save", {"outcome": "told"})

    assert "Told 1 September 2026." in page.text


async def test_only_the_idva_and_the_coordinator_meet_the_page_of_telling(
    browser: Browser, cast: Cast, agreed: Listed
) -> None:
    path = f"/cases/{agreed.case_ref}/told"

    assert (await (await browser(cast.amina)).get(path)).status == 200
    for person in (cast.bryn, cast.cerys, cast.nadia, cast.grace):
        assert (await (await browser(person)).get(path)).status == 404
