"""Telephone numbers of every shape."""

import pytest

from meetings.people.phone import phones_in


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "(07700) 900-123",
        "0044 7700 900123",
        "00 44 (0) 7700 900123",
        "447700900123",
        "7700900123",
        " 07700.900.123 ext 12",
        "07700 900123 (mob, do not text)",
    ],
)
def test_one_number_in_many_shapes_is_one_number(text: str) -> None:
    assert phones_in([text]) == {"+447700900123"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01632 960 110", "+441632960110"),
        ("020 7946 0958", "+442079460958"),
        ("+92 300 1234567", "+923001234567"),
        ("0048 601 234 567", "+48601234567"),
    ],
)
def test_other_numbers_keep_their_country(text: str, expected: str) -> None:
    assert phones_in([text]) == {expected}


def test_a_local_number_stands_apart_from_whole_ones() -> None:
    assert phones_in(["960110", "946 0958"]) == {"local:960110", "local:9460958"}


def test_two_numbers_in_one_box_are_two() -> None:
    assert phones_in(["07700 900123 / 01632 960110"]) == {"+447700900123", "+441632960110"}


@pytest.mark.parametrize(
    "text", ["", "unknown", "00000000000", "07777777777", "4.47701E+11", "0", "n/k", "123", "9" * 40]
)
def test_what_is_no_number_is_left_out(text: str) -> None:
    assert phones_in([text]) == frozenset()
