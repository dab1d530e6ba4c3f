"""A password is long, hard to guess, and otherwise anything one can type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.blocklist import common_words, is_common, number_of_entries
from agencies.passwords import LONGEST, check_new_password
from marac.errors import InvalidForm

CONTEXT = ["Amina Shah", "amina.shah@northmoor-police.example.org", "Northmoor Marac"]


def test_more_than_a_hundred_thousand_phrases_are_refused() -> None:
    assert number_of_entries() > 100_000
    assert all(is_common(f"{word}{word}{word}") for word in list(common_words())[:50])


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword1",
        "P4$$w0rd-P4$$w0rd",
        "liverpoolfootball2024",
        "Qwertyuiop1234567",
        "letmein letmein letmein",
        "aaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "123456789012345678",
        "Summer-Holiday-2026!",
        "correct horse battery staple",
        "NorthmoorMarac2026",
        "amina.shah.police",
    ],
)
def test_what_guessers_try_first_is_refused(password: str) -> None:
    with pytest.raises(InvalidForm) as refusal:
        check_new_password(password, context=CONTEXT)

    assert password not in str(refusal.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "tangent plover quilt ember",
        "x7Gk2pQm9rTz4Lw",
        "mae’r ddraig yn cysgu heno",
        "three goats eat figs on Thursdays",
        "kw9v#Hq2&mZr7!t",
        "🦊🌧️🧭🪵🐑🧵🪁🥄🫖🧺🪛🧊🛶🪴🔭",
    ],
)
def test_what_is_long_and_ones_own_is_taken_to_the_letter(password: str) -> None:
    assert check_new_password(password, context=CONTEXT) == unicodedata.normalize("NFC", password)


@pytest.mark.parametrize(("length", "is_taken"), [(14, False), (15, True), (LONGEST, True), (LONGEST + 1, False)])
def test_from_fifteen_to_two_hundred_and_fifty_six_characters(length: int, is_taken: bool) -> None:
    password = "".join(chr(0x400 + (n * 7) % 97) for n in range(length))

    if is_taken:
        assert check_new_password(password) == password
    else:
        with pytest.raises(InvalidForm):
            check_new_password(password)


def test_the_same_letters_composed_or_not_are_one_password() -> None:
    assert check_new_password("Zoé trouve un parapluie") == check_new_password("Zoe\u0301 trouve un parapluie")


@given(st.text(min_size=0, max_size=300))
def test_no_text_whatever_breaks_the_rule(text: str) -> None:
    assert is_common(text) in (True, False)
