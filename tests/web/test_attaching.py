"""A file goes with a form: checked, sealed under its own key, handed out to those who may, and run by nobody."""

from typing import Any

import pytest
from httpx import Response

from agencies.acts import Act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import InvalidForm
from marac.files.limits import LARGEST_FILE
from marac.vault.tables import DataKey
from marac.web.attaching import ATTACHING_PAGES
from marac.web.case_forms.pages import CASE_FORM_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.drafts import DRAFT_PAGES
from marac.web.headers import CONTENT_SECURITY_POLICY
from marac.web.sent import SENT_PAGES
from meetings.arrivals import REFERRAL
from meetings.attaching import adding as adding_files
from meetings.attaching.adding import label_of
from meetings.case_access import exclude
from meetings.case_forms.writing import begin_form
from meetings.case_parts import parts_of
from meetings.drafts import send_draft, start_draft
from meetings.tables.attachments import Attachment, AttachmentPart
from meetings.tables.documents import Case, Draft
from tests.cast import Cast
from tests.documents import a_referral
from tests.files.pictures import PLACE, Segment, a_jpeg, a_pdf, exif
from tests.web.conftest import Browser, Two
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*ATTACHING_PAGES, *CASE_FORM_PAGES, *CASE_PAGES, *DRAFT_PAGES, *SENT_PAGES]
PDF = a_pdf("Ellen Quarmby was seen at the door.")
NAME = "Quarmby statement.pdf"
ADD = "Add this file"


async def a_draft(act: Act) -> str:
    """One that could be sent at once."""
    return await start_draft(act, REFERRAL, known=a_referral())


async def adding(reader: Reader, draft_ref: str, *files: tuple[str, bytes]) -> Response:
    page = await reader.get(f"/drafts/{draft_ref}/files")
    fields = page.form(ADD).fields
    frame = {"csrf": fields["csrf"][0], "once": fields["once"][0]}
    sent: Any = [("file", (name, content, "application/x-anything")) for name, content in files]
    path = f"/drafts/{draft_ref}/files"
    return await reader.client.post(path, data=frame, files=sent, headers=SAME_SITE, follow_redirects=True)


async def add(reader: Reader, draft_ref: str, name: str = NAME, content: bytes = PDF) -> Page:
    return Page(await adding(reader, draft_ref, (name, content)))


def href_of(page: Page, words: str) -> str:
    return page.links[words]


async def sent_with_file(cast: Cast, bryn: Reader) -> tuple[str, str, str]:
    """References of the document, its case and its file."""
    act = await cast.bryn.act()
    draft_ref = await a_draft(act)
    page = await add(bryn, draft_ref)
    taken = await send_draft(act, draft_ref)
    return str(taken.document_ref), str(taken.case_ref), href_of(page, NAME)


async def test_a_file_is_put_with_a_form_and_fetched_again_as_it_was(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())

    added = await add(bryn, draft_ref)

    assert added.outcome == "The file is added. It is sent with the form."
    assert "PDF, " in added.text
    fetched = await bryn.client.get(href_of(added, NAME))
    assert fetched.content == PDF
    assert fetched.headers["content-disposition"] == f'attachment; filename="file-{href_of(added, NAME)[7:]}.pdf"'
    assert fetched.headers["content-security-policy"] == f"{CONTENT_SECURITY_POLICY}, sandbox; default-src 'none'"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert fetched.headers["cross-origin-resource-policy"] == "same-origin"
    assert fetched.headers["cache-control"] == "no-store"


async def test_neither_the_name_nor_the_content_of_a_file_lies_open(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())

    await add(bryn, draft_ref, "Quarmby.txt", b"Ellen Quarmby was seen at the door.")

    [attachment] = await Attachment.objects()
    [part] = await AttachmentPart.objects()
    [draft] = await Draft.objects()
    assert b"Quarmby" not in bytes(attachment.label) + bytes(part.body)
    assert attachment.dk == part.dk != draft.dk


async def test_a_file_is_taken_away_with_its_key_before_the_form_is_sent(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())
    added = await add(bryn, draft_ref)
    [attachment] = await Attachment.objects()

    left = await bryn.press(added, "Take away file 1")

    assert left.outcome == "The file is taken away and destroyed."
    assert "No files yet." in left.text
    assert await AttachmentPart.count() == await Attachment.count() == 0
    [key] = await DataKey.objects().where(DataKey.id == attachment.dk)
    assert key.wrapped is None
    assert (await bryn.get(href_of(added, NAME))).status == 404


async def test_files_of_a_draft_thrown_away_go_with_it(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())
    await add(bryn, draft_ref)

    await bryn.press(await bryn.get(f"/drafts/{draft_ref}"), "Throw away this draft")

    assert await AttachmentPart.count() == await Attachment.count() == await Draft.count() == 0


async def test_coordinator_opens_the_files_of_a_case_and_each_look_is_on_record(browser: Browser, cast: Cast) -> None:
    _, case_ref, href = await sent_with_file(cast, await browser(cast.bryn))
    amina = await browser(cast.amina)

    case = await amina.get(f"/cases/{case_ref}")
    files = await amina.follow(case, "Files")
    fetched = await amina.client.get(href_of(files, NAME))

    assert fetched.content == PDF
    assert href_of(files, NAME) == href
    [looked] = await Leaf.select(Leaf.keys, Leaf.actor).where(Leaf.event == Event.ATTACHMENT_READ.value)
    listed = await Leaf.select(Leaf.keys, Leaf.actor).where(Leaf.event == Event.ATTACHMENT_LISTED.value)
    assert '"format":"pdf"' in looked["keys"].replace(" ", "")
    assert looked["actor"] in [row["actor"] for row in listed]
    assert NAME not in str(looked) + str(listed)


async def test_the_sender_opens_what_was_sent_as_long_as_the_form(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    document_ref, _, href = await sent_with_file(cast, bryn)

    sent = await bryn.get(f"/sent/{document_ref}")
    assert (await bryn.client.get(href_of(sent, NAME))).content == PDF

    await Case.update({Case.status: "accepted"}, force=True)
    assert NAME not in (await bryn.get(f"/sent/{document_ref}")).links
    assert (await bryn.get(href)).status == 404


async def test_a_form_that_was_sent_takes_no_file_and_gives_none_back(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    act = await cast.bryn.act()
    draft_ref = await a_draft(act)
    page = await add(bryn, draft_ref)
    await send_draft(act, draft_ref)

    late = await bryn.press(page, "Take away file 1")

    assert late.status == 409
    assert "This form was sent" in late.text
    assert await Attachment.count() == 1


async def test_nobody_else_meets_a_file_of_a_draft_or_of_a_case_that_is_not_theirs(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())
    href = href_of(await add(bryn, draft_ref), NAME)
    _, case_ref, sent_href = await sent_with_file(cast, bryn)

    for person in (cast.nadia, cast.cerys):
        reader = await browser(person)
        for path in (href, sent_href, f"/drafts/{draft_ref}/files", f"/cases/{case_ref}/files"):
            assert (await reader.get(path)).status == 404
    assert (await (await browser(cast.amina)).get(href)).status == 404


async def test_a_coordinator_shut_out_of_a_case_is_shut_out_of_its_files(browser: Browser, cast: Cast) -> None:
    _, case_ref, href = await sent_with_file(cast, await browser(cast.bryn))
    amina = await cast.amina.act()
    await exclude(amina, case_ref, kind="conflict", officer=amina.officer_id)

    reader = await browser(cast.amina)

    assert (await reader.get(href)).status == 404
    assert (await reader.get(f"/cases/{case_ref}/files")).status == 404


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.pdf", b"", "Choose a file with something in it: this one is empty"),
        ("x.txt", b"x" * (LARGEST_FILE + 1), "Send a smaller file: this one takes up more room than we give to one"),
        ("Quarmby.exe", b"MZ\0\0", "Send a PDF, a Word file (.docx)"),
        ("Quarmby.docx", PDF, "Give the file the ending of what it is"),
        ("Quarmby.html", b"<script>alert(1)</script>", "Send a PDF"),
    ],
)
async def test_a_file_that_is_not_taken_is_told_why_in_one_sentence_and_leaves_nothing(
    browser: Browser, cast: Cast, name: str, content: bytes, message: str
) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())

    refused = await add(bryn, draft_ref, name, content)

    assert refused.status == 422
    assert refused.messages["file"].startswith(message)
    assert "Quarmby" not in refused.text
    assert await Attachment.count() == await AttachmentPart.count() == 0


async def test_one_chooses_one_file_at_a_time(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())

    for files in ([], [("", b"")], [("a.txt", b"a"), ("b.txt", b"b")]):
        refused = Page(await adding(bryn, draft_ref, *files))
        assert refused.messages == {"file": "Choose one file, like a photo or a letter as PDF"}


async def test_a_form_takes_so_many_files_and_no_more(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_files, "MOST_FILES", 1)
    bryn = await browser(cast.bryn)
    act = await cast.bryn.act()
    draft_ref = await a_draft(act)

    full = await add(bryn, draft_ref)

    assert "the most that one form takes" in full.text
    assert [form for form in full.forms if ADD in str(form.buttons)] == []
    with pytest.raises(InvalidForm) as refused:
        await adding_files.add_file(act, draft_ref, name="a.txt", content=b"words")
    assert refused.value.messages["file"].startswith("Send 10 files with one form at most")


async def test_a_photo_is_kept_without_the_place_where_it_was_taken(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    draft_ref = await a_draft(await cast.bryn.act())

    added = await add(bryn, draft_ref, "door.jpeg", a_jpeg(Segment(0xE1, exif(6))))

    kept = (await bryn.client.get(href_of(added, "door.jpeg"))).content
    assert PLACE not in kept
    assert kept.startswith(b"\xff\xd8\xff\xe1")


async def test_the_files_of_a_case_are_parts_of_it(browser: Browser, cast: Cast) -> None:
    await sent_with_file(cast, await browser(cast.bryn))
    [case], [attachment] = await Case.objects(), await Attachment.objects()
    parts = await AttachmentPart.objects()

    ids = (await parts_of(case.id)).ids

    assert attachment.case == case.id
    assert {attachment.id, *(part.id for part in parts)} <= set(ids)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\e\\statement.pdf", "statement.pdf"),
        ("CON", "CON"),
        ('a"b\r\nSet-Cookie: x', 'a"b Set-Cookie: x'),
        ("x" * 5_000, "x" * 200),
    ],
)
def test_the_name_of_a_file_is_a_label_and_never_a_path(name: str, label: str) -> None:
    assert label_of(name) == label


async def test_a_form_on_a_case_leads_to_its_files_and_back(browser: Browser, cast: Cast, two: Two) -> None:
    amina = await browser(cast.amina)
    draft_ref = await begin_form(await cast.amina.act(), two.earlier, "marac-soag")
    form = f"/cases/{two.earlier}/forms/drafts/{draft_ref}"

    files = await amina.follow(await amina.get(form), "Files with this form")
    added = await add(amina, draft_ref)

    assert files.links["Back to the form"] == form
    assert NAME in added.links
