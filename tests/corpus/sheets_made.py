"""The old logs of the corpus, built when they are sent: rows and workbooks as no program should write them."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEADINGS = (
    "Ref", "MARAC date", "Date ref rec'd", "Ref agency", "Victim", "V DOB", "Address", "Perp(s)", "Perp DOB", "Rel",
    "Children (names / dob)", "R? Y/N",
)  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"
DTD = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
MEGABYTE = 1024 * 1024


def a_line(n: int, **changed: Any) -> list[Any]:
    line = [
        f"NM/23/{n:03}", "08/02/2023", "11/01/2023", "northmoor-police", "QUARMBY Ellen", "09/06/1990",
        "34 Linden Grove, Stonebeck, ZZ3 1EU", "OSTREY Frank", "25/01/1989", "ex-partner", "Ivy (28/03/18)", "N",
    ]  # fmt: skip
    for place, value in changed.items():
        line[int(place.removeprefix("at_"))] = value
    return line


def a_csv(*lines: Sequence[Any], headings: Sequence[Any] = HEADINGS, delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([headings, *lines])
    return text.getvalue()


def a_book(*lines: Sequence[Any], prepare: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    prepare(book)
    for line in (HEADINGS, *lines):
        sheet.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same workbook with one part written otherwise."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, change(text) if part == name else text)
    return kept.getvalue()


def with_words(part: str) -> bytes:
    """Declared words in this part, which a careless reader would fill in from the disk."""

    def declared(text: str) -> str:
        head, mark, rest = text.partition("?>")
        return f"{head}{mark}{DTD}{rest}" if mark else f"{DTD}{text}"

    return with_part(a_book(a_line(1)), part, declared)


def with_cells(more: str) -> bytes:
    return with_part(a_book(a_line(1)), SHEET, lambda text: text.replace("</sheetData>", f"{more}</sheetData>"))


def with_size(said: str) -> bytes:
    sized = f'<dimension ref="{said}"'
    return with_part(a_book(a_line(1)), SHEET, lambda text: text.replace('<dimension ref="A1:L2"', sized))


def with_text_beyond() -> bytes:
    return with_cells('<row r="3"><c r="A3" t="s"><v>99999</v></c></row>')


def with_a_huge_cell(megabytes: int = 200) -> bytes:
    """Packed a piece at a time: this process never holds it whole."""
    whole, kept = a_book(a_line(1)), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            head, mark, rest = old.read(part).partition(b"</sheetData>")
            with new.open(part, "w") as written:
                written.write(head)
                if mark:
                    written.write(b'<row r="3"><c r="A3" t="inlineStr"><is><t>')
                    for _ in range(megabytes):
                        written.write(b"x" * MEGABYTE)
                    written.write(b"</t></is></c></row>")
                written.write(mark + rest)
    return kept.getvalue()


def merged(book: Any) -> None:
    book.active.append(["MARAC LOG", *[None] * 11])
    book.active.merge_cells("A1:L1")


def of_1904(book: Any) -> None:
    book.epoch = CALENDAR_MAC_1904


def formulas() -> bytes:
    return a_book(a_line(1, at_5="=DATE(1990,6,9)", at_6='=CONCATENATE("34 Linden Grove")'))


def ragged() -> str:
    short, long = a_line(2)[:7], [*a_line(3), "and", "more", "cells"]
    return a_csv(a_line(1), short, long)


MADE: dict[str, Callable[[], bytes]] = {
    "no_headings": lambda: a_csv(a_line(1), headings=a_line(2)).encode(),
    "headings_of_another_list": lambda: b"Product,Price\r\nTea,2\r\n",
    "columns_in_another_order": lambda: a_csv(a_line(1)[::-1], headings=HEADINGS[::-1]).encode(),
    "columns_nobody_knows": lambda: a_csv([*a_line(1), "x"], headings=[*HEADINGS, "Shoe size"]).encode(),
    "every_column_twice": lambda: a_csv(a_line(1) * 2, headings=HEADINGS * 2).encode(),
    "merged_blank_and_totals": lambda: a_book(
        a_line(1), [None] * 12, a_line(2), ["TOTAL", None, None, 2], prepare=merged
    ),
    "days_as_numbers": lambda: a_book(a_line(1, at_5=33033, at_2=44937)),
    "days_since_1904": lambda: a_book(a_line(1, at_5=date(1990, 6, 9)), prepare=of_1904),
    "days_in_every_order": lambda: a_csv(a_line(1, at_5="06/25/1990"), a_line(2, at_5="1990-06-09")).encode(),
    "formulas_without_values": formulas,
    "cells_in_error": lambda: a_book(a_line(1, at_5="#REF!", at_6="#NAME?")),
    "numbers_that_lost_something": lambda: a_csv(a_line(1, at_0="1E+10", at_6="7.7E+09")).encode(),
    "cell_in_the_last_corner": lambda: with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "size_said_too_small": lambda: with_size("A1:A1"),
    "size_said_too_large": lambda: with_size("A1:XFD1048576"),
    "cell_of_200_megabytes": with_a_huge_cell,
    "words_in_the_sheet": lambda: with_words(SHEET),
    "words_in_the_book": lambda: with_words("xl/workbook.xml"),
    "words_in_the_styles": lambda: with_words("xl/styles.xml"),
    "words_in_the_properties": lambda: with_words("docProps/core.xml"),
    "words_in_the_types": lambda: with_words("[Content_Types].xml"),
    "words_in_the_relations": lambda: with_words("xl/_rels/workbook.xml.rels"),
    "text_that_is_not_there": with_text_beyond,
    "a_million_rows": lambda: b"1\n" * 1_000_000,
    "a_million_rows_in_a_book": lambda: with_cells("<row/>" * 1_000_000),
    "the_same_people_again": lambda: a_csv(a_line(1), a_line(2), a_line(2)).encode(),
    "two_bytes_a_letter": lambda: a_csv(a_line(1)).encode("utf-16"),
    "two_bytes_cut_in_half": lambda: a_csv(a_line(1)).encode("utf-16")[:-1],
    "old_office_letters": lambda: a_csv(a_line(1, at_4="O\u2019SHEA Zo\u00eb")).encode("cp1252"),
    "mark_at_the_beginning": lambda: a_csv(a_line(1)).encode("utf-8-sig"),
    "semicolons": lambda: a_csv(a_line(1), delimiter=";").encode(),
    "tabs": lambda: a_csv(a_line(1), delimiter="\t").encode(),
    "quotes_left_open": lambda: a_csv(a_line(1)).encode() + b'NM/23/002,"open',
    "nothing_signs": lambda: a_csv(a_line(1)).encode() + b"NM/23/\x00002,,,",
    "field_far_too_long": lambda: a_csv(a_line(1, at_6="x" * 140_000)).encode(),
    "cells_made_to_be_slow": lambda: a_csv(
        a_line(1, at_4="QUARMBY" + " " * 100_000 + "Ellen"), a_line(2, at_10="(" * 4000)
    ).encode(),
    "old_line_ends": lambda: a_csv(a_line(1), a_line(2), end="\r").encode(),
    "ragged_rows": lambda: ragged().encode(),
    "half_of_it_good": lambda: a_csv(a_line(1), a_line(2, at_2="soon", at_3="?"), a_line(3)).encode(),
    "agency_that_is_none": lambda: a_csv(a_line(1), a_line(2, at_3="nobody-we-know")).encode(),
}
