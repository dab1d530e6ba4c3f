"""Actions on their pages: lists, one action, each ending in its own words, handed to a colleague."""

from datetime import date, timedelta

import pytest

from marac.audit.tables import Leaf
from marac.web.actions import ACTION_PAGES
from meetings.actions import NewAction, give_action
from meetings.tables.minutes import Action
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.meeting_day import Listed, agency_of, in_session
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*ACTION_PAGES]


@pytest.fixture
async def action(cast: Cast, listed: Listed) -> Action:
    """Bryn is to check the tag data by the eighteenth."""
    grace = await in_session(cast, listed)
    return await give_action(
        grace,
        listed.meeting_ref,
        listed.case_ref,
        NewAction(
            text="Check tag data",
            agency_id=await agency_of(grace, "northmoor-police"),
            owner=cast.bryn.officer_id,
            due_on=date(2026, 9, 18),
            contacts_victim=True,
            safe_method="Through the school office",
        ),
    )


async def test_an_owner_finds_accepts_and_finishes_an_action(
    browser: Browser, cast: Cast, action: Action, clock: FixedClock
) -> None:
    bryn = await browser(cast.bryn)

    page = await bryn.get("/actions")
    assert page.tables[0].caption == "1 open action"
    assert "Check tag data" in page.text
    assert "school office" not in page.text
    name = page.tables[0].rows[0][1].partition(" Check")[0]
    page = await bryn.press(page, f"Accept {name}")
    page = await bryn.follow(page, f"Done {name}")
    assert page.heading == "What was done?"
    assert "Before you contact the victim Through the school office" in page.text
    page = await bryn.press(page, "It is done", {"note": "Tag was in place."})

    assert page.outcome == "Done. It is on record."
    assert page.text.count("Done") >= 1
    page = await bryn.get(f"/actions/{action.ref}")
    assert "Tag was in place." in page.text


async def test_done_tomorrow_is_not_taken_and_nothing_typed_is_lost(
    browser: Browser, cast: Cast, action: Action
) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/actions/{action.ref}/report/done")

    page = await bryn.press(page, "It is done", {"note": "Soon.", "done_on.day": "2"})

    assert page.status == 422
    assert page.messages == {"done-on": "Enter a date up to today."}
    assert page.form("It is done").fields["note"] == ["Soon."]


@pytest.mark.parametrize(
    ("how", "button", "status", "heading"),
    [
        ("changed", "Not possible, circumstances changed", "not_possible_changed", "What has changed?"),
        ("not-done", "Not done", "not_done", "Why was it not done?"),
    ],
)
async def test_the_two_ways_of_failing_have_each_a_page_and_a_reason(
    browser: Browser, cast: Cast, action: Action, how: str, button: str, status: str, heading: str
) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/actions/{action.ref}/report/{how}")
    assert page.heading == heading

    refused = await bryn.press(page, button)
    assert set(refused.messages) == {"note"}
    await bryn.press(refused, button, {"note": "He moved away."})

    assert [row["status"] for row in await Action.select(Action.status)] == [status]


async def test_an_action_is_given_to_a_colleague_of_the_same_agency_alone(
    browser: Browser, cast: Cast, action: Action
) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/actions/{action.ref}/give")
    assert "Kofi Mensah" in page.text
    assert "Nadia Rahman" not in page.text

    refused = await bryn.press(page, "Give it to them")
    assert refused.messages == {"to": "Choose who does this instead."}
    page = await bryn.press(refused, "Give it to them", {"to": str(cast.kofi.officer_id)})

    assert page.outcome == "Given to your colleague."
    kofi = await browser(cast.kofi)
    assert "Check tag data" in (await kofi.get("/actions")).text


async def test_another_agency_and_another_area_meet_no_action(browser: Browser, cast: Cast, action: Action) -> None:
    for person in (cast.nadia, cast.cerys, cast.stella, cast.rosa):
        reader = await browser(person)
        for path in ("", "/report/done", "/give"):
            assert (await reader.get(f"/actions/{action.ref}{path}")).status == 404
    for path in ("/actions/overdue", "/actions/given"):
        assert (await (await browser(cast.bryn)).get(path)).status == 404
    assert (await (await browser(cast.bryn)).get(f"/actions/{action.ref}/report/vanish")).status == 404


async def test_an_overdue_action_stands_on_its_step_of_the_ladder(
    browser: Browser, cast: Cast, action: Action, clock: FixedClock
) -> None:
    clock.move(timedelta(days=20))
    reader = await browser(cast.amina)

    page = await reader.get("/actions/overdue")

    assert page.tables[0].caption == "1 overdue action"
    assert "Late by 1 working day" in page.tags
    assert "reminded: deputy" in page.text


async def test_a_list_of_actions_leaves_one_look(browser: Browser, cast: Cast, action: Action) -> None:
    await (await browser(cast.bryn)).get("/actions/agency")

    looks = await Leaf.select(Leaf.actor).where(Leaf.event == "action:list")

    assert [look["actor"] for look in looks] == [cast.bryn.officer_id]


async def test_an_empty_list_of_actions_says_so(browser: Browser, cast: Cast, listed: Listed) -> None:
    page = await (await browser(cast.bryn)).get("/actions")

    assert "No actions are yours." in page.text
