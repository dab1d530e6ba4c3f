"""A referral on pages: it arrives as it was typed, waits for its author alone, and is never lost between windows."""

from typing import Any

import pytest

from marac.web.drafts import DRAFT_PAGES
from marac.web.sent import SENT_PAGES
from meetings.sent import read_sent
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.filling_referral import SAVE, SENT, VICTIM, begin, fill, when
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*DRAFT_PAGES, *SENT_PAGES]
TRUE: dict[str, str | list[str]] = {"is_true": ["yes"]}
AUTOSAVE = {**SAME_SITE, "Accept": "application/json"}


async def autosave(reader: Reader, page: Page, typed: dict[str, Any]) -> int:
    """What the script sends while somebody types; answers the status."""
    form = page.form(SAVE)
    fields = {name: sent for name, sent in form.fields.items() if name != "once"}
    assert form.autosave == form.action
    answer = await reader.client.post(form.autosave, data={**fields, **typed}, headers=AUTOSAVE)
    return answer.status_code


@pytest.mark.long_on_postgres
async def test_a_whole_referral_arrives_as_it_was_typed(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    check = await fill(bryn, tasks.path)
    assert "10 of 10 done" in (await bryn.get(tasks.path)).text
    assert "15 yes of 24, 1 not known, 1 blank. Could be up to 17." in check.text
    receipt = await bryn.press(check, "Send referral", TRUE)

    assert receipt.heading == "Referral sent"
    sent = await read_sent(await cast.bryn.act(), receipt.path.removeprefix("/receipts/"))
    assert sent.answers is not None
    assert {**sent.answers, "sender_reference": ""} == SENT
    assert sent.not_given["victim.safe_contact.safe_to_write"] == "not_asked"


async def test_one_leaves_a_referral_and_finds_it_again(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    page = await bryn.get(f"{tasks.path}/victim")
    left = await bryn.press(page, "Save and go back to the list", VICTIM)
    assert left.heading == "Refer to Marac"

    again = await browser(cast.bryn)
    listed = await again.get("/referrals")
    reopened = await again.get(next(href for href in listed.links.values() if href.startswith("/drafts/")))

    assert "In progress" in reopened.tags
    page = await again.get(f"{tasks.path}/victim")
    fields = page.form(SAVE).fields
    assert fields["victim.family_name"] == ["Quarmby"]
    assert fields["victim.born_on.precision"] == ["exact"]


async def test_a_date_that_cannot_be_stays_as_typed_and_is_not_repeated_in_its_message(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    page = await bryn.get(f"{tasks.path}/incident")

    typed = {"incident_on.day": "31", "incident_on.month": "2", "incident_on.year": "2026", "afraid_of": "Everyone"}
    wrong = await bryn.press(page, SAVE, typed)

    assert wrong.status == 422
    assert wrong.messages == {"incident-on": "Enter a date that exists, like 27 3 2026."}
    left = await bryn.get(f"{tasks.path}/incident")
    assert left.form(SAVE).fields["incident_on.month"] == ["2"]
    assert left.form(SAVE).fields["afraid_of"] == ["Everyone"]
    assert "Needs you" in (await bryn.get(tasks.path)).tags


async def test_a_draft_is_its_authors_alone_not_even_the_coordinators(browser: Browser, cast: Cast) -> None:
    tasks = await begin(await browser(cast.bryn))

    for person in (cast.amina, cast.grace, cast.kofi, cast.nadia, cast.cerys, cast.ada):
        theirs = await browser(person)
        for path in (tasks.path, f"{tasks.path}/victim", f"{tasks.path}/check", f"{tasks.path}/perpetrator/0"):
            found = await theirs.get(path)
            assert (found.status, found.heading) == (404, "Page not found"), path


async def test_what_is_typed_is_kept_before_anybody_presses_a_button(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    page = await bryn.get(f"{tasks.path}/why-now")

    first = await autosave(bryn, page, {"reason": "It happens"})
    second = await autosave(bryn, page, {"reason": "It happens more often."})

    assert (first, second) == (204, 204)
    assert (await bryn.get(page.path)).form(SAVE).fields["reason"] == ["It happens more often."]
    saved = await bryn.press(page, SAVE, {"reason": "It happens more often, and at night."})
    assert saved.heading == "Risk checklist"


async def test_each_section_leads_to_the_next_that_is_still_to_do_and_the_last_to_the_check(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    await fill(bryn, tasks.path)
    begun = await begin(bryn)
    last = await bryn.get(f"{begun.path}/routes")

    contact = await bryn.press(last, SAVE, {"routes.visible_high_risk.applies": "yes"})
    again = await bryn.press(await bryn.get(f"{tasks.path}/why-now"), SAVE, {"reason": "As she told it."})

    assert (contact.path, again.path) == (f"{begun.path}/contact", f"{tasks.path}/check")


async def test_two_windows_on_one_page_show_both_texts_before_one_replaces_the_other(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    here, there = await bryn.get(f"{tasks.path}/why-now"), await bryn.get(f"{tasks.path}/why-now")
    await bryn.press(there, SAVE, {"reason": "As the neighbour told it."})

    both = await bryn.press(here, SAVE, {"reason": "As she told it."})

    assert both.status == 409
    assert [
        "Why do you refer, and what else should the meeting know?",
        "As she told it.",
        "As the neighbour told it.",
    ] in (row for table in both.tables for row in table.rows)
    assert await autosave(bryn, here, {"reason": "As she told it."}) == 409
    await bryn.press(both, SAVE)
    assert (await bryn.get(here.path)).form(SAVE).fields["reason"] == ["As she told it."]


async def test_windows_on_different_pages_do_not_disturb_each_other(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    victim, why_now = await bryn.get(f"{tasks.path}/victim"), await bryn.get(f"{tasks.path}/why-now")

    await bryn.press(why_now, SAVE, {"reason": "It happens more often."})
    saved = await bryn.press(victim, SAVE, VICTIM)

    assert saved.status == 200
    assert (await bryn.get(why_now.path)).form(SAVE).fields["reason"] == ["It happens more often."]


async def test_rows_are_added_and_removed_where_one_stands(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    page = await bryn.get(f"{tasks.path}/victim-home")

    more = await bryn.press(page, "Add another address", {"victim.addresses.0.town": "Wenbeck"})
    assert more.path == page.path
    two = await bryn.press(more, "Add another address", {"victim.addresses.1.town": "Northmoor"})
    assert two.form(SAVE).fields["victim.addresses.1.town"] == ["Northmoor"]
    one = await bryn.press(two, "Remove Address 1")

    assert one.form(SAVE).fields["victim.addresses.0.town"] == ["Northmoor"]
    assert "victim.addresses.1.town" not in one.form(SAVE).fields


async def test_taking_out_a_perpetrator_does_not_let_an_old_window_write_on_another(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    for name in ("Frank", "Gareth"):
        people = await bryn.get(f"{tasks.path}/perpetrators")
        add = "Add a perpetrator" if name == "Frank" else "Add another perpetrator"
        page = await bryn.press(people, add)
        await bryn.press(page, SAVE, {f"{page.path[-1:].join(('perpetrators.', '.given_names'))}": name})
    old = await bryn.get(f"{tasks.path}/perpetrator/0")
    list_before = await bryn.get(f"{tasks.path}/perpetrators")

    taken_out = await bryn.press(list_before, "Remove perpetrator 1")
    assert taken_out.outcome == "Perpetrator 1 is taken out."
    late = await bryn.press(old, SAVE, {"perpetrators.0.family_name": "Ostrey"})
    twice = await bryn.press(list_before, "Remove perpetrator 2")

    assert (late.status, twice.status) == (409, 409)
    left = await bryn.get(f"{tasks.path}/perpetrators")
    assert [row[1] for row in left.tables[0].rows] == ["Gareth"]


async def test_sending_twice_gives_one_document_and_one_receipt(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    await fill(bryn, tasks.path)
    check = await bryn.get(f"{tasks.path}/check")
    other_window = await bryn.get(f"{tasks.path}/check")

    first = await bryn.press(check, "Send referral", TRUE)
    again = await bryn.press(check, "Send referral", TRUE)
    other = await bryn.press(other_window, "Send referral", TRUE)

    assert first.path == again.path == other.path
    assert first.heading == "Referral sent"
    assert await Document.count() == 1
    assert (await bryn.get(tasks.path)).status == 409


async def test_nothing_is_sent_while_something_must_be_answered_or_truth_is_not_ticked(
    browser: Browser, cast: Cast
) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    empty = await bryn.get(f"{tasks.path}/check")
    assert "Send referral" not in [button[0] for form in empty.forms for button in form.buttons]
    csrf = empty.forms[-1].fields["csrf"]
    forced = await bryn.client.post(f"{tasks.path}/send", data={"csrf": csrf, "is_true": "yes"}, headers=SAME_SITE)
    assert forced.status_code == 422

    await fill(bryn, tasks.path)
    unticked = await bryn.press(await bryn.get(f"{tasks.path}/check"), "Send referral")

    assert unticked.messages == {"is-true": "Tick that what you have written is true as far as you know"}
    assert await Document.count() == 0


async def test_a_draft_is_thrown_away_by_one_button(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)

    gone = await bryn.press(tasks, "Throw away this draft")

    assert gone.outcome == "The draft is thrown away. Nobody else has seen it."
    assert (await bryn.get(tasks.path)).status == 404


async def test_a_referral_without_consent_asks_how_sharing_was_decided(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    page = await bryn.get(f"{tasks.path}/awareness")

    sharing = await bryn.press(page, SAVE, {"victim_aware.answer": "yes", "consent.answer": "no"})
    assert sharing.heading == "Sharing without consent"
    record = "consent.sharing_without_consent"
    item = f"{record}.shared_items.0"
    shared_at = when(f"{item}.shared_at", "31", "8", "2026")
    wrong = await bryn.press(
        sharing, SAVE, {f"{record}.worker": "B Price", f"{item}.what": "The checklist", **shared_at}
    )
    assert list(wrong.messages.values()) == ["Enter a date and a time, like 27 3 2026 and 2:30pm."]
    decided = await bryn.press(wrong, SAVE, {f"{item}.shared_at.time": "2:30pm"})

    assert decided.heading == "How sharing was decided"
    again = (await bryn.get(sharing.path)).form(SAVE).fields
    assert again[f"{record}.given"] == ["yes"]
    assert again[f"{item}.shared_at.time"] == ["14:30"]
