"""Word files and spreadsheets are zip files; each lie such a file can tell is named before a library opens it."""

import stat
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from marac.files.child import parse_apart
from marac.files.limits import MEGABYTE
from marac.files.refusals import SAID, FileRefused, Why
from marac.files.zip_check import OLE, check_zip, read_zip
from tests.files import zips

TWO_PARTS = zips.zipped({"one.xml": b"<a/>" * 900, "two.xml": b"<b/>" * 900})
SIZE_IN_LIST, SIZE_IN_PART = 24, 22
FLAGS_IN_LIST, FLAGS_IN_PART = 8, 6

LIES: dict[str, tuple[bytes, Why]] = {
    "nothing in it": (b"", Why.EMPTY),
    "no zip": (b"Dear all,", Why.UNREADABLE),
    "old office": (OLE + bytes(600), Why.OLD_OFFICE),
    "office with a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), Why.LOCKED),
    "the end is missing": (TWO_PARTS[:-30], Why.CUT_OFF),
    "half of it is missing": (TWO_PARTS[: len(TWO_PARTS) // 2], Why.CUT_OFF),
    "something behind the end": (TWO_PARTS + b"<script>", Why.BAD_PARTS),
    "something before the parts": (b"PK\x03\x04" + TWO_PARTS, Why.BAD_PARTS),
    "parts that overlap": (zips.overlapping(), Why.BAD_PARTS),
    "one part under two names": (zips.twice_listed(), Why.BAD_PARTS),
    "the same name twice": (zips.zipped([("a.xml", b"1"), ("a.xml", b"2")]), Why.BAD_PARTS),
    "the same name in capitals": (zips.zipped([("a.xml", b"1"), ("A.XML", b"2")]), Why.BAD_PARTS),
    "climbing up": (zips.zipped({"../up.xml": b"1"}), Why.BAD_PARTS),
    "from the root": (zips.zipped({"/etc/passwd": b"1"}), Why.BAD_PARTS),
    "from a drive": (zips.zipped({"C:/up.xml": b"1"}), Why.BAD_PARTS),
    "backwards strokes": (zips.renamed(zips.zipped({"a/b.xml": b"1"}), "a/b.xml", "a\\b.xml"), Why.BAD_PARTS),
    "nothing in a name": (zips.renamed(zips.zipped({"ab.xml": b"1"}), "ab.xml", "a\0.xml"), Why.BAD_PARTS),
    "a link": (zips.with_mode("a.xml", stat.S_IFLNK | 0o777), Why.BAD_PARTS),
    "a device": (zips.with_mode("a.xml", stat.S_IFCHR | 0o666), Why.BAD_PARTS),
    "a pipe": (zips.with_mode("a.xml", stat.S_IFIFO | 0o666), Why.BAD_PARTS),
    "packed a thousand to one": (zips.zipped({"a.xml": bytes(8 * MEGABYTE)}), Why.PACKED_TOO_TIGHT),
    "too much in all": (
        zips.zipped({f"{n}.xml": bytes(range(256)) * 4096 * 9 for n in range(6)}),
        Why.PACKED_TOO_TIGHT,
    ),
    "too many parts": (zips.zipped({f"{n}.xml": b"" for n in range(2_001)}), Why.TOO_MANY_PARTS),
    "a hundred thousand parts": (zips.zipped({f"{n}": b"" for n in range(65_000)}), Why.TOO_MANY_PARTS),
    "locked parts": (
        zips.both(TWO_PARTS, listed_at=FLAGS_IN_LIST, local_at=FLAGS_IN_PART, shape="<H", value=1),
        Why.LOCKED,
    ),
    "said smaller than it is": (
        zips.both(TWO_PARTS, listed_at=SIZE_IN_LIST, local_at=SIZE_IN_PART, shape="<L", value=10),
        Why.DAMAGED,
    ),
    "said larger than it is": (
        zips.both(TWO_PARTS, listed_at=SIZE_IN_LIST, local_at=SIZE_IN_PART, shape="<L", value=9_000),
        Why.DAMAGED,
    ),
    "another sum": (zips.both(TWO_PARTS, listed_at=16, local_at=14, shape="<L", value=7), Why.DAMAGED),
    "list and part disagree": (zips.listing(TWO_PARTS, SIZE_IN_LIST, "<L", 10), Why.BAD_PARTS),
    "sizes for a larger kind": (zips.listing(TWO_PARTS, SIZE_IN_LIST, "<L", 0xFFFFFFFF), Why.BAD_PARTS),
    "a place far outside": (zips.listing(TWO_PARTS, 42, "<L", 0x7FFFFFFF), Why.CUT_OFF),
    "a way of packing we do not read": (zips.listing(TWO_PARTS, 10, "<H", 12), Why.BAD_PARTS),
    "files in files": (zips.deep(5), Why.HOLDS_FILES),
    "an old file inside": (zips.zipped({"word/embeddings/x.bin": OLE + bytes(90)}), Why.HOLDS_FILES),
    "a program": (zips.zipped({"xl/vbaProject.bin": OLE + bytes(90)}), Why.MACROS),
}


@pytest.mark.parametrize("lie", sorted(LIES))
def test_each_lie_of_a_zip_file_is_named(lie: str) -> None:
    content, why = LIES[lie]

    with pytest.raises(FileRefused) as refused:
        read_zip(content)

    assert refused.value.why is why


def test_real_word_files_and_spreadsheets_pass(tmp_path: Path) -> None:
    letter, book = Document(), Workbook()
    letter.add_table(rows=40, cols=4)
    letter.save(str(tmp_path / "letter.docx"))
    book.create_sheet("Log").append(["Name", "Heard"])
    book.save(tmp_path / "book.xlsx")

    for made in tmp_path.iterdir():
        check_zip(made)
        assert parse_apart("check-zip", made) == b"sound"


def test_a_file_whose_sizes_stand_behind_its_parts_passes() -> None:
    """As programs write them that do not know the size before they have written it."""
    streamed = zips.streamed({"one.xml": b"<a/>" * 900, "two.xml": b"<b/>"})

    assert read_zip(streamed) == {"one.xml": b"<a/>" * 900, "two.xml": b"<b/>"}


@given(cut=st.integers(0, len(TWO_PARTS) - 1))
def test_a_file_cut_anywhere_is_refused_and_nothing_else_happens(cut: int) -> None:
    with pytest.raises(FileRefused):
        read_zip(TWO_PARTS[:cut])


@given(place=st.integers(0, len(TWO_PARTS) - 1), value=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_changes_no_content(place: int, value: int) -> None:
    changed = bytearray(TWO_PARTS)
    changed[place] = value

    try:
        parts = read_zip(bytes(changed))
    except FileRefused:
        return

    assert sorted(parts.values()) == sorted(read_zip(TWO_PARTS).values())


@given(st.binary(max_size=400))
def test_whatever_is_sent_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(FileRefused):
        read_zip(b"PK\x03\x04" + content)


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    first_words = {sentence.split()[0] for sentence in SAID.values()}

    assert set(SAID) == set(Why)
    assert first_words <= {"Ask", "Choose", "Do", "Give", "Print", "Save", "Send", "Show", "Take"}
    assert all(sentence.endswith(".") for sentence in SAID.values())
