"""What holds of every page somebody meets on a journey, at any width, with scripts or without."""

import re

from playwright.sync_api import Page

from tests.documents import NAMES
from tests.journeys.chromium import axe_violations, sideways

# Without scripts no timer of the page ever rings, and axe-core waits for some: its own go at once.
TIMERS_AT_ONCE = """() => {
  window.setTimeout = (then, after, ...rest) => {
    if (!(after > 100)) Promise.resolve().then(() => then(...rest))
    return 0
  }
}"""
ADDRESS = re.compile(r"https?://[a-z0-9.:]+/[a-z0-9/-]*(\?page=[0-9]+)?(#[a-z0-9-]*)?")


class UnsoundPage(AssertionError):
    """A page breaks a rule that holds for all pages."""


def page_is_sound(page: Page, *, scripts: bool = True) -> None:
    """Raises UnsoundPage with all that is wrong with the page as it stands."""
    if not scripts:
        page.evaluate(TIMERS_AT_ONCE)
    faults = axe_violations(page)
    if by := sideways(page):
        faults.append(f"it scrolls {by} px sideways: {_wide(page)}")
    outside = f"{page.url} {page.title()} {page.locator('h1').first.inner_text()}"
    faults += [f"{name} stands in its address, title or heading" for name in NAMES if name.lower() in outside.lower()]
    if not ADDRESS.fullmatch(page.url):
        faults.append("its address holds more than plain words and ids")
    if faults:
        raise UnsoundPage(f"{page.url} “{page.title()}”: " + "; ".join(faults))


def _wide(page: Page) -> list[str]:
    """What reaches over the right edge."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, footer *')]
          .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .slice(-3).map(one => `${one.tagName}.${one.className}`)"""
    )
    return found
