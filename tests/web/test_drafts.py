"""A referral on pages: it arrives as it was typed, waits for its author alone, and is never lost between windows."""

from typing import Any

import pytest

from marac.web.drafts import DRAFT_PAGES
from marac.web.sent import SENT_PAGES
from meetings.drafts import read_draft
from meetings.referral_reading import read_referral
from meetings.tables.documents import Case, Document
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.filling_referral import SAVE, VICTIM, begin, fill
from tests.web.reader import SAME_SITE, Reader

pytestmark = pytest.mark.anyio
PAGES = [*DRAFT_PAGES, *SENT_PAGES]
TRUE = {"is_true": ["yes"]}


async def test_a_whole_referral_arrives_as_it_was_typed(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    filled = await fill(bryn, tasks.path)
    assert "10 of 10 done" in filled.text

    check = await bryn.get(f"{tasks.path}/check")
    assert "15 yes of 24, 1 not known, 1 blank" in check.text
    receipt = await bryn.press(check, "Send referral", TRUE)

    assert receipt.heading == "Referral sent"
    case = await Case.objects().first()
    assert case is not None
    referral = await read_referral(await cast.amina.act(), case.ref)
    said = {row.path: row.lines for block in referral.blocks for row in block.rows}
    assert said["children.1.lives_with"] == ("His grandmother",)
