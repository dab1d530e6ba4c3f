"""Letters that did not arrive, on the coordinator's page."""

import pytest

from marac.database import transaction
from marac.ids import uuid7
from marac.jobs import Job, Outbox
from marac.web.undelivered import UNDELIVERED_PAGES
from meetings.undelivered import note_undelivered
from tests.cast import Cast
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = UNDELIVERED_PAGES


async def test_a_letter_that_did_not_arrive_is_sent_again_or_taken_off(browser: Browser, cast: Cast) -> None:
    act = await cast.amina.act()
    for subject in ("SOMETHING_DUE", "PAPERS_READY"):
        async with transaction():
            ids = {"officer": str(cast.nadia.officer_id), "subject": subject, "ref": "7k3q9xbd2h"}
            await note_undelivered(act, uuid7(), ids)
    amina = await browser(cast.amina)

    page = await amina.get("/letters/undelivered")
    again = await amina.press(page, "Send again number 2")
    done = await amina.press(again, "Take off the list number 1")

    assert [row[1] for row in page.tables[0].rows] == ["Papers are ready", "Something is due soon"]
    assert "Every letter arrived" in done.text
    asked = await Outbox.select(Outbox.ids).where(Outbox.kind == Job.SEND_LETTER.value)
    assert ["SOMETHING_DUE" in row["ids"] for row in asked] == [True]
    assert (await (await browser(cast.nadia)).get("/letters/undelivered")).status == 404
