"""Copies of a referral: marked and counted on paper, taken out, and the same when taken in again."""

import json
from typing import Any

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.copies.pages import COPY_PAGES
from marac.web.referrals import REFERRAL_PAGES
from marac.web.sent import SENT_PAGES
from meetings.arrivals import Result
from meetings.decisions import decline_referral
from meetings.forms.canonical import canonical_json
from meetings.intake import take_in
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.documents import a_referral, ellen
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Reader

pytestmark = pytest.mark.anyio
PAGES = [*COPY_PAGES, *SENT_PAGES, *REFERRAL_PAGES]
# A zero-width blank, which is cleaned away: what is kept is not letter for letter what was sent.
UNCLEAN = "Ellen\u200b"


async def keys_of(event: Event) -> list[dict[str, Any]]:
    rows = await Leaf.select(Leaf.keys).where(Leaf.event == event.value)
    return [json.loads(row["keys"]) if isinstance(row["keys"], str) else row["keys"] for row in rows]


async def file_at(reader: Reader, path: str) -> bytes:
    response = await reader.client.get(path)
    assert response.status_code == 200 and "attachment" in response.headers["content-disposition"]
    return response.content


async def test_a_sender_prints_a_marked_and_counted_copy(browser: Browser, cast: Cast) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral())
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/sent/{sent.document_ref}")

    first = await bryn.get(page.links["Print this"])
    second = await bryn.get(page.links["Print this"])

    assert "copy 1 of this record" in first.text and "copy 2 of this record" in second.text
    assert "Bryn Price" in first.text and "Abuse at home on 30 August." in first.text
    assert first.text.index("Before you contact") < first.text.index("07700 900142")
    assert [keys["copy"] for keys in await keys_of(Event.DOCUMENT_PRINTED)] == [1, 2]


@pytest.mark.parametrize("name", ["Ellen", UNCLEAN])
async def test_a_referral_taken_out_and_in_again_is_the_same(browser: Browser, cast: Cast, name: str) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral(victim=ellen() | {"given_names": name}))
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/sent/{sent.document_ref}")

    file = await file_at(bryn, page.links["Take out as a file"])
    again = await take_in(await cast.bryn.act(), file)

    assert canonical_json(json.loads(file)) == file
    assert (again.result, again.document_ref, again.is_new) == (Result.SAME, sent.document_ref, False)
    assert await Document.count() == len(await keys_of(Event.DOCUMENT_EXPORTED)) == 1


async def test_what_one_may_read_no_longer_is_not_copied_either(browser: Browser, cast: Cast) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral())
    await decline_referral(await cast.amina.act(), str(sent.case_ref), reason_code="no_route", reason="Ring us")
    bryn = await browser(cast.bryn)

    page = await bryn.get(f"/sent/{sent.document_ref}")
    refused = [(await bryn.client.get(f"{page.path}/{copy}")).status_code for copy in ("print", "file")]

    assert "Print this" not in page.links and refused == [409, 409]
    assert not await keys_of(Event.DOCUMENT_PRINTED) and not await keys_of(Event.DOCUMENT_EXPORTED)


async def test_nobody_copies_what_another_sent(browser: Browser, cast: Cast) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral())

    for person in (cast.nadia, cast.cerys, cast.amina):
        reader = await browser(person)
        for path in (f"/sent/{sent.document_ref}/print", f"/sent/{sent.document_ref}/file"):
            assert (await reader.client.get(path)).status_code == 404, (person.name, path)
    for person in (cast.bryn, cast.grace):
        reader = await browser(person)
        assert (await reader.client.get(f"/referrals/{sent.case_ref}/print")).status_code == 404, person.name


async def test_the_coordinator_prints_a_referral_without_addresses(browser: Browser, cast: Cast) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral())
    amina = await browser(cast.amina)

    sheet = await amina.follow(await amina.get(f"/referrals/{sent.case_ref}"), "Print this")

    assert "copy 1 of this record" in sheet.text and "Abuse at home on 30 August." in sheet.text
    assert sheet.text.index("school office") < sheet.text.index("07700 900142")
    assert "4 Mill Lane" not in sheet.text and "are not printed here" in sheet.text


async def test_the_coordinator_takes_a_referral_out_for_a_reason(browser: Browser, cast: Cast) -> None:
    sent = await take_in(await cast.bryn.act(), a_referral())
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{sent.case_ref}")
    fields = page.form("Take out as a file").fields

    without = await amina.press(page, "Take out as a file")
    file = await amina.client.post(
        f"/referrals/{sent.case_ref}/file", data={**fields, "why_file": "area"}, headers=SAME_SITE
    )
    again = await take_in(await cast.amina.act(), file.content)

    assert without.status == 422 and "Choose why the file is needed." in without.text
    assert (again.result, again.case_ref) == (Result.SAME, sent.case_ref)
    assert [keys["reason_code"] for keys in await keys_of(Event.DOCUMENT_EXPORTED)] == ["area"]
    assert [keys["reason_code"] for keys in await keys_of(Event.REASON_GIVEN)] == ["area"]
