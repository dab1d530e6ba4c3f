"""Reads a Word file into plain text where it stands. Runs in the process that is made for reading strangers' files.

It reads what a person sees: also boxes and answers that Word keeps as controls. What it does not read it names.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from marac.files.office_check import read_office
from marac.files.refusals import FileRefused, Why

_MAIN_PART = "word/document.xml"
_TABLE, _PARAGRAPH, _ROW, _CELL, _CONTROL = (qn(f"w:{name}") for name in ("tbl", "p", "tr", "tc", "sdt"))
_TEXT, _TAB, _BREAK, _RETURN, _SYMBOL, _BOX = (qn(f"w:{name}") for name in ("t", "tab", "br", "cr", "sym", "checkBox"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Symbol fonts write a box as a letter: Wingdings 0xA8 is open, 0xFE and 0xFD are ticked.
_SYMBOLS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☒", "F0FD": "☒", "F0FC": "✓", "00A8": "☐", "00FE": "☒"}
_BESIDE = {
    "comments": "word/comments",
    "pictures": "word/media/",
    "headers": "word/header",
    "footers": "word/footer",
    "footnotes": "word/footnotes",
}
_INSIDE = {"deleted": qn("w:del"), "hidden": qn("w:vanish")}


def read_word(path: Path) -> bytes:
    """The JSON that word_paper reads. Raises FileRefused with the rule that is broken."""
    content = path.read_bytes()
    parts = read_office(content)
    if _MAIN_PART not in parts:
        raise FileRefused(Why.UNKNOWN_KIND)
    body = Document(BytesIO(content)).element.body
    unread = [code for code, start in _BESIDE.items() if _is_filled(parts, start)]
    unread += [code for code, tag in _INSIDE.items() if body.find(f".//{tag}") is not None]
    return json.dumps({"blocks": list(_blocks(body)), "unread": unread}).encode()


def _is_filled(parts: dict[str, bytes], start: str) -> bool:
    """A header without a word and a picture part that is not there are nothing unread."""
    return any(
        name.startswith(start) and ("media/" in start or b"<w:t>" in part or b"<w:t " in part)
        for name, part in parts.items()
        if not name.endswith(".rels")
    )


def _blocks(body: Any) -> Iterator[dict[str, Any]]:
    for element in _children(body):
        if element.tag == _TABLE:
            yield {"rows": [_row(row) for row in _children(element) if row.tag == _ROW]}
        elif element.tag == _PARAGRAPH:
            yield {"text": _text(element)}


def _children(element: Any) -> Iterator[Any]:
    """What stands in it, also within the controls and marked insertions that Word wraps around paragraphs and cells."""
    for child in element:
        if child.tag in (_CONTROL, qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
            yield from _children(child)
        else:
            yield child


def _row(row: Any) -> list[str]:
    return [_cell(cell) for cell in _children(row) if cell.tag == _CELL]


def _cell(cell: Any) -> str:
    """A table within a cell is read as lines."""
    return "\n".join(_text(paragraph) for paragraph in cell.iter(_PARAGRAPH))


def _text(paragraph: Any) -> str:
    return "".join(_signs(paragraph))


def _signs(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _FALLBACK or tag == qn("w:del") or (tag == _PARAGRAPH):
            continue
        if tag == _TEXT:
            yield child.text or ""
        elif tag in (_TAB, _BREAK, _RETURN):
            yield "   " if tag == _TAB else "\n"
        elif tag == _SYMBOL:
            yield _SYMBOLS.get((child.get(qn("w:char")) or "").upper(), "�")
        elif tag == _BOX:
            yield "☒ " if _is_ticked(child) else "☐ "
        else:
            yield from _signs(child)


def _is_ticked(box: Any) -> bool:
    """An old form field: its answer, else what it was made with."""
    for name in ("checked", "default"):
        mark = box.find(qn(f"w:{name}"))
        if mark is not None:
            return (mark.get(qn("w:val")) or "1") in ("1", "true", "on")
    return False
