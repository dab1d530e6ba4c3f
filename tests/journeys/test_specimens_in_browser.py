"""Each component, looked at by axe-core in a real browser: wide, narrow, without scripts, in odd colours."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.chromium import axe_violations, served, sideways
from tests.web.specimens.papers import MENDED
from tests.web.specimens.site import SPECIMENS, specimen_site

STATES = [*SPECIMENS, *(f"{name}-mended" for name in MENDED)]
# What WCAG 1.4.12 lets people set.
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(specimen_site()) as at:
        yield at


def heard(page: Page) -> list[str]:
    """What the browser complains of, a refusal by the content policy included; a 422 is meant."""
    lines: list[str] = []
    page.on("console", lambda line: lines.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


@pytest.mark.parametrize(
    ("width", "scripts"),
    [pytest.param(1280, True, marks=pytest.mark.long), (320, True), pytest.param(320, False, marks=pytest.mark.long)],
)
def test_every_component_holds_at_this_width(browser: Browser, address: str, width: int, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    lines = heard(page)

    faults = []
    for name in STATES:
        page.goto(f"{address}/specimens/{name}")
        faults += [f"{name}: {fault}" for fault in axe_violations(page)]
        faults += [f"{name}: {sideways(page)} px sideways"] if sideways(page) else []

    context.close()
    assert faults == []
    assert [line for line in lines if scripts and "422" not in line] == []


def test_forced_colours_leave_nothing_out(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()

    page.goto(f"{address}/specimens/lists")
    border = page.locator(".govuk-tag").first.evaluate("tag => getComputedStyle(tag).borderTopWidth")
    page.goto(f"{address}/specimens/panels")
    edge = page.locator(".desk-safe__strip").first.evaluate("strip => getComputedStyle(strip).borderLeftWidth")
    faults = axe_violations(page)

    context.close()
    assert (border, edge, faults) == ("1px", "8px", [])


def test_wide_text_spacing_on_a_phone_loses_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True)
    page = context.new_page()

    over = {}
    for name in STATES:
        page.goto(f"{address}/specimens/{name}")
        page.add_style_tag(content=SPACING)
        over[name] = sideways(page)

    context.close()
    assert {name: by for name, by in over.items() if by} == {}


def test_an_ordinary_page_prints_one_sentence_and_a_marked_copy_prints_itself(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")

    page.goto(f"{address}/specimens/panels")
    sentence = page.locator("body").inner_text()
    page.goto(f"{address}/specimens/print")
    copy = page.locator("body").inner_text()

    page.close()
    assert sentence.strip() == "Use “Print this” so that the copy is marked and recorded."
    assert "OFFICIAL-SENSITIVE · PRACTICE" in copy
    assert "For Bryn Price · Tue 1 Sep 2026, 2:14pm · copy 3 of this record" in copy


def test_every_sheet_says_its_marking_for_whom_it_is_and_which_sheet_it_is(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/specimens/print")

    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]

    page.close()
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.count("OFFICIAL-SENSITIVE · PRACTICE") == 2
        assert "Bryn Price · Tue 1 Sep 2026, 2:14pm · copy 3" in sheet
        assert f"page {number} of {len(sheets)}" in sheet
        assert "Role Name Born" in sheet
