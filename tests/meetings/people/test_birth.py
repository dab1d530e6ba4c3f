"""Birth dates that can be true, and those that only fill a box."""

import pytest

from meetings.people.birth import births_of, read_born
from meetings.people.person import Born


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1900, 1, 1), (1970, 1, 1), (1899, 12, 30), (1066, 10, 14), (9999, 12, 31), (0, 0, 0)]
)
def test_a_date_that_fills_a_box_is_no_birth_date(year: int, month: int, day: int) -> None:
    assert births_of([Born(year=year, month=month, day=day)]) == ()


def test_the_first_of_january_is_weak() -> None:
    [weak] = births_of([Born(year=1990, month=1, day=1)])

    assert weak.is_weak
    assert weak.is_whole


def test_the_31st_of_february_leaves_a_month() -> None:
    [birth] = births_of([Born(year=1990, month=2, day=31)])

    assert (birth.year, birth.month, birth.day, birth.is_whole) == (1990, 2, None, False)


def test_a_month_over_twelve_was_a_day() -> None:
    [birth] = births_of([Born(year=1990, month=25, day=3)])

    assert (birth.month, birth.day) == (3, 25)


def test_swapped_day_and_month_have_one_key() -> None:
    april, november = births_of([Born(year=1989, month=4, day=11), Born(year=1989, month=11, day=4)])

    assert april.key == november.key == "19890411"


def test_an_estimate_has_no_key() -> None:
    [guessed] = births_of([Born(year=1989, is_estimated=True)])

    assert not guessed.is_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1989-04-11", (1989, 4, 11)),
        ("1989-04-11 00:00:00", (1989, 4, 11)),
        ("11/04/1989", (1989, 4, 11)),
        ("11.4.1989", (1989, 4, 11)),
        ("11th April 1989", (1989, 4, 11)),
        ("11 Apr 89", (1989, 4, 11)),
        ("11/04/09", (2009, 4, 11)),
        ("19890411", (1989, 4, 11)),
        ("April 1989", (1989, 4, None)),
        ("04/1989", (1989, 4, None)),
        ("1989-04", (1989, 4, None)),
        ("1989", (1989, None, None)),
        ("31/02/1990", (1990, 2, 31)),
    ],
)
def test_a_date_of_a_spreadsheet_is_read_day_before_month(
    text: str, expected: tuple[int, int | None, int | None]
) -> None:
    born = read_born(text)

    assert born is not None
    assert (born.year, born.month, born.day) == expected


@pytest.mark.parametrize("text", ["", "unknown", "42005", "n/k", "11/04", "😀"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_born(text) is None


def test_a_circa_year_is_an_estimate() -> None:
    assert read_born("c 1985") == Born(year=1985, is_estimated=True)
