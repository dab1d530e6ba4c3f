"""Any declared form on a case filled in by keyboard from its declaration alone: each field as one comes to it."""

from dataclasses import dataclass, field

from meetings.forms.declaration import Field, Kind, Place
from meetings.forms.form import Form
from meetings.forms.questions import codes_offered
from tests.journeys.keyboard import Stop
from tests.journeys.visitor import Visitor

CHECK = "Check this form"
GO_ON = "Save and continue"
MOST_PAGES = 60
MOST_STOPS = 900
BOXES = {"day": "30", "month": "8", "year": "2026", "time": "2:30pm", "only_year": "1985", "age": "34"}
IN_BOXES = (Kind.DATE, Kind.MOMENT, Kind.BORN_ON)
BIRTH = {"day": "27", "month": "3", "year": "1985"}
PATTERNS = {"nhs_number": "9434765919"}
# Not answers: the honest ways out, and words of one's own, which another answer needs.
NO_ANSWERS = ("not_given", "words")


@dataclass
class Filler:
    """One pair of hands at one form. `typed` is every text that was written, to be looked for in print."""

    visitor: Visitor
    form: Form
    typed: set[str] = field(default_factory=set)

    def fill_in(self) -> None:
        """From the task list to the check: what the pages themselves lead to, one after the other."""
        self.visitor.enter(self.form.say("section", self.form.sections[0].id))
        for _ in range(MOST_PAGES):
            if self.visitor.heading == CHECK:
                return
            self._page()
        raise AssertionError(f"{self.form.id} has no end: {self.visitor.met[-5:]}")

    def _page(self) -> None:
        lists = {self.form.say("section", one.id): one for one in self.form.sections if one.row}
        section = lists.get(self.visitor.heading)
        if section is None or self.visitor.page.locator("form[data-autosave]").count():
            self._answer_page()
            self.visitor.push(GO_ON)
            return
        one = self.form.say("row", section.pages[0].id).lower()
        is_empty = "Nothing is entered yet" in self.visitor.text
        self.visitor.push(f"Add one {one}" if is_empty else "Continue")

    def _answer_page(self) -> None:
        """Tab by tab to the end of the page; a follow-up stands there once its answer was given."""
        done: set[str] = set()
        for _ in range(MOST_STOPS):
            here = self.visitor.tab()
            if here.tag == "button" and here.words.startswith(GO_ON):
                return
            if here.name and here.name not in done and here.tag in ("input", "textarea", "select"):
                done.add(here.name)
                self._answer(here)
        raise AssertionError(f"{self.visitor.page.url} has no “{GO_ON}”")

    def _answer(self, here: Stop) -> None:
        path, _, last = here.name.rpartition(".")
        if last in NO_ANSWERS:
            return
        if last == "given":
            return self._choose(here, "yes")
        if last == "precision":
            return self._choose(here, "exact")
        place = self.form.part_at(here.name) or self.form.part_at(path)
        if place is None or not isinstance(place.part, Field):
            raise AssertionError(f"{here.name} is nothing of {self.form.id}")
        if here.type == "radio":
            return self._choose(here, _code(place.part))
        if here.type == "checkbox":
            return self.visitor.press("Space") if not here.checked else None
        if here.tag == "select":
            return self.visitor.press("ArrowDown") if not here.value else None
        return self._type(here, place, last)

    def _choose(self, here: Stop, code: str) -> None:
        for _ in range(MOST_STOPS):
            if here.value == code:
                break
            self.visitor.press("ArrowDown")
            moved = self.visitor.stop()
            assert moved is not None and moved.name == here.name, (self.visitor.page.url, here.name, code)
            here = moved
        if not here.checked:
            self.visitor.press("Space")

    def _type(self, here: Stop, place: Place, last: str) -> None:
        if here.value:
            return
        assert isinstance(place.part, Field)
        text = _text(place.part, last if place.part.kind in IN_BOXES else "")
        self.visitor.page.keyboard.type(text)
        if place.part.kind in (Kind.TEXT, Kind.LONG, Kind.LINES, Kind.DECIMAL):
            self.typed.add(text)


def _code(part: Field) -> str:
    """Yes where it is offered, for most that follows follows from it."""
    codes = codes_offered(part)
    return "yes" if "yes" in codes else codes[0]


def _text(part: Field, box: str) -> str:
    if box:
        return BIRTH.get(box, BOXES[box]) if part.kind is Kind.BORN_ON else BOXES[box]
    if part.name in PATTERNS:
        return PATTERNS[part.name]
    written = {
        Kind.WHOLE: str(max(part.least, min(1, part.most))),
        Kind.DECIMAL: "2.99" if part.decimals > 1 else "3",
        Kind.PHONE: "01632 960123",
        Kind.EMAIL: "jo@agency.example.org",
    }
    told = written.get(part.kind, f"About {part.name.replace('_', ' ')}")
    return told[: part.most] if part.most and part.kind in (Kind.TEXT, Kind.LONG) else told
