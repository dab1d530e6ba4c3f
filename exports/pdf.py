"""A laid-out paper as a tagged PDF (PDF/UA-1), drawn by Typst with our own typeface and no other."""

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path

import typst

from exports.blocks import Block, Grid, Layout, Paragraph
from exports.fonts_found import letters_of_fonts, require_fonts
from exports.plain_text import one_line, printable

TEMPLATES = Path(__file__).parent / "typst"
NOTE_ON_LETTERS = (
    "Letters that the typeface of this PDF does not have stand as their code in square brackets. "
    "The Word copy shows them."
)
# A row with more text than this may be cut by a page end; kept whole it would run out of the sheet.
_LETTERS_OF_A_WHOLE_ROW = 1500
_LINES_OF_A_WHOLE_ROW = 30


def draw_pdf(layout: Layout) -> bytes:
    """The same layout always gives the same bytes; without the fonts it raises SettingsWrong."""
    folder = str(require_fonts())
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    inputs = {"paper": json.dumps(_drawable(layout), ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATES / "paper.typ", root=TEMPLATES, font_paths=fonts, sys_inputs=inputs)
    compiled = compiler.compile(format="pdf", pdf_standards="ua-1")
    if not isinstance(compiled, bytes):
        raise TypeError("Typst gave no single file.")
    return compiled


def _drawable(layout: Layout) -> dict[str, object]:
    texts = asdict(layout)
    blocks = [_block(block) for block in layout.blocks]
    if any(_is_undrawable(letter) for letter in json.dumps(blocks, ensure_ascii=False)):
        blocks.append(_block(Paragraph(NOTE_ON_LETTERS)))
    single = {name: one_line(texts[name]) for name in ("title", "heading", "top", "reader", "copy")}
    drawable = _each_text({**single, "blocks": blocks})
    return dict(drawable) if isinstance(drawable, dict) else {}


def _block(block: Block) -> dict[str, object]:
    drawn: dict[str, object] = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Grid):
        drawn["rows"] = [{"cells": list(row), "whole": _is_whole(row)} for row in block.rows]
    return drawn


def _is_whole(row: tuple[str, ...]) -> bool:
    return all(len(text) < _LETTERS_OF_A_WHOLE_ROW and text.count("\n") < _LINES_OF_A_WHOLE_ROW for text in row)


def _each_text(value: object) -> object:
    """The same value with every text made drawable, however deep it stands."""
    if isinstance(value, str):
        return "".join(_drawn(letter) for letter in printable(value))
    if isinstance(value, dict):
        return {key: _each_text(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(part) for part in value]
    return value


def _drawn(letter: str) -> str:
    if not _is_undrawable(letter):
        return letter
    return "" if unicodedata.category(letter) == "Cf" else f"[U+{ord(letter):04X}]"


def _is_undrawable(letter: str) -> bool:
    # A letter without a glyph makes Typst refuse the whole paper, and one odd name must not cost a chair the minutes.
    return not letter.isascii() and ord(letter) not in letters_of_fonts()
