"""Whatever people type comes out as the letters they typed, in every paper and every place."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from exports.action_sheet import action_sheet_docx
from exports.agenda import agenda_docx, agenda_pdf
from exports.minutes import minutes_docx, minutes_pdf
from exports.plain_text import one_line, printable
from tests.exports.cast_papers import ELLEN, an_action_sheet, an_agenda, an_agenda_item, some_minutes
from tests.exports.hostile import HOSTILE, texts, with_text_everywhere
from tests.exports.reading import parts_of, pdf_lines, pdf_reader, word_document, word_text

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(text=texts)
def test_hostile_text_comes_out_literally_in_word(text: str) -> None:
    plain = word_document(minutes_docx(some_minutes()))

    content = minutes_docx(with_text_everywhere(some_minutes(), text))

    made = word_document(content)
    shown = word_text(content)
    assert printable(text).replace("\n", "") in shown.replace("\n", "")
    assert len(made.tables) == len(plain.tables)
    assert [len(table.rows) for table in made.tables] == [len(table.rows) for table in plain.tables]
    assert b"w:altChunk" not in parts_of(content)["word/document.xml"]


@FEW
@given(text=texts)
def test_hostile_text_breaks_no_agenda_and_no_action_sheet_in_word(text: str) -> None:
    for content in (
        agenda_docx(with_text_everywhere(an_agenda(), text)),
        action_sheet_docx(with_text_everywhere(an_action_sheet(), text)),
    ):
        assert printable(text).replace("\n", "") in word_text(content).replace("\n", "")


@FEW
@given(text=texts)
def test_hostile_text_stops_no_pdf(text: str) -> None:
    content = minutes_pdf(with_text_everywhere(some_minutes(), text))

    assert content.startswith(b"%PDF-1.7")
    assert set(pdf_reader(content).metadata or ()) == {"/Title", "/Creator"}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isascii() and text.isprintable() and len(text) < 99])
def test_hostile_text_comes_out_literally_in_pdf(text: str) -> None:
    paper = replace(an_agenda(), items=(replace(an_agenda_item(), victim=replace(ELLEN, family_name=text)),))

    shown = "".join(pdf_lines(agenda_pdf(paper)))
    assert _letters(text) in _letters(shown)


def _letters(text: str) -> str:
    """Without the places where a narrow column breaks."""
    return re.sub(r"[\s\u200b]", "", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_and_no_turned_direction_is_printed(text: str) -> None:
    cleaned = printable(text)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", cleaned)
    assert "\n" not in one_line(text)


def test_a_name_in_any_script_is_left_as_it_is() -> None:
    assert printable("Zoë Łucja 山田 محمد नमस्ते") == "Zoë Łucja 山田 محمد नमस्ते"
