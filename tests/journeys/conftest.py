"""One Chromium for all journeys, and the pages of the specimen site under a clock that the test moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.chromium import chromium, served
from tests.journeys.still_clock import NOW, WITH_KEYS
from tests.web.specimens.site import specimen_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(specimen_site(WITH_KEYS)) as at:
        yield at


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.clock.install(time=NOW)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
