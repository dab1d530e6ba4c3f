"""An area's licensed wording of a form: read from a file, checked whole against the form, laid over our short labels.

We ship neutral labels; the makers of a tool ask that their form be kept unchanged and carry their line. A pack holds
the area's own licensed text for the questions of one version of one form, and that line.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meetings.forms import words
from meetings.forms.cleaning import clean
from meetings.forms.declaration import Field, Kind, Place, places
from meetings.forms.form import Form
from meetings.forms.kinds import read_day
from meetings.forms.registry import FORMS_ON_CASE
from meetings.forms.summary import Block, Row

LARGEST = 200_000
LONGEST_TEXT = 1_000
LONGEST_LICENCE = 300
MEMBERS = frozenset({"form", "version", "from", "licence", "words"})


class PackRefused(Exception):
    """A pack that is not taken in, with a sentence for each fault. Nothing of it is kept."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Pack:
    """The wording of one version of a form from a day on, by the keys of our catalogue, and the line of its licence."""

    form: str
    version: int
    from_on: date
    licence: str
    words: Mapping[str, str]


def keys_of(form: Form) -> dict[str, str]:
    """Where in the form each question stands, by the key under which our catalogue has its words."""
    found = {}
    for place in places(form.root.parts, form.root.words):
        if not isinstance(place.part, Field) or place.part.kind is not Kind.FIXED:
            key = _key(place)
            if key:
                found[key] = place.path
    return found


def _key(place: Place) -> str:
    keys = (f"{group}.{place.part.name}" for group in place.words)
    return next((key for key in keys if key in words.CATALOGUE), "")


def read_pack(raw: bytes) -> Pack:
    """A JSON or TOML file. Raises PackRefused with every fault; what was typed is never repeated."""
    whole = _parse(raw)
    form = _form_of(whole)
    from_on = read_day(str(whole.get("from", "")))
    faults = [
        *(["Remove what is neither form, version, from, licence nor words."] if set(whole) - MEMBERS else []),
        *(["Enter the day it holds from under from, like 2026-04-01."] if from_on is None else []),
        *_faults_of_licence(whole.get("licence")),
        *_faults_of_words(form, whole.get("words")),
    ]
    if faults or form is None or from_on is None:
        raise PackRefused([*([] if form else ["Name a form of this service and its version."]), *faults])
    licence = clean(str(whole["licence"]), one_line=True).text
    return Pack(form.id, form.version, from_on, licence, _cleaned(whole["words"]))


def _parse(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise PackRefused(["Shorten the file to 200 kB."])
    try:
        text = raw.decode("utf-8")
        whole = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackRefused(["Send a file in JSON or TOML, written in UTF-8."]) from error
    if not isinstance(whole, dict):
        raise PackRefused(["Send a file in JSON or TOML, written in UTF-8."])
    return whole


def _form_of(whole: dict[str, Any]) -> Form | None:
    named = (whole.get("form"), whole.get("version"))
    return next((form for form in FORMS_ON_CASE if (form.id, form.version) == named), None)


def _faults_of_licence(licence: object) -> list[str]:
    if not _is_text(licence, LONGEST_LICENCE):
        return ["Enter the line of the licence under licence, up to 300 characters: it stands on every copy."]
    return []


def _faults_of_words(form: Form | None, told: object) -> list[str]:
    """By their place in the file: a key that is not ours is somebody's text."""
    if not isinstance(told, dict) or not told:
        return ["Give the text of at least one question under words."]
    known = keys_of(form) if form else {}
    faults = []
    for n, (key, text) in enumerate(told.items(), start=1):
        if form and key not in known:
            faults.append(f"Remove text {n} of words: this form has no such question.")
        elif not _is_text(text, LONGEST_TEXT):
            faults.append(f"Write text {n} of words with 1 to 1,000 characters.")
    return faults


def _is_text(held: object, longest: int) -> bool:
    return isinstance(held, str) and 0 < len(held.strip()) <= longest and not clean(held, one_line=True).is_refused


def _cleaned(told: dict[str, str]) -> dict[str, str]:
    return {key: clean(text, one_line=True).text for key, text in told.items()}


def in_licensed_words(form: Form, blocks: tuple[Block, ...], licensed: Mapping[str, str]) -> tuple[Block, ...]:
    """The answers of a form under the area's own wording, where it has one."""
    return tuple(replace(block, rows=tuple(_worded(form, row, licensed) for row in block.rows)) for block in blocks)


def _worded(form: Form, row: Row, licensed: Mapping[str, str]) -> Row:
    place = form.part_at(row.path)
    return replace(row, label=licensed.get(_key(place), row.label)) if place else row
