"""A form: its id and version, what it holds, its rules, and the sections in which a page asks for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.forms import words
from meetings.forms.check import Checked, Circumstances, Rules, check_document, find_gaps
from meetings.forms.declaration import Group, Json, Page, Place, Section, place_of
from meetings.forms.figures import Figures, no_figures
from meetings.forms.findings import Gap


class FormPlace(StrEnum):
    """What a form is to a case: it opens one, answers what was asked about one, or stands on one."""

    OPENS_CASE = "opens_case"
    ANSWERS = "answers"
    ON_CASE = "on_case"


@dataclass(frozen=True, slots=True)
class Form:
    """Versions are added, never edited: an old answer renders with the version it was given under.

    `sender_field` names the sending agency; `figures` are reckoned from the answers and never kept.
    """

    id: str
    version: int
    root: Group
    rules: Rules
    sections: tuple[Section, ...]
    place: FormPlace
    sender_field: str
    figures: Figures = no_figures

    @property
    def title(self) -> str:
        """What the form is called."""
        return words.title(self.id)

    def say(self, kind: str, name: str) -> str:
        """Its own words for a page, section, group, row or whether; else those that forms share."""
        return words.of_form(self.id, kind, name)

    def check(self, document: object, *, received_on: date, agencies: Collection[str] | None = None) -> Checked:
        """What is refused, what is a gap, and the document as it is kept. Never raises."""
        return check_document(self.root, self.rules, document, by=Circumstances(received_on, agencies))

    def gaps(
        self, document: dict[str, Json], *, received_on: date, agencies: Collection[str] | None = None
    ) -> tuple[Gap, ...]:
        """The gaps of a document that may still be on its way, so that a page names them early."""
        return find_gaps(self.root, self.rules, document, by=Circumstances(received_on, agencies))

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def page(self, page_id: str) -> Page | None:
        return next((page for section in self.sections for page in section.pages if page.id == page_id), None)

    def part_at(self, path: str) -> Place | None:
        """The part a dotted path stands for."""
        return place_of(self.root.parts, self.root.words, path)
