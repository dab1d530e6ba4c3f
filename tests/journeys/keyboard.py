"""Somebody who works by keyboard alone. Nothing is ever clicked; a focus that cannot be seen fails the journey."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 400
# Where every page begins.
FIRST = "Skip to main content"
FOCUS = (Path(__file__).parent / "focus.js").read_text()


class FocusLost(AssertionError):
    """The focus is nowhere, or cannot be seen where it is."""


class NotReached(AssertionError):
    """There is no such thing on this page that the Tab key comes to."""


@dataclass(frozen=True)
class Stop:
    """What the focus stands on."""

    words: str
    tag: str
    type: str
    name: str
    value: str
    group: str
    checked: bool
    forward: bool

    @property
    def is_choice(self) -> bool:
        return self.type in ("radio", "checkbox")


class Keyboard:
    """One pair of hands on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, key: str) -> None:
        self.presses += 1
        self.page.keyboard.press(key)

    def stop(self) -> Stop | None:
        """Where the focus stands; None where it is on the page as a whole. Raises FocusLost if it cannot be seen."""
        found: dict[str, Any] | None = self.page.evaluate(FOCUS)
        if found is None:
            return None
        if not (found.pop("seen") & found.pop("uncovered")):
            raise FocusLost(f"{self.page.url}: the focus on “{found['words']}” ({found['tag']}) cannot be seen")
        return Stop(**found)

    def tab(self) -> Stop:
        """One step on; from the last thing of the page round to its first."""
        self.press("Tab")
        here = self.stop()
        if here is None:
            self.press("Tab")  # Past the browser's own frame.
            here = self.stop()
            if here is None or here.words != FIRST:
                raise FocusLost(f"{self.page.url}: the focus was lost")
            return here
        if not here.forward and here.words != FIRST:
            raise FocusLost(f"{self.page.url}: the focus went back to “{here.words}”")
        return here

    def go_to(self, words: str = "", *, tag: str = "", name: str = "", value: str = "", group: str = "") -> Stop:
        """Tab until the focus is on what these words name: exactly, or as they begin it."""
        wanted = {"tag": tag, "name": name, "value": value}
        met: list[str] = []
        for _ in range(MOST_STOPS):
            here = self.tab()
            if _is(here, words, wanted, group):
                return here
            if here.words == FIRST and FIRST in met:
                break
            met.append(here.words)
        raise NotReached(f"{self.page.url} has no “{words or wanted}” that Tab comes to, only {met}")

    def enter(self, words: str, *, tag: str = "a") -> None:
        """Follow a link."""
        self.go_to(words, tag=tag)
        self._press_and_wait("Enter")

    def push(self, words: str) -> None:
        """Push a button."""
        self.go_to(words, tag="button")
        self._press_and_wait("Enter")

    def press_key(self, key: str) -> None:
        """A single key that leads to another page."""
        self._press_and_wait(key)

    def download(self, words: str) -> str:
        """Push a button that hands out a file; returns the file's name."""
        self.go_to(words, tag="button")
        with self.page.expect_download() as handed_out:
            self.press("Enter")
        return handed_out.value.suggested_filename

    def unfold(self, words: str) -> None:
        """Open what is folded away under these words."""
        self.go_to(words, tag="summary")
        self.press("Enter")

    def type(self, text: str, *, into: str = "", name: str = "", group: str = "") -> None:
        """Come to a field and write in it, in place of what stood there."""
        here = self.go_to(into, name=name, group=group)
        if here.value:
            self.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, words: str = "", *, group: str = "", name: str = "", value: str = "") -> None:
        """Choose one of several: Tab to the group, arrows to the answer."""
        here = self._go_to_group(group, name, words)
        for _ in range(MOST_STOPS):
            if (words and here.words == words) or (value and here.value == value):
                break
            self.press("ArrowDown")
            moved = self.stop()
            if moved is None or moved.name != here.name:
                raise NotReached(f"{self.page.url}: “{words or value}” is not among the answers of “{group or name}”")
            here = moved
        if not here.checked:
            self.press("Space")

    def tick(self, words: str, *, name: str = "") -> None:
        if not self.go_to(words, name=name).checked:
            self.press("Space")

    def select(self, words: str, *, of: str = "", name: str = "") -> None:
        """Choose in a list by typing how it begins."""
        self.go_to(of, tag="select", name=name)
        self.page.keyboard.type(words)

    def answer(self, fields: Mapping[str, str]) -> None:
        """Fill fields by name, in their order. With "=" before it a value is chosen, with "~" picked in a list."""
        for name, said in fields.items():
            if said.startswith("="):
                self.choose(name=name, value=said[1:])
            elif said.startswith("~"):
                self.select(said[1:], name=name)
            else:
                self.type(said, name=name)

    def _go_to_group(self, group: str, name: str, words: str) -> Stop:
        times_round = 0
        while times_round < 2:
            here = self.tab()
            times_round += here.words == FIRST
            if here.type != "radio":
                continue
            if (name and here.name == name) or (group and here.group.startswith(group)) or (not (name or group)):
                return here
        raise NotReached(f"{self.page.url} asks nothing like “{group or name or words}”")

    def _press_and_wait(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)
        self.arrives()

    def arrives(self) -> None:
        """A new page stands there."""


def _is(here: Stop, words: str, wanted: Mapping[str, str], group: str) -> bool:
    if any(asked and getattr(here, key) != asked for key, asked in wanted.items()):
        return False
    if group and not here.group.startswith(group):
        return False
    return not words or here.words == words or here.words.startswith(words)
