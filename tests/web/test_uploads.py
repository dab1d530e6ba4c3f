"""Exchange documents as files: each is taken in by itself, told what became of it, and never repeated."""

import json
from typing import Any

import pytest
from httpx import Response

from marac.web.sent import SENT_PAGES
from marac.web.uploads import UPLOAD_PAGES
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.documents import a_referral, a_return
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*SENT_PAGES, *UPLOAD_PAGES]


async def sending(reader: Reader, *files: tuple[str, bytes]) -> Response:
    page = await reader.get("/intake/files")
    fields = page.form("Send the files").fields
    sent = [("files", (name, content, "application/json")) for name, content in files]
    frame = {"csrf": fields["csrf"][0], "once": fields["once"][0]}
    return await reader.client.post("/intake/files", data=frame, files=sent, headers=SAME_SITE)


async def send(reader: Reader, *documents: Any) -> Page:
    """The files of this page, each holding one document."""
    named = [(f"{n}.json", json.dumps(document).encode()) for n, document in enumerate(documents, 1)]
    return Page(await sending(reader, *named))


async def test_each_file_is_told_what_became_of_it(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    first = a_referral()
    no_victim = {**a_referral(sender_reference="NMP-26-00002"), "victim": "Quarmby"}

    told = await send(bryn, first, first, a_referral(afraid_of="His brother"), no_victim)

    assert told.heading == "What became of each file"
    assert [word for word in ("Received.", "The same", "Conflict", "Rejected") if word in told.text] == [
        "Received.",
        "The same",
        "Conflict",
        "Rejected",
    ]
    assert "victim" in told.text
    assert "Quarmby" not in told.text
    assert await Document.count() == 2
    receipt = await bryn.follow(told, "Receipt for file 1")
    assert receipt.heading == "Referral sent"


async def test_a_return_without_a_case_is_kept_and_its_sender_told_so(browser: Browser, cast: Cast) -> None:
    told = await send(await browser(cast.nadia), a_return("NM-26-9999"))

    assert "it names no case we know" in told.text


async def test_nobody_sends_in_the_name_of_another_agency(browser: Browser, cast: Cast) -> None:
    told = await send(await browser(cast.nadia), a_referral())

    assert "Send for your own agency alone." in told.text
    assert await Document.count() == 0


BROKEN = {
    "nothing": b"",
    "half": b'{"form": "marac-referral", ',
    "after": b'{"form": "marac-referral"} {}',
    "bytes": b'{"form": "\xff\xfe"}',
    "mark": b"\xef\xbb\xbf{}",
    "utf16": '{"form": "marac-referral"}'.encode("utf-16"),
    "deep": b"[" * 100_000,
    "nan": b'{"form": NaN}',
    "huge": b'{"version": 1' + b"0" * 4000 + b"}",
    "twice": b'{"form": "a", "form": "b"}',
    "nul": b'{"form": "\\u0000"}',
    "half-pair": b'{"form": "\\ud800"}',
    "list": b"[]",
    "large": b'{"reason": "' + b"x" * 1_100_000 + b'"}',
    "word": b"PK\x03\x04 this is no text",
}


async def test_a_broken_file_stops_no_other_and_is_never_an_error_of_ours(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    whole = ("whole.json", json.dumps(a_referral()).encode())

    told = Page(await sending(bryn, *((f"{name}.json", content) for name, content in BROKEN.items()), whole))

    assert told.status == 200
    assert told.text.count("Rejected.") == len(BROKEN)
    assert told.text.count("Received.") == 1
    assert await Document.count() == 1


async def test_too_much_at_once_is_not_taken_in(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)

    none = await sending(bryn)
    many = await sending(bryn, *((f"{n}.json", b"{}") for n in range(51)))
    large = await sending(bryn, ("large.json", b"x" * 11_000_000))

    assert (none.status_code, many.status_code, large.status_code) == (422, 422, 413)


async def test_only_who_may_send_meets_the_page(browser: Browser, cast: Cast) -> None:
    for person, status in ((cast.amina, 200), (cast.bryn, 200), (cast.stella, 404), (cast.ada, 404), (cast.petra, 404)):
        assert (await (await browser(person)).get("/intake/files")).status == status
