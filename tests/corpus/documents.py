"""Classes F and X as documents: one answer of a whole form put wrong, and files that are no document at all."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from tests.corpus.words import MARK
from tests.documents import a_referral

Path = tuple[str | int, ...]
LARGEST_CELL = 131_073
# What may stand in place of any answer, by class; `kept` ones are text that a field of text may well hold.
ANSWERS: dict[str, Any] = {
    "F05 a list": [MARK],
    "F05 an object": {MARK: MARK},
    "F05 a number for text": 7,
    "F05 true": True,
    "F12 a number beyond a float": 10**19,
    "F13 a number too large for the database": 9223372036854775808,
    "F14 a negative number": -1,
    "F15 a figure as text": "1_0",
    "F15 figures of another script": "١٢",
    "F16 a nought": f"{MARK}\x00",
    "F17 half of a pair": f"{MARK}\ud800",
    "F18 control characters": f"{MARK}\x1b[31m\b",
    "F19 text that turns its direction": f"{MARK}\u202e\u200b",
    "F20 many marks": "e" + "\u0301" * 5000,
    "F23 a very long text": MARK * 30_000,
    "F24 markup": f"<script>{MARK}</script>{{{{7*7}}}}",
    "F25 words of a database": f"{MARK}'; DROP TABLE leaf; -- %_\\",
    "F26 a formula": f"=cmd|'/c calc'!{MARK}",
    "F27 a line break": f"{MARK}\r\nBcc: all@example.org",
    "F28 the thirtieth of February": "2026-02-30",
    "F28 a year of four noughts": "0000-01-01",
    "F28 the last day there is": "9999-12-31",
    "F28 another order": "08/31/2026",
    "F29 an offset that is none": "2026-03-29T01:30:00+99:99",
    "F31 other letters": "YES",
    "F32 too many": [{}] * 400,
    "X04 a date as a number": 46265.5,
    "X06 a cell with an error": "#REF!",
    "X07 a telephone as a number": 4.4770090014e11,
}


def answers_of(document: Any, above: Path = ()) -> Iterator[Path]:
    """The way to every answer of a document, and to the groups around them."""
    inside = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in inside:
        yield (*above, name)
        if isinstance(value, dict | list):
            yield from answers_of(value, (*above, name))


def with_answer(document: Any, way: Path, answer: object) -> Any:
    """The document with this one answer put wrong."""
    whole = json.loads(json.dumps(document))
    held = whole
    for name in way[:-1]:
        held = held[name]
    held[way[-1]] = answer
    return whole


@dataclass(frozen=True)
class BadFile:
    """A file that is taken in by nobody, and what its refusal names."""

    id: str
    content: bytes
    named: str = "document"


def bad_files() -> Iterator[BadFile]:
    yield from _no_documents()
    yield from _sheets()
    yield from _documents()


def _no_documents() -> Iterator[BadFile]:
    for id_, content in (
        ("F01 nothing", b""),
        ("F06 bytes that are no text", b'{"form": "\xff\xfe"}'),
        ("F07 a mark of the order of bytes", b"\xef\xbb\xbf{}"),
        ("F08 two bytes a letter", '{"form": "marac-referral"}'.encode("utf-16")),
        ("F09 as deep as a well", b"[" * 100_000),
        ("F10 half of it", b'{"form": "marac-referral", '),
        ("F11 something behind", b'{"form": "marac-referral"} {}'),
        ("F12 a number that is none", b'{"form": NaN}'),
        ("F12 a number beyond all bounds", b'{"form": 1e400}'),
        ("F13 four thousand figures", b'{"version": 1' + b"0" * 4000 + b"}"),
        ("F04 a field twice", b'{"form": "a", "form": "b"}'),
        ("F05 a list", b"[]"),
        ("F22 more than a megabyte", b'{"reason": "' + b"x" * 1_100_000 + b'"}'),
    ):
        yield BadFile(id_, content)


def _sheets() -> Iterator[BadFile]:
    """Spreadsheets are not taken in: whatever is in them, they are no documents and are never opened."""
    told = f"name,born\r\n{MARK},31/08/2026\r\n{MARK}\r\n"
    for id_, content in (
        ("X02 a sheet", _workbook()),
        ("X08 a sheet cut off", _workbook()[:300]),
        ("X11 a sheet with entities", _package(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
        ("X10 a sheet that swells", _package(b"0" * 5_000_000)),
        ("X15 a table of two bytes a letter", told.encode("utf-16")),
        ("X15 a table of an old code page", told.replace(",", "\u2019").encode("cp1252")),
        ("X15 a table with a mark", told.encode("utf-8-sig")),
        ("X16 a table with a nought", told.encode() + b"\0"),
        ("X16 a table with a very long field", b'"' + b"x" * LARGEST_CELL + b'"'),
        ("X16 a table with a quote that never ends", told.encode() + b'"'),
        ("X17 a table of other line ends", told.replace("\r\n", "\r").encode()),
        ("X18 a table of ragged rows", _table()),
    ):
        yield BadFile(id_, content)


def _workbook() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active["XFD1048576"] = MARK  # type: ignore[index]
    book.save(kept)
    return kept.getvalue()


def _package(part: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", part)
    return kept.getvalue()


def _table() -> bytes:
    kept = io.StringIO()
    csv.writer(kept, delimiter=";").writerows([["name"], [MARK, "2026-08-31", "=1+1"], []])
    return kept.getvalue().encode()


def _documents() -> Iterator[BadFile]:
    """Whole documents with one thing wrong, each named by its field."""
    for id_, named, also in (
        ("F02 a field left out", "victim", {"victim": ...}),
        ("F03 a field that is none", "document", {f"{MARK} <b>": 1}),
        ("F13 a version there is not", "version", {"version": 10**18}),
        ("F16 a nought", "afraid_of", {"afraid_of": f"{MARK}\x00"}),
        ("F17 half of a pair", "sender_reference", {"sender_reference": f"{MARK}\ud800"}),
        ("F18 control characters in the reference", "sender_reference", {"sender_reference": f"{MARK}\x1b[31m"}),
        ("F23 a reference without end", "sender_reference", {"sender_reference": MARK * 100}),
        ("F28 a day there is not", "incident_on", {"incident_on": "2026-02-30"}),
        ("F28 another order", "incident_on", {"incident_on": "08/31/2026"}),
        ("F30 an address that is none", "email", {"email": f"{MARK} at example"}),
        ("F31 an agency nobody knows", "referring_agency", {"referring_agency": MARK.lower()}),
        ("F32 no perpetrator", "perpetrators", {"perpetrators": []}),
        ("F32 fifty children and many more", "children", {"children": [{}] * 400}),
        ("X04 a date as a number", "incident_on", {"incident_on": 46265}),
        ("X05 a formula where a date belongs", "incident_on", {"incident_on": "=TODAY()"}),
        ("X06 a cell with an error", "referred_on", {"referred_on": "#REF!"}),
    ):
        told = {name: value for name, value in {**a_referral(), **also}.items() if value is not ...}
        yield BadFile(id_, json.dumps(told).encode(), named)
