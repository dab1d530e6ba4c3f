"""Somebody of the cast at a browser of their own, working by keyboard; every page they meet is looked at."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from playwright.sync_api import Browser, BrowserContext, Page

from tests.cast import Person
from tests.fakes import FixedClock
from tests.journeys.keyboard import Keyboard
from tests.journeys.soundness import page_is_sound
from tests.page_tree import kind_of
from tests.running import Running

# An authenticator shows a new code every thirty seconds, and each is taken once.
NEXT_CODE = timedelta(seconds=31)
NAVIGATION = ("Refer", "Inbox", "Meetings", "Cases", "People", "Actions", "Search")
FOLDED_BELOW = 640
PARTS = """() => [...new Set([...document.querySelectorAll('[class], [role]')]
  .map(part => `${part.tagName} ${part.className} ${part.getAttribute('role')}`))].sort().join()"""


class NotTaken(AssertionError):
    """What was typed was refused; the message is what the page says."""


@dataclass(frozen=True)
class Manner:
    """How a journey is gone: how wide the window is, and whether scripts run."""

    width: int = 1280
    scripts: bool = True
    every_part: bool = False
    """Look again at a page of the same kind and title when it is made of other parts; otherwise one will do."""


class Visitor(Keyboard):
    """One person signed in at one browser."""

    def __init__(self, page: Page, person: Person, running: Running, manner: Manner) -> None:
        super().__init__(page)
        self.person = person
        self.running = running
        self.manner = manner
        self.met: list[str] = []
        self.looked_at: set[str] = set()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.running.address)

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()

    def open(self, path: str) -> None:
        """Type an address, as somebody does who follows a link in a letter."""
        self.page.goto(f"{self.running.address}{path}")
        self.look()

    def look(self) -> None:
        """Look at the page with all the care there is."""
        kind = f"{kind_of(self.path)} {self.page.title()}"
        if self.manner.every_part:
            kind += str(self.page.evaluate(PARTS))
        if kind not in self.looked_at:
            page_is_sound(self.page, scripts=self.manner.scripts)
        self.looked_at.add(kind)
        self.met.append(f"{self.path} {self.heading}")

    def enter(self, words: str, *, tag: str = "a") -> None:
        """Follow a link; those of the navigation are folded away on a narrow window."""
        if words in NAVIGATION and self.manner.width < FOLDED_BELOW and self.manner.scripts:
            self.go_to("Menu", tag="button")
            self.press("Enter")
        super().enter(words, tag=tag)

    def arrives(self) -> None:
        self.look()
        if self.page.title().startswith("Error: "):
            raise NotTaken(self.page.locator(".govuk-error-summary").inner_text())

    def sign_in(self) -> None:
        """By password and code, at the door."""
        clock = self.person.desk.clock
        assert isinstance(clock, FixedClock)
        clock.move(NEXT_CODE)
        self.open("/sign-in")
        self.type(self.person.email, into="Work email")
        self.type(self.person.password, into="Password")
        self.push("Continue")
        self.type(self.person.code(), name="code")
        self.push("Continue")

    def sign_out(self) -> None:
        self.page.context.clear_cookies()


@dataclass
class Desks:
    """The browsers of a journey, one a person; closed when the journey is over."""

    browser: Browser
    running: Running
    manner: Manner
    contexts: list[BrowserContext] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def met(self) -> set[str]:
        """Every heading somebody was shown, each looked at."""
        return {page.partition(" ")[2] for visitor in self.visitors for page in visitor.met}

    def sit_down(self, person: Person, walker: type[Visitor] = Visitor) -> Visitor:
        """A browser for this person, who signs in."""
        context = self.browser.new_context(
            viewport={"width": self.manner.width, "height": 900}, java_script_enabled=self.manner.scripts
        )
        self.contexts.append(context)
        if self.manner.scripts:
            context.clock.install(time=person.desk.clock.now())
        context.set_default_timeout(30_000)
        visitor = walker(context.new_page(), person, self.running, self.manner)
        self.visitors.append(visitor)
        visitor.sign_in()
        return visitor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for context in self.contexts:
            context.close()
