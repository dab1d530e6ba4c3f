"""Rules of the Marac research return that no single field can tell."""

from collections.abc import Iterator

from meetings.forms import words
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Json, Need, Place
from meetings.forms.findings import Found, Gap, Rule, inside, is_blank, rows_of
from meetings.forms.research_v1_parts import RESEARCH_PARTS


def _refuse_stranger(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    if by.agencies is not None and document["agency"] not in by.agencies:
        part = next(part for part in RESEARCH_PARTS if part.name == "agency")
        found.refuse(Place("agency", part, ("research",)), Rule.UNKNOWN_AGENCY)


def _gap(path: str, key: str, need: Need = Need.MUST) -> Gap:
    return Gap(path, words.sentence(f"gap.{key}"), need)


def _gaps_of_answer(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if is_blank(document.get("telephone")) and is_blank(document.get("email")):
        yield _gap("telephone", "no_contact")
    holds_lines = not is_blank(document.get("lines"))
    if document.get("nil_return") != "none" and holds_lines:
        yield _gap("nil_return", "nil_with_lines")
    if document.get("nil_return") == "none" and is_blank(document.get("last_contacts")):
        yield _gap("last_contacts", "no_last_contact")
    if document.get("nil_return") == "none" and not holds_lines:
        yield _gap("lines", "no_lines", Need.MAY)


def _gaps_of_persons(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    for path, person in rows_of(document, "persons"):
        corrections = inside(person, "corrections")
        if isinstance(corrections, dict) and all(is_blank(value) for value in corrections.values()):
            yield _gap(f"{path}.corrections", "correction_empty", Need.MAY)


def _gaps_of_suggestions(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    for path, row in rows_of(document, "suggested_actions"):
        if by.agencies is not None and inside(row, "suggested_owner") not in by.agencies:
            yield _gap(f"{path}.suggested_owner", "suggested_owner", Need.MAY)


RULES = Rules(refuse=(_refuse_stranger,), gaps=(_gaps_of_answer, _gaps_of_persons, _gaps_of_suggestions))
