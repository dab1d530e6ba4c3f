"""Every word in a file is a word one sees when it is opened: nothing rides along."""

import re
from html import unescape

from exports.agenda import agenda_docx
from exports.minutes import minutes_docx
from exports.workbook import workbook_xlsx
from tests.exports.cast_papers import an_agenda, some_minutes
from tests.exports.cast_workbook import a_workbook
from tests.exports.reading import parts_of, word_lines, workbook_lines


def words_of(xml: bytes, tag: str) -> set[str]:
    """The texts of these elements, as they are."""
    found = re.findall(rf"<{tag}(?: [^>]*)?>([^<]*)</{tag}>", xml.decode())
    return {unescape(text) for text in found if text.strip()}


def test_word_files_hold_no_text_that_is_not_on_a_sheet() -> None:
    for content in (minutes_docx(some_minutes()), agenda_docx(an_agenda())):
        parts = parts_of(content)
        seen = "\n".join(word_lines(content))

        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            for text in words_of(parts[name], "w:t") - {"1"}:  # The page fields hold 1 until they are reckoned.
                assert text in seen
        for name in set(parts) - {"word/document.xml", "word/header1.xml", "word/footer1.xml"}:
            assert not words_of(parts[name], "w:t")


def test_a_workbook_holds_no_text_that_is_not_in_a_cell() -> None:
    content = workbook_xlsx(a_workbook())
    seen = {line.split(": ", 1)[1] for line in workbook_lines(content)}

    held = [words_of(part, "t") for name, part in parts_of(content).items() if name.startswith("xl/")]
    assert any(held)
    assert set().union(*held) <= seen


def test_no_file_names_a_party_outside_its_sheets() -> None:
    for content in (minutes_docx(some_minutes()), agenda_docx(an_agenda()), workbook_xlsx(a_workbook())):
        others = {name: part for name, part in parts_of(content).items() if name != "word/document.xml"}

        assert not [name for name, part in others.items() if re.search(rb"Quarmby|Ostrey|Ellen|Frank", part)]
