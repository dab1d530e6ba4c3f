"""Pages for old Word forms: each line side by side, nothing written before it is confirmed, all of it taken back."""

import pytest

from marac.web.bring_in.word_forms import WORD_FORM_PAGES
from meetings.drafts import list_drafts, read_draft
from meetings.forms.findings import inside
from meetings.tables.documents import Case, Document
from tests.cast import Cast
from tests.meetings.legacy.word_forms import FORMS
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*WORD_FORM_PAGES]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOUSING, LOCKED, SPELLING = "HOUSING referral TH.docx", "Referral LOCKED.docx", "Referral AK.docx"


async def send(reader: Reader, *names: str) -> Page:
    """The files sent, and the page that tells of them."""
    page = await reader.get("/bring-in/forms")
    fields = page.form("Read the forms").fields
    files = [("files", (name, (FORMS / name).read_bytes(), WORD)) for name in names]
    frame = {"csrf": fields["csrf"][0], "once": fields["once"][0]}
    answer = await reader.client.post("/bring-in/forms", data=frame, files=files, headers=SAME_SITE)
    if answer.status_code != 303:
        return Page(answer)
    return await reader.get(answer.headers["location"])


async def test_a_coordinator_sees_what_each_file_would_bring(browser: Browser, cast: Cast) -> None:
    lot = await send(await browser(cast.amina), HOUSING, LOCKED, SPELLING)

    assert lot.heading == "What these forms would bring"
    assert "Nothing is written yet. 1 of 3 can be brought in." in lot.text
    assert "Ask the sender for a copy without a password" in lot.text
    assert "Enter “Date of the referral” as a date" in lot.text
    assert await Document.count() == 0


async def test_a_line_is_mended_on_a_page_of_its_own(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, HOUSING)
    form = await amina.follow(lot, HOUSING)
    line = await amina.follow(form, "Change Date of this request, Table 1, row 4, cell 2")

    form = await amina.press(line, "Save", {"target": "referred_on", "text": "10/12/2024"})
    form = await amina.press(form, "Read the dates again", {"dates": "day"})

    assert form.outcome == "The dates of this form were read again."
    assert "10 December 2024" in form.text
    assert "1 November 1998" in form.text
    assert "Day first, as a person said." in form.text
    assert "Ready to bring in" in form.text


async def test_confirmed_forms_are_taken_in_and_taken_back(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)

    taken = await amina.press(lot, "Bring in 1 form")
    on = await Case.count()
    back = await amina.press(taken, "Take all of it back")

    assert (taken.heading, taken.outcome, on) == ("What these forms brought", "1 referral was taken in.", 1)
    assert back.outcome == "All of it was taken back. Nobody sees it any more."


async def test_forms_thrown_away_leave_nothing(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)

    thrown = await amina.press(lot, "Throw away all of these forms")

    assert thrown.outcome == "The forms were thrown away. Nothing of them is kept."
    assert "No forms were read yet." in thrown.text


async def test_a_form_can_become_a_draft_of_the_agency_that_sent_it(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)
    form = await amina.follow(lot, SPELLING)
    imran = await cast.imran.act()

    given = await amina.press(form, "Give it to the agency", {"to": str(imran.officer_id)})

    assert given.outcome == "The form is a draft of the agency that sent it."
    assert "With its agency" in given.text
    [draft] = await list_drafts(imran)
    paper = await read_draft(imran, draft.ref)
    assert inside(paper.answers.values, "victim.family_name") == "Kowalczyk"
    assert await Document.count() == 0


async def test_a_form_goes_to_nobody_but_its_agency(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)
    form = await amina.follow(lot, SPELLING)
    bryn = await cast.bryn.act()

    refused = await amina.press(form, "Give it to the agency", {"to": str(bryn.officer_id)})

    assert refused.messages == {"to": "Choose somebody of the agency that sent this form."}
    assert await list_drafts(bryn) == ()


async def test_a_line_without_a_field_is_told_what_to_choose(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)
    form = await amina.follow(lot, SPELLING)

    line = await amina.press(await amina.follow(form, "Add an answer"), "Save", {"target": "", "text": "x"})

    assert line.messages == {"target": "Choose what this line is."}


async def test_sending_no_file_says_what_to_do(browser: Browser, cast: Cast) -> None:
    start = await send(await browser(cast.amina))

    assert start.messages == {"files": "Choose Word files to bring in, 50 at most."}


async def test_the_report_is_a_spreadsheet_without_formulas(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    lot = await send(amina, SPELLING)

    report = await amina.client.get(lot.links["Download every line as a spreadsheet (CSV)"])

    assert report.headers["content-type"].startswith("text/csv")
    rows = report.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "File,Place,Label,As written,Said by a person,Field,Reading,How sure,Why"
    assert any("08-05-1989" in row and "It can be 8 May 1989 or 5 August 1989. Say which." in row for row in rows)


async def test_nobody_but_the_coordinator_finds_these_pages(browser: Browser, cast: Cast) -> None:
    for person in (cast.bryn, cast.grace, cast.ada):
        assert (await (await browser(person)).get("/bring-in/forms")).response.status_code == 404
