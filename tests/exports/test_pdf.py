"""PDF papers: tagged for those who hear them, the same bytes twice, and never without our own typeface."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from exports import fonts_found
from exports.agenda import agenda_pdf
from exports.minutes import minutes_pdf
from exports.pdf import NOTE_ON_LETTERS
from marac.errors import SettingsWrong
from tests.exports.cast_papers import ELLEN, an_agenda, an_agenda_item, some_minutes
from tests.exports.reading import pdf_lines, pdf_reader

A4_POINTS = (595, 842)


def root_of(content: bytes) -> dict[str, Any]:
    """The catalogue of the file, all references followed."""
    root: Any = pdf_reader(content).trailer["/Root"]
    return dict(root)


def tags_of(content: bytes) -> list[str]:
    """Every tag of the structure tree, in reading order."""
    return list(_tags(root_of(content)["/StructTreeRoot"]))


def _tags(node: object) -> Iterator[str]:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"])


def test_a_pdf_is_tagged_as_universally_accessible() -> None:
    root = root_of(minutes_pdf(some_minutes()))

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_headings_tables_and_lists_are_tagged() -> None:
    tags = tags_of(minutes_pdf(some_minutes()))

    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/THead", "/TH", "/TR", "/TD", "/L", "/LI", "/P"} <= set(tags)


def test_a_pdf_has_a_title_and_nobody_who_made_it() -> None:
    content = agenda_pdf(an_agenda())

    reader = pdf_reader(content)
    assert reader.metadata is not None
    assert reader.metadata.title == "Agenda 26 November 2025"
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert b"dc:creator" not in root_of(content)["/Metadata"].get_object().get_data()


def test_the_same_agenda_gives_the_same_pdf() -> None:
    assert agenda_pdf(an_agenda()) == agenda_pdf(an_agenda())


def test_each_page_is_a4_and_bears_marking_reader_and_number() -> None:
    reader = pdf_reader(minutes_pdf(some_minutes(3)))

    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_POINTS
        text = page.extract_text()
        assert text.count("OFFICIAL-SENSITIVE · PRACTICE") >= 2
        assert "For Bryn Price, Northmoor Constabulary Domestic Abuse Unit" in text
        assert f"page {number} of {len(reader.pages)}" in text


def test_a_table_over_two_pages_repeats_its_head() -> None:
    pages = [page.extract_text() for page in pdf_reader(agenda_pdf(an_agenda(40))).pages]

    with_order = [page for page in pages if "Why it stands here" in page]
    assert len(with_order) > 1


def test_only_our_own_typeface_is_used_and_it_is_in_the_file() -> None:
    fonts = {font for page in pdf_reader(minutes_pdf(some_minutes())).pages for font in _fonts(page)}

    assert fonts
    assert all("Arimo" in font for font in fonts)


def _fonts(page: Any) -> set[str]:
    return {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}


def test_letters_the_typeface_lacks_stand_as_their_code_and_the_paper_says_so() -> None:
    victim = replace(ELLEN, family_name="山田", given_names="Zoë Łucja")
    paper = replace(an_agenda(), items=(replace(an_agenda_item(), victim=victim),))

    text = " ".join(pdf_lines(agenda_pdf(paper))).replace("\u200b", "")
    assert "[U+5C71][U+7530]" in text.replace(" ", "")
    assert "Zoë Łucja" in text
    assert NOTE_ON_LETTERS.split(".")[0] in text.replace("  ", " ")


def test_a_paper_with_common_letters_says_nothing_of_codes() -> None:
    assert "square brackets" not in "\n".join(pdf_lines(agenda_pdf(an_agenda())))


def test_without_the_typeface_one_plain_line_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match=r"Arimo-Regular\.ttf and no Arimo-Bold\.ttf\. Run 'make assets'"):
        fonts_found.require_fonts(tmp_path)


def test_a_row_longer_than_a_page_is_not_cut_off() -> None:
    [case] = some_minutes().cases
    long = "\n".join(f"Line number {number} of what was said." for number in range(150))
    paper = replace(some_minutes(), cases=(replace(case, shared=(replace(case.shared[0], text=long),)),))

    text = "\n".join(pdf_lines(minutes_pdf(paper)))
    assert all(f"Line number {number} of" in text for number in range(150))


def test_a_word_longer_than_its_column_stays_on_the_sheet() -> None:
    victim = replace(ELLEN, family_name="Q" * 90)
    paper = replace(an_agenda(), items=(replace(an_agenda_item(), victim=victim),))

    for page in pdf_reader(agenda_pdf(paper)).pages:
        assert "Q" * 90 not in page.extract_text()
    letters = "".join(pdf_lines(agenda_pdf(paper))).replace("\u200b", "")
    assert letters.count("Q") >= 90
