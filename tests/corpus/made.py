"""Bodies of classes F and X that are too large or too odd to stand in a list: built when they are sent."""

import json
from collections.abc import Callable

from tests.corpus.words import MARK
from tests.documents import a_referral
from tests.files.zips import a_workbook, zipped

TABLE = f"name,born\r\n{MARK},31/08/2026\r\n{MARK}\r\n"
SHEET = "xl/worksheets/sheet1.xml"
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
FAR = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
UNTRUE = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'
ABSENT = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>999999</v></c></row></sheetData></worksheet>'


def _document(**also: object) -> bytes:
    return json.dumps({**a_referral(), **also}).encode()


def _without_victim() -> bytes:
    return json.dumps({name: value for name, value in a_referral().items() if name != "victim"}).encode()


def _million_rows() -> bytes:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    return zipped({SHEET: b"<worksheet><sheetData>" + row * 1_000_000 + b"</sheetData></worksheet>"})


MADE: dict[str, Callable[[], bytes]] = {
    "without_victim": _without_victim,
    "with_unknown": lambda: _document(**{f"{MARK} <b>": 1}),
    "four_hundred_children": lambda: _document(children=[{}] * 400),
    "a_well": lambda: b"[" * 100_000,
    "a_well_of_objects": lambda: b'{"a":' * 100_000,
    "four_thousand_figures": lambda: b'{"version": 1' + b"0" * 4000 + b"}",
    "a_sheet": a_workbook,
    "a_far_cell": lambda: a_workbook({SHEET: FAR}),
    "a_size_not_true": lambda: a_workbook({SHEET: UNTRUE}),
    "a_sheet_that_swells": lambda: zipped({SHEET: bytes(200 * 1024 * 1024)}),
    "entities_in_each_part": lambda: zipped({"[Content_Types].xml": ENTITY, "xl/workbook.xml": ENTITY, SHEET: ENTITY}),
    "a_string_not_there": lambda: a_workbook({SHEET: ABSENT}),
    "a_million_rows": _million_rows,
    "a_table_of_two_bytes": lambda: TABLE.encode("utf-16"),
    "a_table_of_an_old_page": lambda: TABLE.replace(",", "\u2019").encode("cp1252"),
    "a_table_with_a_nought": lambda: TABLE.encode() + b"\0",
    "a_field_that_never_ends": lambda: b'"' + b"x" * 131_073,
    "other_line_ends": lambda: TABLE.replace("\r\n", "\r").encode(),
}
