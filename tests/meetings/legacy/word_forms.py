"""Forms for these tests: those of the practice area, and small ones made of labels and answers."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import marac
from meetings.legacy.word_fields import plain_label
from meetings.legacy.word_file import read_word
from meetings.legacy.word_form import FormReading, Line, Told, read_form
from meetings.legacy.word_paper import Paper, paper_of
from meetings.legacy.word_reading import Known

PRACTICE = Path(marac.__file__).parent / "practice" / "northmoor"
FORMS = PRACTICE / "legacy" / "forms"
TODAY = date(2025, 11, 21)


@cache
def truth() -> dict[str, Any]:
    forms: dict[str, Any] = json.loads((PRACTICE / "truth.json").read_text("utf-8"))["forms"]
    return forms


@cache
def people() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PRACTICE / "truth.json").read_text("utf-8"))["people"]
    return found


@cache
def agencies() -> dict[str, str]:
    area = json.loads((PRACTICE / "area.json").read_text("utf-8"))
    return {plain_label(agency["name"]): agency["slug"] for agency in area["agencies"]}


def known() -> Known:
    return Known(TODAY, agencies())


@cache
def paper(name: str) -> Paper:
    return paper_of(read_word(FORMS / name))


def made_of(*blocks: str | list[list[str]], unread: tuple[str, ...] = ()) -> Paper:
    told = [{"text": block} if isinstance(block, str) else {"rows": block} for block in blocks]
    return paper_of(json.dumps({"blocks": told, "unread": list(unread)}).encode())


def read(*rows: list[str], told: Told | None = None) -> FormReading:
    """A form of one table."""
    return read_form(made_of(list(rows)), known(), reference="WORD-TEST", told=told)


def line_of(form: FormReading, code: str) -> Line:
    [line] = [line for line in form.lines if line.target and line.target.code == code and line.number is None]
    return line
