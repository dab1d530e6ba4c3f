"""Documents of the risk tools for tests: blank but for what a test is about, and what a check says of them."""

from typing import Any

from meetings.forms import words
from meetings.forms.blanks import blank_members
from meetings.forms.declaration import Json
from meetings.forms.figures import FigureTable
from meetings.forms.findings import Rule
from meetings.forms.form import Form
from meetings.forms.on_case.dash_v1 import FORM as DASH
from meetings.risk.dash_labels import SHORT_LABELS
from tests.meetings.forms.filled import TODAY

HEAD: dict[str, Json] = {"sender_reference": "WEB-26-0009", "agency": "northmoor-idva", "case_number": "NM-26-001"}


def a_document(form: Form, **answers: Any) -> dict[str, Any]:
    """A document with these answers and every other blank, groups filled in by their names."""
    whole: dict[str, Any] = {**blank_members(form.root.parts), **HEAD}
    for name, held in answers.items():
        if isinstance(held, dict) and isinstance(whole.get(name), dict):
            whole[name] = {**whole[name], **held}
        else:
            whole[name] = held
    return whole


def a_checklist(*, yes: int = 0, dont_know: int = 0, no: int = 0, **dash: Any) -> dict[str, Any]:
    told = ["yes"] * yes + ["dont_know"] * dont_know + ["no"] * no + [None] * (24 - yes - dont_know - no)
    answers = {str(item): answer for item, answer in zip(SHORT_LABELS, told, strict=True)}
    about = {"done_on": "2026-08-30", "done_by": "Imran Aziz", "answered_by": "victim", "answers": answers}
    return a_document(DASH, stage="intake", dash={**blank_members(dash_parts()), **about, **dash})


def dash_parts() -> Any:
    [group] = [part for part in DASH.root.parts if part.name == "dash"]
    return group.parts  # type: ignore[union-attr]


def refused(form: Form, document: dict[str, Any]) -> dict[str, Rule]:
    return {finding.path: finding.rule for finding in form.check(document, received_on=TODAY).findings}


def gaps(form: Form, document: dict[str, Any]) -> list[str]:
    return [gap.path for gap in form.check(document, received_on=TODAY).gaps]


def lines(table: FigureTable) -> dict[str, tuple[str, ...]]:
    return {words.sentence(line.words): line.values for line in table.lines}
