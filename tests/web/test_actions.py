"""Actions on their pages: lists, one action, each ending in its own words, handed to a colleague."""

from datetime import date, timedelta

import pytest

from agencies.tables import Agency
from marac.audit.tables import Leaf
from marac.jobs import Outbox
from marac.web.action_moving import ACTION_MOVING_PAGES
from marac.web.actions import ACTION_PAGES
from meetings.actions import NewAction, give_action, report_action
from meetings.tables.minutes import Action
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.meeting_day import Listed, agency_of, in_session
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*ACTION_PAGES, *ACTION_MOVING_PAGES]


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


async def test_a_refused_action_stands_with_the_coordinator_who_gives_it_to_another_agency(
    browser: Browser, cast: Cast, action: Action
) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/actions/{action.ref}/report/refused")
    refused = await bryn.press(page, "Refuse it")
    assert refused.messages == {"note": "Say why your agency cannot do this; the coordinator reads it."}
    page = await bryn.press(refused, "Refuse it", {"note": "The depot is not ours."})
    assert page.outcome == "Refused. The coordinator has it now."
    assert (await bryn.get("/actions/orphaned")).status == 404
    assert (await bryn.get(f"/actions/{action.ref}/move")).status == 404

    amina = await browser(cast.amina)
    page = await amina.get("/actions/orphaned")
    assert page.heading == "Actions nobody can do"
    assert page.tables[0].caption == "1 open action"
    assert "The depot is not ours." in (await amina.get(f"/actions/{action.ref}")).text
    page = await amina.get(f"/actions/{action.ref}/move")
    assert ": Nadia Rahman, representative" in page.text
    assert (await amina.press(page, "Give it to them")).messages == {"to": "Choose who does this instead."}
    page = await amina.press(page, "Give it to them", {"to": str(cast.nadia.membership_id)})

    assert page.outcome == "Given to them; they get a letter."
    assert "Every action has somebody who can do it." in page.text
    assert "Check tag data" in (await (await browser(cast.nadia)).get("/actions")).text
    assert "Check tag data" not in (await bryn.get("/actions")).text
    letters = await Outbox.select(Outbox.ids).where(Outbox.ids.like(f"%{action.ref}%"))
    told = {
        person
        for person in ("amina", "nadia")
        for row in letters
        if str(getattr(cast, person).officer_id) in row["ids"]
    }
    assert told == {"amina", "nadia"}


async def test_an_action_of_an_agency_or_an_owner_that_is_gone_waits_for_the_coordinator(
    browser: Browser, cast: Cast, action: Action
) -> None:
    amina = await browser(cast.amina)
    assert "Every action has somebody who can do it." in (await amina.get("/actions/orphaned")).text

    await Agency.update({Agency.left_on: date(2026, 8, 31)}).where(Agency.id == cast.bryn.agency_id)

    assert "Check tag data" in (await amina.get("/actions/orphaned")).text
    assert "Bryn Price" not in (await amina.get(f"/actions/{action.ref}/move")).text.partition("instead?")[2]


async def test_done_late_is_told_apart_from_done(
    browser: Browser, cast: Cast, action: Action, clock: FixedClock
) -> None:
    clock.move(timedelta(days=20))
    await report_action(await cast.bryn.act(), action.ref, "done", note="Tag was in place.")

    page = await (await browser(cast.bryn)).get("/actions")

    assert page.tables[-1].rows[0][-1] == "Done late"


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
    assert "reminded: deputies" in page.text


async def test_a_list_of_actions_leaves_one_look(browser: Browser, cast: Cast, action: Action) -> None:
    await (await browser(cast.bryn)).get("/actions/agency")

    looks = await Leaf.select(Leaf.actor).where(Leaf.event == "action:list")

    assert [look["actor"] for look in looks] == [cast.bryn.officer_id]


async def test_an_empty_list_of_actions_says_so(browser: Browser, cast: Cast, listed: Listed) -> None:
    page = await (await browser(cast.bryn)).get("/actions")

    assert "No actions are yours." in page.text
