"""Word files as strangers make them: what a person sees is read, what it hides is named, what it plans is refused."""

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from marac.files.child import parse_apart
from marac.files.refusals import FileRefused, Why
from meetings.legacy.word_file import read_word
from meetings.legacy.word_paper import paper_of
from tests.meetings.legacy.word_forms import FORMS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" {}/>'
OUTSIDE = 'Target="http://files.example.org/a" TargetMode="External"'


def a_form() -> dict[str, bytes]:
    """The parts of a small form as Word would write it."""
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Name of the person at risk", "Ellen Quarmby"
    kept = BytesIO()
    document.save(kept)
    with zipfile.ZipFile(kept) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def written(folder: Path, parts: Mapping[str, bytes]) -> Path:
    path = folder / "a form.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def with_body(inside: str) -> dict[str, bytes]:
    return a_form() | {"word/document.xml": f"<w:document {W}><w:body>{inside}</w:body></w:document>".encode()}


def with_relation(kind: str, where: str) -> dict[str, bytes]:
    parts = a_form()
    name = "word/_rels/document.xml.rels"
    added = RELATION.format(kind, where) + "</Relationships>"
    return parts | {name: parts[name].replace(b"</Relationships>", added.encode())}


def texts(path: Path) -> list[str]:
    blocks = json.loads(read_word(path))["blocks"]
    rows = [[[block["text"]]] if "text" in block else block["rows"] for block in blocks]
    return [text for each in rows for row in each for text in row]


def test_boxes_that_word_keeps_as_controls_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
    )
    cell = f"<w:tc><w:p>{box}<w:r><w:t> Yes   ☐ No</w:t></w:r></w:p></w:tc>"
    parts = with_body(f"<w:tbl><w:tr><w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt></w:tr></w:tbl>")

    assert texts(written(tmp_path, parts)) == ["☒ Yes   ☐ No"]


def test_old_form_boxes_and_symbols_are_boxes(tmp_path: Path) -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:t>Yes</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    )

    assert texts(written(tmp_path, with_body(f"<w:p>{box}<w:r><w:t> No</w:t></w:r></w:p>"))) == ["☒ Yes☐ No"]


def test_what_was_deleted_is_not_read_and_said_to_be_there(tmp_path: Path) -> None:
    changed = (
        "<w:p><w:del><w:r><w:delText>Old name</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>New name</w:t></w:r></w:ins></w:p>"
    )
    path = written(tmp_path, with_body(changed))

    assert texts(path) == ["New name"]
    assert "deleted" in paper_of(read_word(path)).unread


def test_a_table_within_a_cell_and_a_box_of_text_are_read_once(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    path = written(
        tmp_path, with_body(f"<w:tbl><w:tr><w:tc>{inner}<w:p><w:r><w:t>after</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    )

    assert texts(path) == ["inside\nafter"]


HOSTILE = {
    "declares words": (
        a_form() | {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        Why.DECLARES_WORDS,
    ),
    "a program": (a_form() | {"word/vbaProject.bin": b"\x01\x02"}, Why.MACROS),
    "a file within": (a_form() | {"word/embeddings/one.bin": b"\x01\x02"}, Why.HOLDS_FILES),
    "another text let in": (with_relation("aFChunk", 'Target="chunk.html"'), Why.HOLDS_FILES),
    "a template from elsewhere": (with_relation("attachedTemplate", OUTSIDE), Why.REACHES_OUT),
    "a picture from elsewhere": (with_relation("image", OUTSIDE), Why.REACHES_OUT),
    "a call of another program": (
        with_body("<w:p><w:r><w:instrText>DDEAUTO c:\\a</w:instrText></w:r></w:p>"),
        Why.REACHES_OUT,
    ),
    "nothing of Word": ({"a.txt": b"a"}, Why.UNKNOWN_KIND),
    "a spreadsheet": (
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
        Why.UNKNOWN_KIND,
    ),
    "broken words": (a_form() | {"word/document.xml": b"<w:document"}, Why.DAMAGED),
    "a bomb": (a_form() | {"word/media/a.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}, Why.PACKED_TOO_TIGHT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_plans_something_is_refused_by_its_rule(name: str, tmp_path: Path) -> None:
    parts, why = HOSTILE[name]

    with pytest.raises(FileRefused) as refused:
        read_word(written(tmp_path, parts))

    assert refused.value.why is why


@pytest.mark.parametrize("cut", [1, 100, 5_000, 20_000])
def test_a_form_cut_off_anywhere_is_refused_in_one_sentence(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    path.write_bytes((FORMS / "marac form.docx").read_bytes()[:-cut])

    with pytest.raises(FileRefused) as refused:
        read_word(path)

    assert str(refused.value).count(".") == 1


def test_a_form_so_deep_that_reading_it_breaks_ends_in_the_process_made_for_it(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000

    with pytest.raises(FileRefused):
        parse_apart("read-word", written(tmp_path, with_body(deep)))
