"""What the scripts add to a page, in a real browser: keys, saving while one types, word of what is new."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.journeys.chromium import served
from tests.journeys.still_clock import WITH_KEYS, open_page, posts
from tests.web.specimens.site import specimen_site


def test_a_key_chooses_and_goes_to_the_choice_but_decides_nothing(page: Page, address: str) -> None:
    sent = posts(page)
    open_page(page, f"{address}/specimens/panels")

    page.keyboard.press("d")

    expect(page.get_by_label("Decline")).to_be_checked()
    expect(page.get_by_label("Decline")).to_be_focused()
    expect(page.get_by_label("Reason", exact=True).nth(1)).to_be_visible()
    assert sent == []


def test_a_key_does_nothing_while_one_is_writing_or_holds_a_modifier(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/panels")

    page.get_by_label("Reason").first.press_sequentially("dad")
    page.get_by_role("heading", name="Specimen").click()
    page.keyboard.press("Control+d")
    page.keyboard.press("Alt+a")

    expect(page.get_by_label("Reason").first).to_have_value("dad")
    assert page.locator("input[type=radio]:checked").count() == 0


def test_a_point_leads_to_the_decision_and_the_focus_can_be_seen(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/panels")

    page.keyboard.press(".")

    expect(page.get_by_label("Accept for Wed 16 Sep")).to_be_focused()


def test_rows_are_gone_through_ticked_and_opened_by_keys(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/tables")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    rows = page.locator("[data-row]")
    expect(rows.nth(1).get_by_role("checkbox")).to_be_checked()
    expect(rows.nth(0).get_by_role("checkbox")).not_to_be_checked()
    page.keyboard.press("o")

    page.wait_for_url("**/referrals/2fw8mc6rna")


def test_help_and_places_are_one_key_away(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/lists")

    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    expect(page.get_by_role("main")).to_contain_text("Everything works with Tab, Enter, Space and the arrow keys.")
    page.keyboard.press("g")
    page.keyboard.press("m")

    expect(page).to_have_url(f"{address}/meetings")
    expect(page.get_by_role("link", name="Meetings", exact=True)).to_have_attribute(
        "aria-current", re.compile("page|true")
    )


def test_the_checklist_is_answered_by_keys_each_answer_leading_to_the_next_item(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/questions")

    for key in ("y", "n", "d"):
        page.keyboard.press(key)
    page.keyboard.press("b")
    page.keyboard.press("y")

    chosen = [page.locator(f"[name='dash.answers.{n}']:checked").get_attribute("value") for n in (1, 2, 3)]
    assert chosen == ["yes", "no", "yes"]
    expect(page.locator("[data-goes-on]").nth(3)).to_be_focused()


def test_a_follow_up_appears_under_the_answer_that_asks_for_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/questions")
    why = page.get_by_label("Why do you judge the risk high?")
    expect(why).to_be_hidden()

    page.locator("[name='routes.professional_judgement.applies'][value=yes]").check()
    expect(why).to_be_visible()
    page.locator("[name='routes.professional_judgement.applies'][value=no]").check()

    expect(why).to_be_hidden()


def test_new_things_are_said_and_move_nothing(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/lists")
    before = page.locator(".desk-counts").inner_text()

    page.clock.run_for(60_000)

    expect(page.locator("[data-new-things]")).to_have_text("2 new things. Refresh")
    expect(page.locator("#status")).to_have_text("2 new things. Refresh")
    assert page.locator(".desk-counts").inner_text() == before


def test_the_end_of_a_session_is_announced_once_and_can_be_put_off(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/lists")
    page.clock.run_for(27 * 60_000)
    expect(page.locator("#staying")).to_be_empty()

    page.clock.run_for(60_000)
    expect(page.locator("#staying")).to_contain_text("You will be signed out at 2:44pm. Stay signed in")
    page.get_by_role("button", name="Stay signed in").click()

    expect(page.locator("#staying")).to_be_empty()
    page.clock.run_for(5 * 60_000)
    expect(page.get_by_role("heading", name="Specimen")).to_be_visible()


def test_typing_counts_as_use_and_moves_the_end(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/panels")
    sent = posts(page)
    page.clock.run_for(6 * 60_000)

    with page.expect_response("**/account/stay"):
        page.get_by_label("Reason").first.press_sequentially("Not alone")

    expect(page.locator(".desk-account__until")).to_have_text("Signed out at 3:15pm if unused")
    page.clock.run_for(25 * 60_000)
    expect(page.get_by_role("heading", name="Specimen")).to_be_visible()
    assert len(sent) == 1


def test_the_end_that_nothing_puts_off_is_announced_ten_minutes_ahead(page: Page) -> None:
    ending = replace(WITH_KEYS, ends_at=datetime(2026, 9, 1, 13, 40, tzinfo=UTC))
    with served(specimen_site(ending)) as address:
        open_page(page, f"{address}/specimens/lists")

        page.clock.run_for(17 * 60_000)
        announced = page.locator("#staying").inner_text()
        page.clock.run_for(10 * 60_000)

        expect(page.get_by_role("heading", name="Specimen")).to_be_hidden()
    assert announced == "You will be signed out at 2:40pm, even if you go on. What is saved stays."


def test_an_unused_page_covers_itself_and_keeps_its_text(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/panels")
    page.get_by_label("Reason").first.fill("Nobody need read this")

    page.clock.run_for(30 * 60_000)

    expect(page.get_by_role("heading", name="Specimen")).to_be_hidden()
    expect(page.locator("#staying")).to_contain_text("Your text is kept. Sign in again")
    expect(page.locator("body")).not_to_contain_text("Quarmby", use_inner_text=True)
    with page.expect_request(lambda request: request.method == "POST") as kept:
        page.get_by_role("button", name="Sign in again").click()
    assert "settle_reason=Nobody+need+read+this" in (kept.value.post_data or "")


def test_fields_open_under_the_answer_they_belong_to(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/choices")
    expect(page.get_by_label("Safe number")).to_be_hidden()

    page.get_by_label("Yes").first.check()
    expect(page.get_by_label("Safe number")).to_be_visible()
    page.get_by_label("Not known").first.check()

    expect(page.get_by_label("Safe number")).to_be_hidden()


def test_the_composer_offers_the_roster_and_the_focus_stays_in_the_line(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/room")
    line = page.get_by_role("combobox", name="Line")

    line.press_sequentially("/pol")
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name="Northmoor Constabulary, Price")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(line).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    page.keyboard.press("Enter")

    expect(line).to_have_value("/police ")
    expect(line).to_be_focused()
    expect(line).to_have_attribute("aria-expanded", "false")


def test_the_account_menu_closes_by_escape_and_gives_the_focus_back(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/lists")
    menu = page.locator(".desk-account__who")

    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Your account")).to_be_hidden()
    expect(menu).to_be_focused()


def test_after_an_act_the_focus_is_on_what_the_page_says_of_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/lists")
    expect(page.locator("#outcome")).to_be_focused()

    open_page(page, f"{address}/specimens/inputs-mended")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
