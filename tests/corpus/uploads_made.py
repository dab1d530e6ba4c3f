"""The files of the upload corpus that are built when they are sent: no harmful file lies in the repository."""

import stat
from collections.abc import Callable

from marac.files.limits import LARGEST_FILE, MEGABYTE
from marac.files.sniffing import TEST_VIRUS
from marac.files.zip_check import OLE
from tests.files import zips
from tests.files.pictures import Segment, a_jpeg, a_pdf, a_png, chunk, exif, with_object, with_packed_object
from tests.files.zips import a_word_file, a_workbook, relation

TWO_PARTS = zips.zipped({"one.xml": b"<a/>" * 900, "two.xml": b"<b/>" * 900})
FRAME = "word/_rels/document.xml.rels"
DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
AWAY = "https://example.test/x"

MADE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a_byte_too_much": lambda: b"x" * (LARGEST_FILE + 1),
    "a_pdf": a_pdf,
    "pdf_and_zip": lambda: a_pdf() + TWO_PARTS,
    "pdf_and_page": lambda: b"%PDF-1.7\n<html><script>1</script>\n" + a_pdf(),
    "overlapping": zips.overlapping,
    "thousand_to_one": lambda: zips.zipped({"xl/workbook.xml": bytes(40 * MEGABYTE)}),
    "five_deep": lambda: zips.deep(5),
    "a_hundred_thousand_entries": lambda: zips.zipped({str(n): b"" for n in range(60_000)}),
    "same_name_twice": lambda: zips.zipped([("a.xml", b"1"), ("a.xml", b"2")]),
    "climbing": lambda: zips.zipped({"../up.xml": b"1"}),
    "from_the_root": lambda: zips.zipped({"/etc/passwd": b"1"}),
    "a_link": lambda: zips.with_mode("a.xml", stat.S_IFLNK | 0o777),
    "a_device": lambda: zips.with_mode("a.xml", stat.S_IFBLK | 0o666),
    "locked_parts": lambda: zips.both(TWO_PARTS, listed_at=8, local_at=6, shape="<H", value=1),
    "locked_office": lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "old_office": lambda: OLE + bytes(600),
    "sizes_of_a_larger_kind": lambda: zips.listing(TWO_PARTS, 24, "<L", 0xFFFFFFFF),
    "wrong_sum": lambda: zips.both(TWO_PARTS, listed_at=16, local_at=14, shape="<L", value=7),
    "cut_off": lambda: TWO_PARTS[: len(TWO_PARTS) // 2],
    "something_behind": lambda: TWO_PARTS + b"<script>",
    "said_smaller": lambda: zips.both(TWO_PARTS, listed_at=24, local_at=22, shape="<L", value=10),
    "word_with_words": lambda: a_word_file({"word/settings.xml": DTD}),
    "word_with_template": lambda: a_word_file({FRAME: relation("attachedTemplate", AWAY)}),
    "word_with_picture_elsewhere": lambda: a_word_file({FRAME: relation("image", AWAY)}),
    "word_with_file": lambda: a_word_file({"word/embeddings/oleObject1.bin": OLE + bytes(90)}),
    "word_with_macros": lambda: a_word_file({"word/vbaProject.bin": OLE + bytes(90)}),
    "word_with_another_document": lambda: a_word_file({FRAME: relation("aFChunk", "/x.html", mode="Internal")}),
    "book_with_links": lambda: a_workbook({"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "book_with_call": lambda: a_workbook({"xl/x.xml": '<a><ddeLink ddeService="cmd"/></a>'}),
    "book_with_hidden_sheet": lambda: a_workbook(state="hidden"),
    "book_with_very_hidden_sheet": lambda: a_workbook(state="veryHidden"),
    "pdf_with_script": lambda: with_object(a_pdf(), b"/S /JavaScript /JS (1)"),
    "pdf_with_packed_script": lambda: with_packed_object(a_pdf(), b"/S /JavaScript /JS (1)"),
    "pdf_with_launch": lambda: with_object(a_pdf(), b"/S /Launch /F (cmd.exe)"),
    "pdf_with_file": lambda: with_object(a_pdf(), b"/Names << /EmbeddedFiles 9 0 R >>"),
    "pdf_of_too_many_pages": lambda: with_object(a_pdf(), b"/Type /Page " * 100_000),
    "pdf_locked": lambda: with_object(a_pdf(), b"/Encrypt 9 0 R"),
    "picture_far_too_wide": lambda: a_png(width=50_000, height=50_000),
    "photo_far_too_wide": lambda: a_jpeg(width=50_000, height=50_000),
    "picture_broken": lambda: a_png(packed=b"never packed"),
    "photo_with_place": lambda: a_jpeg(Segment(0xE1, exif(6))),
    "photo_of_four_colours": lambda: a_jpeg(Segment(0xEE, b"Adobe\0d\0\0\0\0\2"), values=4),
    "picture_that_moves": lambda: a_png(chunk(b"acTL", bytes(8))),
    "mark_of_scanners": lambda: b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + TEST_VIRUS,
}
