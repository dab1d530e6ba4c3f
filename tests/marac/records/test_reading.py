"""Spreadsheets of every kind are read: each bad row is told in one line, and no other row is lost."""

from pathlib import Path

import pytest

from marac.errors import Refused
from marac.records.reading import Cells, read_records

HEADER = "record_id,first_name,last_name,dob,address,phone"
ELLEN = 'a1,Ellen,Quarmby,1985-03-27,"2 Mill Lane, Northmoor",07700 900123'
FRANK = "a2,Frank,Ostrey,1980-11-02,,+44 7700 900124"


def read(tmp_path: Path, written: bytes | str) -> tuple[list[Cells], list[str]]:
    path, said = tmp_path / "people.csv", list[str]()
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return list(read_records(path, said.append)), said


def names(rows: list[Cells]) -> list[tuple[str, str]]:
    return [(row["record_id"], row["last_name"]) for row in rows]


BOTH = [("a1", "Quarmby"), ("a2", "Ostrey")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_line_end_is_read(tmp_path: Path, encoding: str, end: str) -> None:
    written = end.join((HEADER, "a1,Ellen,O’Hara,1985-03-27,,", "a2,Zoë,Ostrey,,,")).encode(encoding)

    rows, said = read(tmp_path, written)

    assert names(rows) == [("a1", "O’Hara"), ("a2", "Ostrey")]
    assert rows[1]["first_name"] == "Zoë"
    assert said == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_may_be_parted_by_other_signs_than_commas(tmp_path: Path, delimiter: str) -> None:
    written = "\n".join(line.replace(",", delimiter) for line in (HEADER, FRANK))

    rows, said = read(tmp_path, written)

    assert rows == [
        {
            "record_id": "a2",
            "first_name": "Frank",
            "last_name": "Ostrey",
            "dob": "1980-11-02",
            "phone": "+44 7700 900124",
        }
    ]
    assert said == []


def test_columns_stand_in_any_order_and_strange_ones_are_passed_over(tmp_path: Path) -> None:
    rows, said = read(tmp_path, "Shoe size;Last Name;Record ID\n7;Quarmby;a1\n9;Ostrey;a2\n")

    assert names(rows) == BOTH
    assert "Shoe size" not in rows[0]
    assert said == []


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    rows, said = read(tmp_path, "record_id,last_name,last_name\na1,Quarmby,Other\n")

    assert names(rows) == BOTH[:1]
    assert said == ["people.csv, line 1: The column last_name stands twice; the first is read."]


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f"Marac referrals 2025\n\nsep=,\n{HEADER}\n{ELLEN}\n\n{FRANK}\n")

    assert names(rows) == BOTH
    assert said == []


@pytest.mark.parametrize("written", ["", "\n\n", "name,dob\nEllen,1985-03-27\n", "\x00\x00", "PK\x03\x04 not a csv"])
def test_a_file_without_record_ids_is_refused_by_name(tmp_path: Path, written: str) -> None:
    with pytest.raises(Refused, match=r"people\.csv has no column record_id"):
        read(tmp_path, written)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nobody\.csv cannot be read"):
        list(read_records(tmp_path / "nobody.csv", print))


def test_an_address_may_run_over_lines_in_quotation_marks(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f'{HEADER}\na1,Ellen,Quarmby,,"Flat 3\n2 ""Mill"" Lane",1\n{FRANK}\n')

    assert rows[0]["address"] == 'Flat 3\n2 "Mill" Lane'
    assert names(rows) == BOTH
    assert said == []


@pytest.mark.parametrize("stray", ['a1,"Ellen,Quarmby,,,', 'a1,Ellen,Quarmby,,"2 Mill Lane,1'])
def test_a_quotation_mark_that_nobody_closed_swallows_no_other_row(tmp_path: Path, stray: str) -> None:
    rows, said = read(tmp_path, f"{HEADER}\n{stray}\n{FRANK}\n" + "".join(f"b{n},,Smith,,,\n" for n in range(30)))

    assert names(rows)[:2] == BOTH
    assert len(rows) == 32
    assert said == ["people.csv, line 2: A quotation mark is not closed; the row is read without it."]


def test_two_stray_quotation_marks_swallow_nothing_between_them(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f'{HEADER}\na1,"Ellen,Quarmby,,,\n{FRANK}\na3,"Ivy,Ostrey,,,\n')

    assert names(rows) == [*BOTH, ("a3", "Ostrey")]
    assert len(said) == 2


def test_ragged_rows_are_read_as_far_as_they_go_and_told(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f"{HEADER}\na1,Ellen,Quarmby\na2,Frank,Ostrey,,,,,more\n")

    assert names(rows) == BOTH
    assert said == [
        "people.csv, line 2: The row has 3 of 6 cells; the missing ones count as empty.",
        "people.csv, line 3: The row has 8 cells, more than the 6 columns; the last are not read.",
    ]


def test_rows_without_an_id_and_ids_that_come_again_are_left_out_and_told(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f"{HEADER}\n,Ellen,Quarmby,,,\n{FRANK}\n{FRANK}\n")

    assert names(rows) == BOTH[1:]
    assert said == [
        "people.csv, line 2: The row has no record_id; it is left out.",
        "people.csv, line 4: The record_id stands in an earlier row; this row is left out.",
    ]


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f"{HEADER}\na1,El\x00len\x1b,Quarmby,,,\n{FRANK}\n")

    assert rows[0]["first_name"] == "Ellen"
    assert said == ["people.csv, line 2: The line holds control characters; it is read without them."]


@pytest.mark.parametrize("cell", ["=1+1", '"=HYPERLINK(""x"")"', "@SUM(A1)", "+cmd()", "-cmd()", "#REF!", "#n/a"])
def test_formulas_and_errors_count_as_empty_and_are_told(tmp_path: Path, cell: str) -> None:
    rows, said = read(tmp_path, f"{HEADER}\na1,{cell},Quarmby,,,+44 7700 900123\n")

    assert rows[0].get("first_name", "") == ""
    assert rows[0]["phone"] == "+44 7700 900123"
    assert said == ["people.csv, line 2: The cell first_name holds a formula or an error; it counts as empty."]


def test_a_number_kept_as_text_by_an_equals_sign_is_read(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f'{HEADER}\na1,Ellen,Quarmby,,,"=""07700900123"""\n')

    assert rows[0]["phone"] == "07700900123"
    assert said == []


@pytest.mark.parametrize("dob", ["1985-02-31", "soon", "27/13/1985", "0000-00-00"])
def test_a_date_that_is_none_is_told_and_the_row_stays(tmp_path: Path, dob: str) -> None:
    rows, said = read(tmp_path, f"{HEADER}\na1,Ellen,Quarmby,{dob},,\n")

    assert names(rows) == BOTH[:1]
    assert said == ["people.csv, line 2: The cell dob holds no date; it counts as empty."]


def test_an_endless_cell_is_cut_and_an_endless_line_too(tmp_path: Path) -> None:
    rows, said = read(tmp_path, f"{HEADER}\na1,Ellen,{'Q' * 200_000},,,\nb1,Ivy,{'O' * 3_000_000},,,\n{FRANK}\n")

    assert [(row["record_id"], len(row["last_name"])) for row in rows] == [("a1", 1000), ("b1", 1000), ("a2", 6)]
    assert sorted(line.split(": ")[0] for line in said) == ["people.csv, line 2", *["people.csv, line 3"] * 3]


def test_names_in_other_scripts_stay_as_they_are(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, f"{HEADER}\na1,عائشة,خان,,,\na2,Zoe\u0301,Ostrey 🙂,,,\n")

    assert [row["first_name"] for row in rows] == ["عائشة", "Zoe\u0301"]
