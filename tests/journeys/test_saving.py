"""Saving while one types, in a real browser: after a second of rest, every two seconds, and without a network."""

import re

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys.still_clock import open_page, posts


def count_saves(page: Page) -> None:
    """Count in the page itself: a request's event may reach the test after the clock has gone on."""
    page.evaluate(
        "() => { const send = window.fetch; window.saves = 0;"
        " window.fetch = (...call) => { window.saves += 1; return send(...call); }; }"
    )


def saves(page: Page) -> int:
    return int(page.evaluate("() => window.saves"))


def test_typing_is_saved_after_a_second_of_rest_and_the_time_is_shown(page: Page, address: str) -> None:
    sent = posts(page)
    open_page(page, f"{address}/specimens/choices")
    count_saves(page)

    page.get_by_label("Not asked").first.check()
    page.clock.run_for(900)
    before = saves(page)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.run_for(200)

    assert (before, saves(page)) == (0, 1)
    assert sent[0].headers["x-csrf-token"] == "specimen"
    assert "safe_to_phone=not_asked" in (sent[0].post_data or "")
    assert "once=" not in (sent[0].post_data or "")
    expect(page.locator("#status")).to_have_text("Saved 2:14pm")


def test_typing_without_rest_is_saved_every_two_seconds(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/choices")
    count_saves(page)
    field = page.get_by_label("Day", exact=True).first

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        for _ in range(5):
            field.press_sequentially("1")
            page.clock.run_for(500)

    assert saves(page) == 1


def test_what_is_typed_while_a_save_is_on_its_way_waits_for_its_own_second_of_rest(page: Page, address: str) -> None:
    open_page(page, f"{address}/specimens/choices")
    count_saves(page)
    on_their_way: list[Route] = []
    page.route("**/specimens/choices", lambda route: on_their_way.append(route))  # noqa: PLW0108 - the browser marks what it is given
    field = page.get_by_label("Day", exact=True).first
    with page.expect_request(lambda request: request.method == "POST"):
        for _ in range(4):
            field.press_sequentially("1")
            page.clock.run_for(500)

    field.press_sequentially("2")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        on_their_way.pop().continue_()
    expect(page.locator("#status")).to_have_text("Saved 2:14pm")
    page.clock.run_for(900)
    before = saves(page)
    page.clock.run_for(100)

    assert (before, saves(page)) == (1, 2)


def test_without_a_network_the_text_stays_and_is_sent_when_it_is_back(
    page: Page, context: BrowserContext, address: str
) -> None:
    open_page(page, f"{address}/specimens/choices")
    context.set_offline(True)

    page.get_by_label("Not asked").first.check()
    page.clock.run_for(1100)
    expect(page.locator("#alert")).to_contain_text("Not saved yet. Your text is kept here; trying again")
    context.set_offline(False)
    page.clock.run_for(5100)

    expect(page.locator("#status")).to_have_text(re.compile("Saved 2:14pm"))
    expect(page.locator("#alert")).to_have_text("")
