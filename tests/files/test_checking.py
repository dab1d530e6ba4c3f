"""A file that is kept is one of seven kinds, does nothing by itself, and says nothing that its sender cannot see."""

import struct
import zlib
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from marac.files import sniffing
from marac.files.child import parse_apart
from marac.files.jpeg_strip import strip_jpeg
from marac.files.limits import LARGEST_FILE, MEGABYTE
from marac.files.png_strip import strip_png
from marac.files.refusals import FileRefused, Why
from marac.files.sniffing import ENDINGS, Kind, kind_of, named_kind
from marac.files.taking import take_file
from tests.files import zips
from tests.files.pictures import (
    PLACE,
    Segment,
    a_jpeg,
    a_pdf,
    a_png,
    chunk,
    exif,
    with_object,
    with_packed_object,
)
from tests.files.zips import a_word_file, a_workbook, relation

PDF = a_pdf()
WORDS = b"Date;What\n2026-01-02;She rang twice.\n"
WORD_TYPES = zips.WORD.replace("document.main", "document.macroEnabled.main")
DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
FRAME = "word/_rels/document.xml.rels"
FIELD = '</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText></w:r><w:r><w:t>'

REFUSED: dict[str, tuple[bytes, Why]] = {
    "U01 nothing": (b"", Why.EMPTY),
    "U05 page of the web in a PDF": (PDF[:9] + b"<html><script>1</script>" + PDF[9:], Why.TWO_KINDS),
    "U05 zip behind a PDF": (PDF + zips.zipped({"a.txt": b"1"}), Why.TWO_KINDS),
    "U08 zip": (zips.deep(5), Why.HOLDS_FILES),
    "U08 zip of texts": (zips.zipped({"a.txt": b"1"}), Why.UNKNOWN_KIND),
    "U15 macros by their part": (a_word_file({"word/vbaProject.bin": b"program"}), Why.MACROS),
    "U15 macros by their type": (a_word_file(types=WORD_TYPES), Why.MACROS),
    "U15 words of its own": (a_word_file({"word/settings.xml": DTD}), Why.DECLARES_WORDS),
    "U15 template elsewhere": (a_word_file({FRAME: relation("attachedTemplate", "https://a.test/x")}), Why.REACHES_OUT),
    "U15 picture elsewhere": (a_word_file({FRAME: relation("image", "https://a.test/x.png")}), Why.REACHES_OUT),
    "U15 file inside": (a_word_file({"word/embeddings/book.xlsx": b"x"}), Why.HOLDS_FILES),
    "U15 another document inside": (
        a_word_file({FRAME: relation("aFChunk", "/part.html", mode="Internal")}),
        Why.HOLDS_FILES,
    ),
    "U15 call of a program": (a_word_file(text=FIELD), Why.REACHES_OUT),
    "U15 active control": (a_word_file({"word/activeX/activeX1.xml": "<a/>"}), Why.MACROS),
    "U15 broken part": (a_word_file({"word/styles.xml": "<a>"}), Why.DAMAGED),
    "U16 links to workbooks": (a_workbook({"xl/externalLinks/externalLink1.xml": "<a/>"}), Why.REACHES_OUT),
    "U16 call of a program": (a_workbook({"xl/x.xml": '<a><ddeLink ddeService="cmd"/></a>'}), Why.REACHES_OUT),
    "U16 connections": (a_workbook({"xl/connections.xml": "<a/>"}), Why.REACHES_OUT),
    "U16 hidden sheet": (a_workbook(state="hidden"), Why.HIDDEN_SHEETS),
    "U16 very hidden sheet": (a_workbook(state="veryHidden"), Why.HIDDEN_SHEETS),
    "U16 call in a table": (b"a,b\n=cmd|' /C calc'!A0,1\n", Why.REACHES_OUT),
    "U17 script": (with_object(PDF, b"/S /JavaScript /JS (1)"), Why.PDF_ACTS),
    "U17 script by another spelling": (with_object(PDF, b"/S /J#61vaScript /JS (1)"), Why.PDF_ACTS),
    "U17 packed script": (with_packed_object(PDF, b"/S /JavaScript /JS (1)"), Why.PDF_ACTS),
    "U17 packed twice": (
        with_packed_object(PDF, b"/S /JavaScript", filters=b"[/ASCIIHexDecode /FlateDecode]"),
        Why.UNREADABLE,
    ),
    "U17 start of a program": (with_object(PDF, b"/S /Launch /F (cmd.exe)"), Why.PDF_ACTS),
    "U17 file inside": (with_object(PDF, b"/Names << /EmbeddedFiles 9 0 R >>"), Why.PDF_ACTS),
    "U17 locked": (with_object(PDF, b"/Encrypt 9 0 R"), Why.PDF_LOCKED),
    "U17 too many pages": (with_object(PDF, b"/Type /Page " * 2_001), Why.PDF_TOO_LONG),
    "U17 cut off": (PDF[:-40], Why.CUT_OFF),
    "U18 drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Why.UNKNOWN_KIND),
    "U18 page of the web": (b"\xef\xbb\xbf  <!DOCTYPE html><p>", Why.UNKNOWN_KIND),
    "U18 page after words": (b"Notes\n<script>alert(1)</script>", Why.UNKNOWN_KIND),
    "U19 far too wide": (a_png(width=50_000, height=50_000), Why.PICTURE_TOO_BIG),
    "U19 far too wide, by a camera": (a_jpeg(width=50_000, height=50_000), Why.PICTURE_TOO_BIG),
    "U19 broken": (a_png(packed=b"never packed"), Why.DAMAGED),
    "U19 unpacks to more": (a_png(packed=zlib.compress(bytes(9 * MEGABYTE))), Why.DAMAGED),
    "U19 changed": (a_png().replace(b"IDAT", b"IDAX"), Why.DAMAGED),
    "U19 cut off": (a_jpeg()[:-9], Why.CUT_OFF),
    "U19 moves": (a_png(chunk(b"acTL", bytes(8))), Why.PICTURE_MOVES),
    "U19 of another kind": (b"GIF89a\x01\0\x01\0", Why.UNKNOWN_KIND),
    "U20 letter": (b"Received: by a.test\nMIME-Version: 1.0\nSubject: x\n\nDear", Why.UNKNOWN_KIND),
    "U21 mark of scanners": (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + sniffing.TEST_VIRUS, Why.TEST_VIRUS),
    "program": (b"#!/bin/sh\nrm -rf /\n", Why.UNKNOWN_KIND),
    "no text": (b"words \0 and bytes", Why.UNKNOWN_KIND),
}


def check(content: bytes) -> tuple[str, bytes]:
    kind, _, kept = parse_apart("check-file", content).partition(b"\n")
    return kind.decode(), kept


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_a_file_that_may_do_harm_is_refused_by_name(what: str) -> None:
    content, why = REFUSED[what]

    with pytest.raises(FileRefused) as refused:
        check(content)

    assert refused.value.why is why


def test_each_kind_that_is_taken_is_known_by_its_content(tmp_path: Path) -> None:
    letter, book = Document(), Workbook()
    letter.add_paragraph("She rang twice.")
    letter.save(str(tmp_path / "letter.docx"))
    book.save(tmp_path / "book.xlsx")

    assert check((tmp_path / "letter.docx").read_bytes()) == ("docx", b"")
    assert check((tmp_path / "book.xlsx").read_bytes()) == ("xlsx", b"")
    assert check(PDF) == ("pdf", b"")
    assert check(a_pdf(pages=3)) == ("pdf", b"")
    assert check(WORDS) == ("txt", b"")
    assert check("Seen at the door – “twice”.".encode("utf-16")) == ("txt", b"")
    assert check("Caf\xe9 \x93twice\x94".encode("latin-1")) == ("txt", b"")
    assert check(a_jpeg())[0] == "jpg"
    assert check(a_png())[0] == "png"


def test_a_word_file_may_hold_links_that_a_person_follows() -> None:
    assert check(a_word_file({FRAME: relation("hyperlink", "https://a.test/")})) == ("docx", b"")


def test_the_place_and_the_notes_of_a_camera_are_taken_out_and_the_picture_stays_upright() -> None:
    notes = (Segment(0xE1, exif(6)), Segment(0xED, b"Photoshop " + PLACE), Segment(0xFE, PLACE), Segment(0xE2, PLACE))

    kept = strip_jpeg(a_jpeg(*notes, tail=b"<script>" + PLACE))

    assert PLACE not in kept
    assert b"<script>" not in kept
    assert b"Exif\0\0MM\0*" + struct.pack(">LHHHLHHL", 8, 1, 0x0112, 3, 1, 6, 0, 0) in kept
    assert strip_jpeg(kept) == kept
    assert strip_jpeg(a_jpeg()).count(b"Exif") == 0


def test_a_picture_in_four_colours_keeps_the_word_on_its_colours() -> None:
    kept = strip_jpeg(a_jpeg(Segment(0xEE, b"Adobe\0d\0\0\0\0\2"), values=4))

    assert b"Adobe\0d" in kept


def test_the_texts_and_times_of_a_png_are_taken_out() -> None:
    notes = [chunk(b"tEXt", b"Author\0" + PLACE), chunk(b"eXIf", PLACE), chunk(b"tIME", bytes(7))]

    kept = strip_png(a_png(*notes, tail=PLACE))

    assert PLACE not in kept
    assert kept == a_png()


@pytest.mark.parametrize("cut", range(2, len(a_jpeg()), 7))
def test_a_photo_cut_anywhere_is_refused(cut: int) -> None:
    with pytest.raises(FileRefused):
        strip_jpeg(a_jpeg()[:cut])


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (WORDS, "log.csv", Kind.TABLE),
        (WORDS, "log.txt", Kind.TEXT),
        (WORDS, "log", Kind.TEXT),
        (a_jpeg(), "IMG 1.JPEG", Kind.JPEG),
        (a_png(), "../../etc/x.png", Kind.PNG),
    ],
)
def test_content_and_name_agree(content: bytes, name: str, kind: Kind) -> None:
    assert named_kind(kind_of(content), name) is kind


@pytest.mark.parametrize(
    ("content", "name"),
    [(WORDS, "log.pdf"), (PDF, "letter.docx"), (a_png(), "x.jpg"), (WORDS, "log.html"), (PDF, "letter.pdf.exe")],
)
def test_a_file_named_as_another_kind_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        named_kind(kind_of(content), name)

    assert refused.value.why is Why.OTHER_NAME


def test_every_kind_has_an_ending() -> None:
    assert set(ENDINGS.values()) == set(Kind)


@pytest.mark.anyio
async def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileRefused) as refused:
        await take_file(bytes(LARGEST_FILE + 1), name="x.txt")

    assert refused.value.why is Why.TOO_LARGE


@pytest.mark.anyio
async def test_the_largest_file_there_may_be_is_taken_whole() -> None:
    content = (b"She rang twice. " * (LARGEST_FILE // 16))[:LARGEST_FILE]

    taken = await take_file(content, name="log.txt")

    assert taken == (Kind.TEXT, content)
