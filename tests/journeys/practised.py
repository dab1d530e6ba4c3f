"""Somebody who knows the pages and wastes nothing: what a referral costs in acts at best, by keys or by pointer.

An act is a click, or a key that is not text: Tab, Enter, arrows, single keys, Space.
"""

from collections.abc import Mapping

from playwright.sync_api import Locator

from tests.journeys.keyboard import FIRST, NotReached, Stop
from tests.journeys.visitor import NAVIGATION, Visitor

ANSWER_KEYS = {"yes": "y", "no": "n", "not_known": "d"}


class PractisedKeys(Visitor):
    """Passes the head of a page by its first link, and answers the checklist by single keys."""

    is_at_top = True
    first: Stop | None = None
    """The first thing of a page that one comes to, where the head was passed already."""

    def arrives(self) -> None:
        self.met.append(f"{self.path} {self.heading}")
        self.is_at_top = True

    def go_to(self, words: str = "", *, tag: str = "", name: str = "", value: str = "", group: str = "") -> Stop:
        if words not in NAVIGATION:
            self._pass_head()
        return super().go_to(words, tag=tag, name=name, value=value, group=group)

    def tab(self) -> Stop:
        self.first, first = None, self.first
        return first or super().tab()

    def _go_to_group(self, group: str, name: str, words: str) -> Stop:
        self._pass_head()
        return super()._go_to_group(group, name, words)

    def push(self, words: str) -> None:
        """Enter sends the form one types in, and Control and Enter does in a long text."""
        if words != "Save and continue":
            return super().push(words)
        here = self.tab() if self._pass_head() else self.stop() or self.tab()
        while here.tag not in ("input", "textarea") and here.words != words:
            here = self.tab()
        return self._press_and_wait("Control+Enter" if here.tag == "textarea" else "Enter")

    def _pass_head(self) -> bool:
        """By the first link of the page, unless it leads past its head by itself. Was there one to pass?"""
        was_at_top, self.is_at_top = self.is_at_top, False
        if was_at_top and self.stop() is None:
            here = super().tab()
            if here.words == FIRST:
                self.press("Enter")
            else:
                self.first = here
        return was_at_top

    def answer(self, fields: Mapping[str, str]) -> None:
        if not all(name.startswith("dash.answers.") for name in fields):
            return super().answer(fields)
        self.is_at_top = False
        for said in fields.values():
            self.press(ANSWER_KEYS[said.removeprefix("=")])
        return None


class PractisedPointer(Visitor):
    """Clicks everything once and types where it clicked."""

    def arrives(self) -> None:
        self.met.append(f"{self.path} {self.heading}")

    def click(self, found: Locator) -> None:
        if not found.count():
            raise NotReached(f"{self.page.url}: nothing to click on")
        self.presses += 1
        found.first.click()

    def enter(self, words: str, *, tag: str = "a") -> None:
        with self.page.expect_navigation():
            self.click(self.page.get_by_role("link", name=words).locator("visible=true"))
        self.arrives()

    def push(self, words: str) -> None:
        with self.page.expect_navigation():
            self.click(self.page.locator("button:not([aria-hidden])", has_text=words).locator("visible=true"))
        self.arrives()

    def type(self, text: str, *, into: str = "", name: str = "", group: str = "") -> None:
        self.click(self.page.locator(f'[name="{name}"]') if name else self.page.get_by_label(into))
        self.page.keyboard.type(text)

    def choose(self, words: str = "", *, group: str = "", name: str = "", value: str = "") -> None:
        self.click(self.page.locator(f'[name="{name}"][value="{value}"] + label'))

    def tick(self, words: str, *, name: str = "") -> None:
        self.click(self.page.get_by_label(words))

    def select(self, words: str, *, of: str = "", name: str = "") -> None:
        self.click(self.page.locator(f'select[name="{name}"]'))
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
