"""One home, however it was written."""

import pytest

from meetings.people.address import homes_of
from meetings.people.parts import Home
from meetings.people.person import Place
from meetings.people.postcode import read_postcode


def home(*lines: str, town: str = "", postcode: str = "") -> Home:
    [found] = homes_of([Place(lines, town, postcode)])
    return found


@pytest.mark.parametrize(
    "lines",
    [
        ("2/14 Mill Ln",),
        ("Flat 2, 14 Mill Lane",),
        ("Flat 2", "14 Mill Lane"),
        ("14 Mill Lane", "Flat 2"),
        ("FLT 2 14 MILL LA.",),
        ("c/o Mrs Roper", "Flat 2", "14 Mill Lane"),
        ("c/o Mrs Roper, flat 2, 14 Mill Lane, Stonebeck, ZZ1 4QP",),
        ("care of his mother, Flat 2, 14 Mill Lane",),
    ],
)
def test_flat_and_house_are_one_line(lines: tuple[str, ...]) -> None:
    assert home(*lines, town="Stonebeck", postcode="zz14qp").line == "2 14 mill lane"


def test_a_house_with_a_letter_is_flat_a_of_it() -> None:
    assert home("14a St Anne's Rd").line == home("Flat A, 14 St Annes Road").line == "14 a saint annes road"


def test_a_named_house_is_found_without_its_street() -> None:
    house, in_street = home("Flat 3", "Tern House"), home("3 Tern Hse, Dock Rd")

    assert house.line == in_street.line == "3 tern house"
    assert in_street.streets == ("tern house", "dock road")


@pytest.mark.parametrize("line", ["No fixed abode", "NFA", "Withheld", "Unknown", "", "not known"])
def test_no_home_is_no_home(line: str) -> None:
    assert homes_of([Place((line,))]) == ()


@pytest.mark.parametrize("text", ["ZZ1 4QP", "zz14qp", " Zz1-4qP ", "ZZI 4QP", "ZZ1 4QP."])
def test_a_postcode_is_one_however_it_was_typed(text: str) -> None:
    assert read_postcode(text) == ("ZZ14QP", "ZZ1", "ZZ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ZZ1", ("", "ZZ1", "ZZ")),
        ("ZZ1 4", ("", "ZZ14", "ZZ")),
        ("EC1A 1BB", ("EC1A1BB", "EC1A", "EC")),
        ("M1 1AE", ("M11AE", "M1", "M")),
        ("2617", ("2617", "2617", "26")),
        ("ZZ99 3VZ", ("", "", "")),
        ("unknown", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_parts_of_a_postcode(text: str, expected: tuple[str, str, str]) -> None:
    assert read_postcode(text) == expected


def test_a_postcode_is_found_among_the_lines() -> None:
    found = home("14 Mill Lane", "Stonebeck zz1 4qp")

    assert (found.line, found.postcode) == ("14 mill lane", "ZZ14QP")
