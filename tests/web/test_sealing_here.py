"""The page that seals a referral in the browser: whose it is, what it is given, and what becomes of its draft."""

import json
from typing import Any

import pytest
from httpx import Response

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.drafts import DRAFT_PAGES
from marac.web.sealed import SEALED_PAGES
from marac.web.sealing_here import SEALING_PAGES
from meetings.arrivals import REFERRAL
from meetings.attaching.adding import add_file
from meetings.drafts import list_drafts, start_draft
from meetings.tables.attachments import Attachment
from meetings.tables.documents import Draft
from meetings.tables.sealed import SealedForm
from tests.cast import Cast
from tests.documents import a_referral
from tests.files.pictures import a_pdf
from tests.sealed import the_sealers
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Reader

pytestmark = pytest.mark.anyio
PAGES = [*DRAFT_PAGES, *SEALED_PAGES, *SEALING_PAGES]


async def a_draft(cast: Cast, **more: Any) -> str:
    act = await cast.bryn.act()
    with act.at_work():
        return await start_draft(act, REFERRAL, known=a_referral(**more))


async def send(reader: Reader, draft_ref: str, content: bytes | None) -> Response:
    page = await reader.get(f"/drafts/{draft_ref}/seal")
    [token] = page.tree.xpath("//form[@id='sending']//input[@name='csrf']/@value")
    files: Any = [("sealed", ("form.sealed", content, "application/octet-stream"))] if content is not None else None
    return await reader.client.post(
        f"/drafts/{draft_ref}/seal",
        data={"csrf": token},
        files=files,
        headers={**SAME_SITE, "Accept": "application/json"},
    )


async def test_the_page_gives_the_browser_the_questions_the_keys_and_what_was_answered(
    browser: Browser, cast: Cast
) -> None:
    sealers, bryn = await the_sealers(cast), await browser(cast.bryn)
    draft_ref = await a_draft(cast)

    page = await bryn.get(f"/drafts/{draft_ref}/seal")
    data = (await bryn.client.get(f"/drafts/{draft_ref}/seal/form")).json()

    assert data["served"]["list"]["serial"] == sealers.listed.serial
    assert data["agency"] == "northmoor-police"
    assert data["given"]["sender_reference"] == a_referral()["sender_reference"]
    assert data["held"]["victim"]["family_name"] == "Quarmby"
    assert page.tree.xpath("//form[@id='sending']//*[self::textarea or self::select or @type='text']") == []
    assert "/drafts/" in page.links["Fill it in the plain way instead"]


async def test_before_an_area_has_keys_the_plain_way_is_offered(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.bryn)).get(f"/drafts/{await a_draft(cast)}/seal")

    assert "No keys are published for this area yet" in page.text
    assert page.tree.xpath("//form[@id='sending']") == []


async def test_a_draft_sent_sealed_is_the_document_and_its_files_go_with_it(browser: Browser, cast: Cast) -> None:
    sealers, bryn, draft_ref = await the_sealers(cast), await browser(cast.bryn), await a_draft(cast)
    act = await cast.bryn.act()
    with act.at_work():
        await add_file(act, draft_ref, name="letter.pdf", content=a_pdf("Seen at the door."))
    envelope = sealers.seal(a_referral(), None)

    first, again = await send(bryn, draft_ref, envelope), await send(bryn, draft_ref, envelope)
    assert [first.status_code, again.status_code] == [201, 201]
    assert first.json() == again.json()
    assert cast.desk.vault.is_our_receipt((await bryn.client.get(first.json()["receipt"])).json())
    await sealers.open_all()

    [row] = await SealedForm.objects()
    draft = await Draft.objects().get(Draft.ref == draft_ref)
    file = await Attachment.objects().first()
    assert draft is not None
    assert file is not None
    assert (row.state, row.result) == ("opened", "received")
    assert draft.document == row.document == file.document
    assert file.case is not None
    with act.at_work():
        assert await list_drafts(act) == ()
    assert await Leaf.count().where(Leaf.event == Event.REFERRAL_SUBMITTED.value) == 1


async def test_a_form_that_cannot_be_opened_leaves_its_draft_as_it_was(browser: Browser, cast: Cast) -> None:
    sealers, bryn, draft_ref = await the_sealers(cast), await browser(cast.bryn), await a_draft(cast)
    spoilt = bytearray(sealers.seal(a_referral(), None))
    spoilt[-1] ^= 1

    assert (await send(bryn, draft_ref, bytes(spoilt))).status_code == 201
    await sealers.open_all()

    assert await SealedForm.count().where(SealedForm.state == "refused") == 1
    act = await cast.bryn.act()
    with act.at_work():
        assert [line.ref for line in await list_drafts(act)] == [draft_ref]


async def test_what_is_not_sealed_is_not_taken_here(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)
    southdale, bryn, draft_ref = await the_sealers(cast, "southdale"), await browser(cast.bryn), await a_draft(cast)

    for content in (None, b"", json.dumps(a_referral()).encode()):
        answer = await send(bryn, draft_ref, content)
        assert (answer.status_code, answer.json()["told"][:20]) == (422, "Send one sealed form")
    other = await send(bryn, draft_ref, southdale.seal(a_referral(), None))
    assert "sealed for another area" in other.json()["told"]
    assert await SealedForm.count() == 0


async def test_nobody_seals_the_draft_of_somebody_else(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)
    draft_ref = await a_draft(cast)

    for person in (cast.nadia, cast.amina):
        reader = await browser(person)
        for address in (f"/drafts/{draft_ref}/seal", f"/drafts/{draft_ref}/seal/form"):
            assert (await reader.client.get(address)).status_code == 404
