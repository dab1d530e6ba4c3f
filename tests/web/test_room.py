"""The room on its pages: statement, presence, opening, one case for those who run it and for those who speak in it."""

from datetime import date

import pytest

from marac.web.presence import PRESENCE_PAGES
from marac.web.room import ROOM_PAGES
from marac.web.room_acts import ROOM_ACT_PAGES
from marac.web.room_case import ROOM_CASE_PAGES
from marac.web.room_live.stream import STREAM_PAGES
from marac.web.statement import STATEMENT_PAGES
from marac.web.two_lines import TWO_LINES_PAGES
from meetings.circulation import issue_agenda
from meetings.tables.minutes import Action
from tests.cast import Cast
from tests.meeting_day import Listed, in_session, seated
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE
from tests.web.room_browser import open_page, path_to

pytestmark = pytest.mark.anyio
PAGES = [
    *PRESENCE_PAGES,
    *ROOM_ACT_PAGES,
    *ROOM_CASE_PAGES,
    *ROOM_PAGES,
    *STREAM_PAGES,
    *STATEMENT_PAGES,
    *TWO_LINES_PAGES,
]


async def test_the_room_is_shut_until_the_statement_is_affirmed(browser: Browser, cast: Cast, listed: Listed) -> None:
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    reader = await browser(cast.bryn)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/room")
    assert page.heading == "Confidentiality statement"
    assert "Keep this here." in page.text
    page = await reader.press(page, "I will keep to this")

    assert page.heading == "Meeting room"
    assert "The chair has not opened the meeting yet." in page.text
    assert "Below quorum" not in page.text


async def test_the_chair_opens_the_meeting_and_the_first_case(browser: Browser, cast: Cast, listed: Listed) -> None:
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    await seated(cast.grace, listed)
    reader = await browser(cast.grace)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/room")
    assert page.heading == "Open the meeting"
    assert "Below quorum" in page.text
    page = await reader.press(page, "Open the meeting")
    assert page.outcome == "The meeting is open. It is below quorum; the minutes say so."
    page = await reader.follow(page, listed.case_number)
    page = await reader.press(page, "Open the case")

    assert page.heading == "Case"
    assert "Victim Ellen Quarmby" in page.text
    assert "Perpetrator Frank Ostrey" in page.text
    assert "Visible high risk: 16 of 24, local threshold 14 since 1 January 2026." in page.text
    assert "07700 900142" not in page.text
    assert "Mill Lane" not in page.text


async def test_others_are_told_nothing_of_a_room_that_is_not_theirs(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await in_session(cast, listed)

    for person in (cast.cerys, cast.rosa, cast.ada, cast.stella):
        reader = await browser(person)
        for path in (path_to(listed), f"/meetings/{listed.meeting_ref}/room"):
            assert (await reader.get(path)).heading == "Page not found"
    # A seat is not enough to run the room.
    bryn = await browser(cast.bryn)
    for path in ("presence", f"room/{listed.case_ref}/two-texts"):
        assert (await bryn.get(f"/meetings/{listed.meeting_ref}/{path}")).status == 404


async def test_a_line_with_a_slash_becomes_an_action_and_says_what_was_understood(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)

    page = await reader.press(page, "Add the line", {"line": "/police by 18/9: check tag data"})

    assert page.outcome == "Action for Northmoor Constabulary, due Fri 18 Sep 2026, as agreed."
    assert "NMP, Bryn Price: Check tag data by Fri 18 Sep 2026" in page.text


async def test_the_plain_fields_give_the_same_action(browser: Browser, cast: Cast, listed: Listed) -> None:
    reader, page = await open_page(browser, cast, listed)

    page = await reader.press(
        page,
        "Add from these fields",
        {"kind": "action", "who": "nmp", "by_when": "18/9", "text": "Check tag data", "dash_item": "15"},
    )

    [action] = await Action.objects()
    assert (action.due_on, action.dash_item, action.owner) == (date(2026, 9, 18), 15, cast.bryn.officer_id)
    assert page.status == 200


async def test_a_line_that_is_not_understood_stays_in_its_field_and_is_not_echoed(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)

    page = await reader.press(
        page, "Add the line", {"line": "/nobody by fri: Quarmby", "section.risks": "[15] In July"}
    )

    assert page.status == 422
    assert page.messages == {"line": "Choose someone at this meeting; this name is not on its list."}
    form = page.form("Add the line")
    assert form.fields["line"] == ["/nobody by fri: Quarmby"]
    # What stood in the sections was kept with it.
    assert form.fields["section.risks"] == ["[15] In July"]
    assert "nobody" not in page.text


async def test_what_stands_in_the_minutes_is_saved_with_every_line(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)

    page = await reader.press(page, "Add the line", {"line": "/r 15", "section.victim_view": "Wants to stay."})

    form = page.form("Save the minutes")
    assert form.fields["section.victim_view"] == ["Wants to stay."]
    assert form.fields["section.risks"] == ["[15] Attempt to strangle, choke, suffocate or drown"]
    assert "No action yet" in page.text


async def test_two_minute_takers_in_two_browsers_lose_no_line(browser: Browser, cast: Cast, listed: Listed) -> None:
    grace, mine = await open_page(browser, cast, listed)
    await seated(cast.amina, listed)
    amina = await browser(cast.amina)
    theirs = await amina.get(path_to(listed))

    await grace.press(mine, "Save the minutes", {"section.information": "NMP (fact): Bail to 20 September."})
    page = await amina.press(theirs, "Save the minutes", {"section.information": "WAY (fact): Wants to stay."})

    kept = page.form("Save the minutes").fields["section.information"][0].splitlines()
    assert sorted(kept) == ["NMP (fact): Bail to 20 September.", "WAY (fact): Wants to stay."]


async def test_the_same_line_changed_twice_is_shown_in_both_texts_and_decided(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    grace, page = await open_page(browser, cast, listed)
    mine = await grace.press(page, "Save the minutes", {"section.decision": "Plan agreed.\nAgain in May."})
    await seated(cast.amina, listed)
    amina = await browser(cast.amina)
    theirs = await amina.get(path_to(listed))
    await grace.press(mine, "Save the minutes", {"section.decision": "Plan agreed.\nAgain in June.\nAnd more."})

    page = await amina.press(theirs, "Save the minutes", {"section.decision": "Plan agreed.\nAgain in July."})
    assert page.heading == "Two texts of one line"
    assert "Again in July." in page.text
    assert "Again in June." in page.text
    refused = await amina.press(page, "Keep Decisions 3")
    assert refused.status == 422
    page = await amina.press(page, "Keep Decisions 3", {"keep.decision.3": "mine"})

    assert page.heading == "Case"
    text = page.form("Save the minutes").fields["section.decision"][0]
    assert text == "Plan agreed.\nAgain in July.\nAnd more."


async def test_autosave_says_how_each_section_now_stands(browser: Browser, cast: Cast, listed: Listed) -> None:
    reader, page = await open_page(browser, cast, listed)
    form = page.form("Save the minutes")
    sent = {name: values[0] for name, values in form.fields.items() if values}

    answer = await reader.client.post(
        form.autosave,
        data={**sent, "section.risks": "[15] In Ju"},
        headers={**SAME_SITE, "Accept": "application/json"},
    )

    assert answer.status_code == 200
    said = answer.json()
    assert said["sections"]["section.risks"] == {"text": "[15] In Ju", "base": "base.risks", "n": 1}
    assert said["warning"] == ""


async def test_a_long_case_is_kept_whole_and_a_section_too_long_is_named(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)
    long = {f"section.{name}": "é" * 3_600 for name in ("summary", "information", "risks", "decision", "dissent")}

    page = await reader.press(page, "Save the minutes", long)
    assert page.outcome == "The minutes are saved."
    page = await reader.press(page, "Save the minutes", {"section.risks": "e" * 20_001})

    assert page.messages == {"section-risks": "Write at most 20,000 characters in one section."}
    assert page.form("Save the minutes").fields["section.risks"] == ["e" * 20_001]


async def test_the_line_is_explained_before_it_is_kept(browser: Browser, cast: Cast, listed: Listed) -> None:
    reader, page = await open_page(browser, cast, listed)
    form = page.form("Add the line")

    answer = await reader.client.post(
        f"{path_to(listed)}/understand",
        data={"csrf": form.fields["csrf"][0], "line": "/police by fri: check tag data"},
        headers={**SAME_SITE, "Accept": "application/json"},
    )

    assert answer.json() == {
        "understood": "Understood: action · Northmoor Constabulary, Bryn Price · due Fri 18 Sep 2026 (as agreed)"
        " · text “check tag data”"
    }
    assert await Action.count() == 0


async def test_a_page_at_rest_learns_how_many_new_things_there_are(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)
    await seated(cast.amina, listed)
    amina = await browser(cast.amina)
    [place] = page.tree.xpath("//*[@data-poll]/@data-poll")

    quiet = await reader.client.get(place)
    await amina.press(await amina.get(path_to(listed)), "Add the line", {"line": "/v Wants to stay."})
    await amina.press(await amina.get(path_to(listed)), "Add the line", {"line": "/police by 18/9: check tag data"})
    loud = await reader.client.get(place)

    assert quiet.json()["new"] == 0
    assert loud.json()["new"] == 2


async def test_a_case_closes_without_something_only_for_a_reason_that_the_minutes_show(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)

    refused = await reader.press(page, "Close the case")
    assert refused.messages == {"why": "Settle what is missing, or say why the case is closed without it."}
    page = await reader.press(refused, "Close the case", {"why": "next_meeting"})

    assert page.outcome == "The case is closed."
    page = await reader.get(path_to(listed))
    decision = page.form("Save the minutes").fields["section.decision"][0]
    assert "What the victim wants is not written: it is taken up at the next meeting." in decision


async def test_decision_and_telling_are_kept_from_the_side_of_the_page(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    reader, page = await open_page(browser, cast, listed)

    page = await reader.press(page, "Put it in the minutes", {"decision": "plan"})
    assert page.form("Save the minutes").fields["section.decision"] == ["Plan agreed."]
    refused = await reader.press(page, "Keep who tells", {"tell_by": "soon"})
    assert set(refused.messages) == {"teller", "method", "tell-by"}
    page = await reader.press(
        refused,
        "Keep who tells",
        {"teller": str(cast.bryn.officer_id), "method": "By the school office", "tell_by": "18/9"},
    )

    assert "Bryn Price, by Fri 18 Sep 2026. By the school office" in page.text
