"""Licensed wording on the pages of a form: from its own day on, with its line on every copy."""

from datetime import date

import pytest

from marac.audit.tables import Leaf
from marac.web.case_forms.pages import CASE_FORM_PAGES
from meetings.case_forms.text_packs import load_text_pack, wording_on
from meetings.forms.on_case.dash_v1 import FORM as DASH
from meetings.forms.text_pack import PackRefused
from meetings.tables.documents import Document
from meetings.tables.text_packs import TextPack
from tests.cast import Cast
from tests.meeting_day import Listed
from tests.meetings.forms.risk_documents import a_checklist
from tests.meetings.forms.test_text_pack import LINE, a_pack
from tests.web.conftest import Browser
from tests.web.test_risk_tools import kept

pytestmark = pytest.mark.anyio
PAGES = [*CASE_FORM_PAGES]


async def test_a_form_is_read_and_printed_in_the_areas_words_with_the_line_of_their_licence(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await load_text_pack(await cast.amina.act(), a_pack())
    await kept(cast.imran, listed, a_checklist(yes=2, no=22))
    form = await Document.select(Document.ref).where(Document.form == "marac-dash").first()
    assert form is not None
    imran = await browser(cast.imran)

    page = await imran.get(f"/cases/{listed.case_ref}/forms/{form['ref']}")
    copy = await imran.get(f"/cases/{listed.case_ref}/forms/{form['ref']}/print")

    for seen in (page, copy):
        assert "Did the latest event hurt you?" in seen.text and LINE in seen.text
        assert "Injured in the current incident" not in seen.text


async def test_a_pack_holds_from_its_own_day_and_a_later_one_takes_its_place(cast: Cast, listed: Listed) -> None:
    amina = await cast.amina.act()
    await load_text_pack(amina, a_pack())
    await load_text_pack(amina, a_pack(**{"from": "2026-06-01", "licence": "Second line."}))

    lines = [
        (await wording_on(amina, DASH, day)).licence for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 1))
    ]

    assert lines == ["", LINE, "Second line."]


async def test_the_same_pack_once_more_changes_nothing_and_a_broken_one_writes_nothing(
    cast: Cast, listed: Listed
) -> None:
    amina = await cast.amina.act()
    await load_text_pack(amina, a_pack())
    await load_text_pack(amina, a_pack())

    with pytest.raises(PackRefused):
        await load_text_pack(amina, a_pack(licence=""))

    assert await TextPack.count() == 1
    assert await Leaf.count().where(Leaf.event == "text-pack:load") == 1


async def test_one_areas_wording_is_not_anothers(cast: Cast, listed: Listed) -> None:
    await load_text_pack(await cast.amina.act(), a_pack())

    assert (await wording_on(await cast.cerys.act(), DASH, date(2026, 9, 1))).licence == ""
