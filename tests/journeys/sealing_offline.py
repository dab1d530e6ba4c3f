"""The offline form in a Chromium whose network is cut: opened as a file, filled in by keyboard, sealed, kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from agencies.seats import service_act
from meetings.sealed_intake.tending import tend_keys
from tasks.opening import open_seal_keys
from tests.journeys.chromium import axe_violations, sideways
from tests.journeys.keyboard import Keyboard
from tests.running import Running

SEAL_ROOT_KEY = "5e" * 32
# Kinds of storage that a page could keep something in; each must stay empty.
STORED = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length].join()"""
NOTHING_STORED = "0,0,,0"
# As a browser without the newer curve answers.
WITHOUT_X25519 = """() => {
  const generate = SubtleCrypto.prototype.generateKey
  SubtleCrypto.prototype.generateKey = function (algorithm, ...rest) {
    if ((algorithm.name ?? algorithm) === 'X25519') return Promise.reject(new DOMException('', 'NotSupportedError'))
    return generate.call(this, algorithm, ...rest)
  }
}"""


@dataclass
class OfflineDesk(Keyboard):
    """One file, open at one browser; everything it ever asks the network for is written down."""

    page: Page
    presses: int = 0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, file: Path) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())
        self.page.locator("#sheet, #hindrance").locator("visible=true").first.wait_for()

    def fill(self, *parts: Mapping[str, str]) -> None:
        for part in parts:
            self.answer(part)

    def add(self, words: str, told: Mapping[str, str]) -> None:
        """A row more: the focus stands in its first box at once."""
        self.go_to(words, tag="button")
        self.press("Enter")
        (first, text), *rest = told.items()
        here = self.stop()
        assert here is not None
        assert here.name == first
        self.page.keyboard.type(text)
        self.answer(dict(rest))

    def seal(self, into: Path) -> Path:
        """Push the button; the sealed file as the browser keeps it."""
        self.go_to("Seal and save", tag="button")
        with self.page.expect_download() as kept:
            self.press("Enter")
        file = into / kept.value.suggested_filename
        kept.value.save_as(file)
        return file

    def faults(self) -> list[str]:
        """What the file says when it is asked to seal what is not whole."""
        self.go_to("Seal and save", tag="button")
        self.press("Enter")
        self.page.locator("#faults").wait_for()
        return self.page.locator("#faults li").all_inner_texts()

    def is_sound(self) -> None:
        assert axe_violations(self.page) == []
        assert sideways(self.page) == 0

    def reached_nothing(self, file: Path) -> None:
        """The file itself and the bytes it made for saving; nothing is stored, nothing was forbidden in vain."""
        outside = [url for url in self.requests if url != file.as_uri() and not url.startswith("blob:")]
        assert outside == []
        assert self.complaints == []
        assert self.page.evaluate(STORED) == NOTHING_STORED


@contextmanager
def offline_desk(
    browser: Browser, now: datetime, *, width: int = 1280, hides_x25519: bool = False
) -> Iterator[OfflineDesk]:
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
    context.set_offline(True)
    context.clock.install(time=now)
    if hides_x25519:
        context.add_init_script(f"({WITHOUT_X25519})()")
    try:
        yield OfflineDesk(context.new_page())
    finally:
        context.close()


def publish_keys(service: Running) -> None:
    """What the process that opens sealed forms does every hour."""

    async def tended() -> None:
        keys = await open_seal_keys(service.service.settings, service.service.desk)
        assert keys is not None
        for area in service.cast.loaded:
            act = await service_act(service.service.desk, area.id)
            with act.at_work():
                await tend_keys(act, keys)

    service.do(tended)
