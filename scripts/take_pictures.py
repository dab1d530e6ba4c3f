"""Takes the pictures of docs/pictures from a practice area that `marac demo` serves: python -m scripts.take_pictures.

Give its address and its data folder. Everybody in the pictures is invented.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pyotp
from playwright.sync_api import Browser, Page, ViewportSize

from marac.clock import Clock
from tests.journeys.chromium import chromium

PICTURES = Path(__file__).parents[1] / "docs/pictures"
SIZE: ViewportSize = {"width": 1280, "height": 740}
MEETING_NEXT, MEETING_PAST = "26 Nov 2025", "12 Nov 2025"


def main(address: str, data: Path) -> None:
    """Each role signs in, and each page they work on is taken."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    accounts = json.loads((data / "practice-accounts.json").read_text())
    with chromium() as browser:
        for role, take in TAKEN_BY.items():
            page = signed_in(browser, address, next(each for each in accounts if each["role"] == role))
            take(page)
            page.context.close()


def signed_in(browser: Browser, address: str, account: dict[str, Any]) -> Page:
    page = browser.new_context(viewport=SIZE, base_url=address).new_page()
    page.goto("/sign-in")
    page.get_by_label("Work email").fill(account["email"])
    page.get_by_label("Password", exact=True).fill(account["password"])
    page.get_by_role("button", name="Continue").click()
    now = Clock().now()
    page.get_by_label("Code").fill(pyotp.TOTP(account["totp_secret"]).at(now))
    page.get_by_role("button", name="Continue").click()
    if page.url.endswith("/sign-in/seat"):
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Work here").click()
    return page


def save(page: Page, name: str) -> None:
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=PICTURES / f"{name}.png")


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=re.compile(words)).first.click()


def by_coordinator(page: Page) -> None:
    save(page, "start-coordinator")
    page.goto("/inbox")
    save(page, "inbox")
    follow(page, "^NM ")
    save(page, "referral")
    page.goto("/meetings")
    follow(page, MEETING_NEXT)
    save(page, "meeting")
    meeting = page.url
    page.goto(f"{meeting}/agenda")
    if page.url.endswith("/declare"):
        page.get_by_label("I know of nobody").check()
        page.get_by_role("button", name="Continue").click()
    save(page, "agenda")
    page.goto(f"{meeting}/research")
    save(page, "research-by-agency")
    page.goto("/cases")
    follow(page, "^NM ")
    follow(page, "See who")
    save(page, "who-looked")
    who_is_who(page)


def who_is_who(page: Page) -> None:
    """Two records side by side, and one person over their cases; addresses stay shut."""
    page.goto("/people")
    follow(page, "Begin with the first")
    save(page, "compare")
    page.goto("/notices/repeats")
    follow(page, "^NM")
    follow(page, ", victim 1")
    save(page, "person")
    follow(page, "Contact")
    save(page, "contact")


def by_representative(page: Page) -> None:
    save(page, "start-representative")
    page.goto("/research")
    save(page, "research")
    page.goto("/actions/agency")
    save(page, "actions")


def by_chair(page: Page) -> None:
    save(page, "start-chair")
    page.goto("/meetings")
    follow(page, MEETING_NEXT)
    follow(page, "Links that weigh more")
    save(page, "links")
    page.goto("/meetings")
    follow(page, MEETING_PAST)
    page.goto(f"{page.url}/minutes")
    save(page, "minutes")


TAKEN_BY = {"coordinator": by_coordinator, "representative": by_representative, "chair": by_chair}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
