"""Sealed forms on pages: sent as files, told what became of them, receipts, and digits to compare."""

import json

import pytest
from httpx import Response

from marac.web.inbox import INBOX_PAGES
from marac.web.sealed import SEALED_PAGES
from marac.web.uploads import UPLOAD_PAGES
from tests.cast import Cast
from tests.documents import NAMES, a_referral
from tests.sealed import another_referral, the_sealers
from tests.signing import an_enrolled_key
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*INBOX_PAGES, *SEALED_PAGES, *UPLOAD_PAGES]


async def sending(reader: Reader, name: str, content: bytes) -> Response:
    page = await reader.get("/intake/files")
    fields = page.form("Send the files").fields
    frame = {"csrf": fields["csrf"][0], "once": fields["once"][0]}
    sent = [("files", (name, content, "application/octet-stream"))]
    return await reader.client.post("/intake/files", data=frame, files=sent, headers=SAME_SITE)


async def test_a_sealed_file_is_received_unread_and_its_outcome_listed(browser: Browser, cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await browser(cast.bryn)
    envelope = sealers.seal(a_referral(), await an_enrolled_key(cast))

    told = Page(await sending(bryn, "form.sealed", envelope))
    before = await bryn.get("/intake/sealed")
    await sealers.open_all()
    after = await bryn.get("/intake/sealed")

    assert "Received sealed." in told.text
    assert "not opened yet" in before.text
    assert "Opened and taken in" in after.text
    assert not [name for name in NAMES if name in told.text + after.text]


async def test_the_receipt_of_an_envelope_is_signed_and_always_the_same(browser: Browser, cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await browser(cast.bryn)
    envelope = sealers.seal(a_referral(), None)
    await sending(bryn, "form.sealed", envelope)
    link = next(link for link in (await bryn.get("/intake/sealed")).links.values() if link.endswith("/receipt"))

    first = (await bryn.client.get(link)).content
    await sealers.open_all()
    await sending(bryn, "again.sealed", envelope)

    assert cast.desk.vault.is_our_receipt(json.loads(first))
    assert (await bryn.client.get(link)).content == first


async def test_a_form_for_another_area_is_told_so_in_one_sentence(browser: Browser, cast: Cast) -> None:
    southdale, bryn = await the_sealers(cast, "southdale"), await browser(cast.bryn)

    told = Page(await sending(bryn, "form.sealed", southdale.seal(a_referral(), None)))

    assert "it was sealed for another area" in told.text


async def test_a_second_form_under_one_number_is_told_to_the_coordinator_and_to_its_sender_as_any_other_refusal(
    browser: Browser, cast: Cast
) -> None:
    sealers, bryn, amina = await the_sealers(cast), await browser(cast.bryn), await browser(cast.amina)
    enrolled = await an_enrolled_key(cast)
    await sending(bryn, "form.sealed", sealers.seal(a_referral(), enrolled))
    await sealers.open_all()
    assert "sent twice under one number" not in (await amina.get("/inbox")).text

    await sending(bryn, "form.sealed", sealers.seal(another_referral(), enrolled))
    await sealers.open_all()

    inbox = await amina.get("/inbox")
    assert "Sealed forms sent twice under one number: 1." in inbox.text
    assert inbox.links["Look at them"] == "/intake/sealed"
    assert "another form came under the number of one that was filed" in (await amina.get("/intake/sealed")).text
    told = (await bryn.get("/intake/sealed")).text
    assert "Not taken in. Seal it anew" in told
    assert "number" not in told


async def test_nobody_reads_of_another_officers_sealed_forms(browser: Browser, cast: Cast) -> None:
    sealers, bryn, nadia = await the_sealers(cast), await browser(cast.bryn), await browser(cast.nadia)
    await sending(bryn, "form.sealed", sealers.seal(a_referral(), None))
    link = next(link for link in (await bryn.get("/intake/sealed")).links.values() if link.endswith("/receipt"))

    assert "No sealed form has come in." in (await nadia.get("/intake/sealed")).text
    assert (await nadia.client.get(link)).status_code == 404
    assert "NMP" in (await (await browser(cast.amina)).get("/intake/sealed")).text


async def test_a_coordinator_reads_the_digits_that_the_upload_page_shows(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)

    keys = await (await browser(cast.amina)).get("/keys")
    upload = await (await browser(cast.bryn)).get("/intake/files")

    digits = keys.text.split("Fingerprint of the list:")[1].split()[:4]
    assert [len(group) for group in digits] == [5, 5, 5, 5]
    assert " ".join(digits) in upload.text
    assert "X25519" in keys.text
    assert "P-256" in keys.text
