"""Forms on a case: written, signed, corrected, printed, taken out and taken in again; and who meets them."""

import json
from typing import Any

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.case_forms.pages import CASE_FORM_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.sent import SENT_PAGES
from marac.web.uploads import UPLOAD_PAGES
from meetings.case_access import exclude
from meetings.forms.canonical import canonical_json
from meetings.forms.registry import newest
from meetings.intake import take_in
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued
from tests.meetings.forms.rich import a_document
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *CASE_FORM_PAGES, *SENT_PAGES, *UPLOAD_PAGES]
WHEN = {"done_on.day": "30", "done_on.month": "8", "done_on.year": "2026", "stage": "review"}
GRID = {
    "physical.occurring": "yes",
    "physical.severity": "high",
    "physical.severity_escalation": "worse",
    "physical.frequency_escalation": "unchanged",
    "physical.note": "Strangling, twice in August",
    "sexual.occurring": "not_asked",
    "stalking.occurring": "no",
    "controlling.occurring": "dont_know",
}


async def the_case(cast: Cast) -> CaseListed:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    return listed


async def begun(reader: Reader, case: CaseListed) -> Page:
    page = await reader.get(f"/cases/{case.ref}/forms")
    return await reader.press(page, "Begin", {"form": "marac-soag"})


async def filled(reader: Reader, page: Page, grid: dict[str, str] = GRID) -> Page:
    """Both pages of the grid, then its check."""
    page = await reader.follow(page, "When and why")
    page = await reader.press(page, "Save and continue", WHEN)
    return await reader.press(page, "Save and continue", grid)


async def signed(reader: Reader, case: CaseListed) -> Page:
    check = await filled(reader, await begun(reader, case))
    return await reader.press(check, "Sign and send", {"is_true": "yes"})


async def a_file(reader: Reader, page: Page) -> Any:
    response = await reader.client.get(page.links["Take out as a file"])
    assert response.status_code == 200
    return response


async def leaves(event: Event) -> list[dict[str, Any]]:
    rows = await Leaf.select().where(Leaf.event == event.value)
    return list(rows)


async def test_a_grid_is_written_checked_signed_and_stands_on_the_case(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)

    check = await filled(amina, await begun(amina, case))
    kept = await amina.press(check, "Sign and send", {"is_true": "yes"})

    assert check.heading == "Check this form" and "The grid has no total" in check.text
    assert kept.heading == "Severity of abuse grid" and "It stands on the case" in kept.outcome
    assert kept.tables[0].rows[0][1:] == ["Yes", "High", "Worse", "Unchanged", "No grid before"]
    assert kept.tables[0].rows[1][1:3] == ["No answer", "Does not apply"] and "Not asked" in kept.text
    assert "Physical abuse: Does it happen now?" in kept.text
    [line] = (await amina.get(f"/cases/{case.ref}/forms")).tables[0].rows
    assert line[1:2] + line[5:] == ["1", "Complete"]
    assert len(await leaves(Event.FORM_SIGNED)) == len(await leaves(Event.FORM_KEPT)) == 1
    assert await leaves(Event.FORM_READ)


async def test_forms_lie_two_steps_from_the_case(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)

    page = await amina.follow(await amina.get(f"/cases/{case.ref}"), "Forms")

    assert page.heading == "Forms on this case"
    assert "No form stands on this case that you may read." in page.text


async def test_nothing_is_sent_before_everything_is_answered_and_signed(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    empty = await begun(amina, case)

    early = await amina.follow(empty, "Check and send")
    unsent = await amina.client.post(
        f"{empty.path}/send", data={**_hidden(empty), "is_true": "yes"}, headers=SAME_SITE, follow_redirects=True
    )
    check = await filled(amina, empty)
    unsigned = await amina.press(check, "Sign and send")

    assert "Must be answered (6)" in early.text and "Sign and send" not in early.text
    assert unsent.status_code == unsigned.status == 422
    assert unsigned.messages == {"is_true": "Tick this box to sign the form."} or "Tick this box" in unsigned.text
    assert not await Document.exists().where(Document.form == "marac-soag")


def _hidden(page: Page) -> dict[str, Any]:
    return page.form("Throw away this draft").fields


async def test_pressing_send_twice_gives_one_form(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    check = await filled(amina, await begun(amina, case))

    first = await amina.press(check, "Sign and send", {"is_true": "yes"})
    again = await amina.press(check, "Sign and send", {"is_true": "yes"})

    assert again.path == first.path
    assert await Document.count().where(Document.form == "marac-soag") == 1


async def test_a_correction_is_a_new_version_and_the_old_one_stays(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    first = await signed(amina, case)

    tasks = await amina.press(first, "Correct this form")
    grid = await amina.follow(tasks, "Four kinds of abuse")
    check = await amina.press(grid, "Save and continue", {"physical.severity": "moderate"})
    second = await amina.press(check, "Sign and send", {"is_true": "yes"})
    old = await amina.get(first.path)

    assert second.tables[0].rows[0][1:] == ["Yes", "Moderate", "Worse", "Unchanged", "No grid before"]
    assert "Version 2, this one" in second.text and "Not asked" in second.text
    assert old.tables[0].rows[0][2] == "High" and "A newer version stands" in old.text
    assert "Correct this form" not in old.text
    [line] = (await amina.get(f"/cases/{case.ref}/forms")).tables[0].rows
    assert line[1] == "2"
    rows = await Document.select().where(Document.form == "marac-soag").order_by(Document.received_at)
    assert [row["corrects"] for row in rows] == [None, rows[0]["id"]]


async def test_the_next_grid_is_told_beside_the_last(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    await signed(amina, case)

    check = await filled(amina, await begun(amina, case), {**GRID, "physical.severity": "moderate"})

    rows = check.tables[0].rows
    assert rows[0][-1] == "Yes, High, Worse, Unchanged" and rows[2][-1] == "As in the last grid"


async def test_a_form_taken_out_and_in_again_is_the_same_and_writes_nothing(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    kept = await signed(amina, case)

    file = await a_file(amina, kept)
    before = await Document.count()
    upload = await amina.get("/intake/files")
    fields = {name: sent[0] for name, sent in upload.form("Send the files").fields.items() if name != "files"}
    told = Page(
        await amina.client.post(
            "/intake/files", data=fields, files={"files": ("grid.json", file.content)}, headers=SAME_SITE
        )
    )

    document = json.loads(file.content)
    assert canonical_json(document) == file.content
    assert file.headers["content-disposition"] == f'attachment; filename="marac-soag-{kept.path.split("/")[-1]}.json"'
    assert document["case_number"] == case.number and document["sexual"]["occurring"] == "not_answered"
    assert "The same: it was sent before with the same words. Nothing was written." in told.text
    assert await Document.count() == before and len(await leaves(Event.FORM_EXPORTED)) == 1


async def test_a_print_is_marked_counted_and_recorded(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    kept = await signed(amina, case)

    first = await amina.get(kept.links["Print this"])
    second = await amina.get(kept.links["Print this"])

    assert "copy 1 of this record" in first.text and "copy 2 of this record" in second.text
    assert "Amina Shah" in first.text and "Strangling, twice in August" in first.text
    assert "The grid has no total" in first.text
    assert [json.loads(leaf["keys"])["copy"] if isinstance(leaf["keys"], str) else leaf["keys"]["copy"]
            for leaf in await leaves(Event.FORM_PRINTED)] == [1, 2]  # fmt: skip


async def test_another_agency_meets_neither_the_form_nor_its_draft(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    draft = await begun(amina, case)
    kept = await signed(amina, case)

    for person in (cast.nadia, cast.cerys):
        reader = await browser(person)
        for path in (kept.path, f"{kept.path}/print", f"{kept.path}/file", draft.path):
            assert (await reader.client.get(path)).status_code == 404, (person.name, path)


async def test_a_colleague_of_the_author_reads_the_form_and_not_the_draft(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina, bryn = await browser(cast.amina), await browser(cast.bryn)
    draft = await begun(amina, case)
    kept = await signed(amina, case)

    read = await bryn.get(kept.path)

    assert "Amina Shah" in read.text and read.form("Correct this form")
    assert (await bryn.client.get(draft.path)).status_code == 404


async def test_whoever_is_shut_out_of_a_case_meets_no_form_of_it(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    kept = await signed(amina, case)
    draft = await begun(amina, case)

    await exclude(await cast.grace.act(), case.ref, kind="conflict", officer=cast.amina.officer_id)

    for path in (f"/cases/{case.ref}/forms", kept.path, f"{kept.path}/print", f"{kept.path}/file", draft.path):
        assert (await amina.client.get(path)).status_code == 404, path


async def test_a_draft_is_reached_from_its_own_case_alone(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    case, other = await a_case(cast, meeting), await a_case(cast, meeting, number=2)
    amina = await browser(cast.amina)
    draft = await begun(amina, case)

    elsewhere = await amina.client.get(draft.path.replace(case.ref, other.ref))

    assert elsewhere.status_code == 404


async def test_two_windows_do_not_overwrite_one_form(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    amina = await browser(cast.amina)
    tasks = await begun(amina, case)
    here = await amina.follow(tasks, "When and why")
    there = await amina.follow(tasks, "When and why")

    await amina.press(there, "Save and continue", WHEN)
    met = await amina.press(here, "Save and continue", {**WHEN, "stage": "closure"})

    assert met.status == 409 and [row[0] for row in met.tables[0].rows] == ["Made at"]


async def test_a_plan_that_is_not_safe_at_home_is_not_printed(browser: Browser, cast: Cast) -> None:
    case = await the_case(cast)
    plan = a_document(newest("marac-safety-plan"), 1) | {"case_number": case.number, "safe_to_take_home": "no"}
    taken = await take_in(await cast.amina.act(), {**plan, "where_kept": None})
    amina = await browser(cast.amina)

    page = await amina.get(f"/cases/{case.ref}/forms/{taken.document_ref}")
    refused = await amina.get(f"{page.path}/print")

    assert "not recorded as safe to take this plan home" in page.text and "Print this" not in page.links
    assert refused.status == 409 and not await leaves(Event.FORM_PRINTED)
