"""The roster of a meeting: who is here, deputies and observers."""

import pytest

from marac.web.presence import PRESENCE_PAGES
from meetings.circulation import issue_agenda
from tests.cast import Cast
from tests.meeting_day import Listed
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*PRESENCE_PAGES]


async def test_the_roster_marks_who_is_here_and_says_the_quorum(browser: Browser, cast: Cast, listed: Listed) -> None:
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    reader = await browser(cast.amina)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/presence")
    assert "Below quorum: police, the Idva service, children’s social care" in page.text
    page = await reader.press(page, "Here for Bryn Price")
    page = await reader.press(page, "Affirmed aloud for Bryn Price")
    page = await reader.press(page, "Apology, information sent for Nadia Rahman")

    rows = {row[0]: row for row in page.tables[0].rows}
    assert "Present" in rows["Bryn Price"][3]
    assert "Affirmed" in rows["Bryn Price"][4]
    assert rows["Nadia Rahman"][3] == "Apology information sent: yes"
    assert "Below quorum: the Idva service, children’s social care" in page.text


async def test_a_deputy_takes_the_seat_and_two_observers_stand_apart(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    reader = await browser(cast.amina)
    page = await reader.get(f"/meetings/{listed.meeting_ref}/presence")
    bryn = next(key for key in page.tree.xpath("//option/@value") if key == f"officer-{cast.bryn.officer_id}")

    refused = await reader.press(
        page, "Give the deputy the seat", {"instead_of": bryn, "deputy": str(cast.hugh.officer_id)}
    )
    page = await reader.press(page, "Add the observer", {"observer": "Una Trainee", "condition_signed": "yes"})
    page = await reader.press(page, "Add the observer", {"observer": "Otto Student"})

    assert set(refused.messages) == {"deputy"}
    names = [row[0] for row in page.tables[0].rows]
    assert {"Una Trainee", "Otto Student"} <= set(names)
    page = await reader.press(page, "Left for Otto Student")
    rows = {row[0]: row for row in page.tables[0].rows}
    assert "Left the meeting" in rows["Otto Student"][3]
    assert "Present" in rows["Una Trainee"][3]
