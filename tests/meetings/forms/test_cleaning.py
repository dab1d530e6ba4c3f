"""Odd characters in names: kept where real, taken out where they mislead, refused where nothing can hold them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.forms.cleaning import clean

REAL = ["Siobhán", "Wiśniewska", "O’Brien", "محمد", "می‌خواهم", "Nguyễn", "李雷", "Zoë-Ann", "A. B. d'Arcy", "😀", "क्‍ष"]


@pytest.mark.parametrize("name", REAL)
def test_a_real_name_stays_as_it_is(name: str) -> None:
    assert clean(name, one_line=True).text == name
    assert not clean(name, one_line=True).is_changed


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("El\u202elen", "Ellen"),
        ("\u2066Ellen\u2069", "Ellen"),
        ("El\u200blen", "Ellen"),
        ("El\u200dlen", "Ellen"),
        ("\ufeffEllen", "Ellen"),
        ("Ellen\U000e0041", "Ellen"),
        ("Ellen\r\nBcc: all", "Ellen Bcc: all"),
        ("Ellen\tQuarmby", "Ellen Quarmby"),
        ("e" + "\u0301" * 5000, "e" + "\u0301" * 4),
    ],
)
def test_what_only_misleads_the_eye_is_taken_out_with_a_notice(sent: str, kept: str) -> None:
    cleaned = clean(sent, one_line=True)

    assert (cleaned.text, cleaned.is_changed, cleaned.is_refused) == (kept, True, False)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x08", "\x7f", "\x9b", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_nothing_can_hold_is_refused(sign: str) -> None:
    assert clean(f"Ellen{sign}", one_line=False).is_refused


def test_a_story_keeps_its_lines_whatever_ends_them() -> None:
    cleaned = clean("one\r\ntwo\rthree\u2028four\x85five", one_line=False)

    assert cleaned.text == "one\ntwo\nthree\nfour\nfive"
    assert not cleaned.is_changed


@pytest.mark.parametrize("ends", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\r", "\r\n", "\u2028", "\u2029", "\x85"])
def test_a_soft_line_break_or_page_break_of_word_ends_a_line_and_is_no_reason_to_refuse(ends: str) -> None:
    pasted = clean(f"Three calls{ends}since June", one_line=False)
    into_one_line = clean(f"Three calls{ends}since June", one_line=True)

    assert (pasted.text, pasted.is_refused) == ("Three calls\nsince June", False)
    assert (into_one_line.text, into_one_line.is_refused) == ("Three calls since June", False)


@given(st.text(st.characters(), max_size=60), st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, one_line: bool) -> None:
    once = clean(text, one_line=one_line)

    if not once.is_refused:
        assert clean(once.text, one_line=one_line).text == once.text
        assert not {unicodedata.category(letter) for letter in once.text} & {"Cs"}
