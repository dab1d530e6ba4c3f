"""Word papers: marked on every sheet, readable by a screen reader, and clean of traces."""

import itertools
import re
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from exports.agenda import agenda_docx
from exports.minutes import minutes_docx
from tests.exports.cast_papers import STAMP, an_agenda, some_minutes
from tests.exports.reading import parts_of, word_document, word_lines, word_text

PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
}


def test_every_sheet_bears_the_marking_above_and_below_and_whose_copy_it_is() -> None:
    section = word_document(minutes_docx(some_minutes())).sections[0]

    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE · PRACTICE, everyone here is invented"
    marking, reader, copy = (paragraph.text for paragraph in section.footer.paragraphs)
    assert marking == section.header.paragraphs[0].text
    assert reader == "For Bryn Price, Northmoor Constabulary Domestic Abuse Unit"
    assert copy.startswith("copy 3 of this record · made Fri 21 Nov 2025, 10am · page ")


def test_every_sheet_counts_its_pages() -> None:
    footer = word_document(agenda_docx(an_agenda())).sections[0].footer

    fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_paper_of_a_real_area_does_not_speak_of_practice() -> None:
    paper = replace(an_agenda(), stamp=replace(STAMP, is_practice=False))

    assert "PRACTICE" not in "\n".join(word_lines(agenda_docx(paper)))


def test_word_speaks_british_english() -> None:
    styles = parts_of(agenda_docx(an_agenda()))["word/styles.xml"].decode()

    assert set(re.findall(r"<w:lang ([^/]*)/>", styles)) == {'w:val="en-GB"'}


def test_headings_are_real_and_none_is_skipped() -> None:
    document = word_document(minutes_docx(some_minutes()))

    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_no_heading_names_a_party() -> None:
    lines = word_lines(minutes_docx(some_minutes())) + word_lines(agenda_docx(an_agenda()))

    headings = [line for line in lines if line.startswith("Heading")]
    assert headings
    assert not [line for line in headings if re.search("Quarmby|Ostrey|Ellen|Frank|Ivy", line)]


def test_each_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    tables = word_document(minutes_docx(some_minutes())).tables

    assert tables
    for table in tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert not [row for row in others if row.find(qn("w:tblHeader")) is not None]
        assert all(row.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_the_sheet_is_a4_and_no_table_is_wider_than_its_lines() -> None:
    document = word_document(agenda_docx(an_agenda()))

    size = document.sections[0]._sectPr.find(qn("w:pgSz"))
    assert size is not None
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    for table in document.tables:
        assert sum(cell.width or 0 for cell in table.rows[0].cells) <= Cm(17) + Pt(1)


def test_no_type_is_smaller_than_eleven_points() -> None:
    document = word_document(minutes_docx(some_minutes()))

    sizes = [style.font.size for style in document.styles if getattr(style, "font", None) and style.font.size]
    assert sizes
    assert min(sizes) >= Pt(11)


def test_a_word_file_has_a_title_and_nobody_who_made_it() -> None:
    properties = word_document(minutes_docx(some_minutes())).core_properties

    assert properties.title == "Minutes 26 November 2025"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000


def test_a_word_file_holds_the_parts_we_know_and_no_trace_of_editing() -> None:
    parts = parts_of(minutes_docx(some_minutes()))

    assert set(parts) == PARTS
    everything = b"".join(parts.values()).decode()
    for trace in ("rsid", "w:del ", "w:ins ", "w:vanish", "w:comment", "python-docx", "Macintosh", "docId"):
        assert trace not in everything


def test_the_same_minutes_give_the_same_word_file() -> None:
    assert minutes_docx(some_minutes()) == minutes_docx(some_minutes())


@pytest.mark.parametrize("which", ["agenda", "minutes"])
def test_an_address_that_is_held_back_is_not_in_the_file_at_all(which: str) -> None:
    content = agenda_docx(an_agenda()) if which == "agenda" else minutes_docx(some_minutes())

    assert "Address: held by coordinator" in word_text(content)
    assert b"Refuge" not in parts_of(content)["word/document.xml"]


def test_a_reader_without_cases_is_told_so_in_one_sentence() -> None:
    text = word_text(agenda_docx(replace(an_agenda(), items=())))

    assert "You have no cases on this agenda." in text


def test_minutes_that_nobody_signed_say_that_they_are_a_draft_and_leave_room_to_sign() -> None:
    draft = replace(some_minutes(), approved_by="", approved_at=None)

    lines = word_lines(minutes_docx(draft))
    assert "Label and answer: State → Draft, not approved by the chair" in lines
    assert lines[-3:] == [
        "Strong text: Draft. These minutes are not approved yet.",
        "Signed line: Chair →  → ",
        "Signed line: Date →  → ",
    ]
