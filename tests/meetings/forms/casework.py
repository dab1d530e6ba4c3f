"""Forms of the case file as far as a test needs them: a document with some answers, all others blank."""

import copy
from typing import Any

from meetings.forms.check import Checked
from meetings.forms.completing import to_document
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule, inside
from meetings.forms.page_answers import PageAnswers
from meetings.forms.registry import newest
from tests.meetings.forms.filled import TODAY

KNOWN: dict[str, Json] = {"sender_reference": "WEB-26-0002", "agency": "northmoor-police", "case_number": "NM-26-001"}
ELLEN: dict[str, Json] = {"given_names": "Ellen", "family_name": "Quarmby"}
FRANK: dict[str, Json] = {"given_names": "Frank", "family_name": "Ostrey"}


def a_form(form_id: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Blank but for these answers; a follow-up stands only where it is asked."""
    form = newest(form_id)
    values = {**KNOWN, "form": form.id, "version": form.version, **copy.deepcopy(answers)}
    return to_document(form, PageAnswers(values))


def gaps_of(document: dict[str, Any]) -> dict[str, str]:
    """What is still to be answered, by path."""
    gaps = newest(document["form"]).gaps(document, received_on=TODAY)
    return {gap.path: gap.sentence for gap in gaps}


def must_of(document: dict[str, Any]) -> set[str]:
    """What a page may not be sent without."""
    return {gap.path for gap in newest(document["form"]).gaps(document, received_on=TODAY) if gap.is_open}


def check(document: dict[str, Any]) -> Checked:
    return newest(document["form"]).check(document, received_on=TODAY, agencies={"northmoor-police"})


def broken(document: dict[str, Any]) -> dict[str, Rule]:
    return {finding.path: finding.rule for finding in check(document).findings}


def with_value(document: dict[str, Any], path: str, value: Json) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    way, _, name = path.rpartition(".")
    holder: Any = inside(changed, way)
    holder[name] = value
    return changed


def asks_only_then(form_id: str, *, base: dict[str, Any], then: tuple[str, Json], other: Json, follow: str) -> None:
    """A follow-up is missed after its answer, not missed after another, and then taken by no machine."""
    path, value = then
    document = a_form(form_id, base)
    asked, unasked = (with_value(document, path, each) for each in (value, other))
    assert follow in gaps_of(with_value(asked, follow, None))
    assert follow not in gaps_of(with_value(unasked, follow, None))
    filled = "2026-03-27" if follow.endswith("_on") else "yes"
    assert broken(with_value(unasked, follow, filled)).get(follow) in {Rule.UNASKED, Rule.NOT_OFFERED}
