"""How a number of things reads."""

import pytest

from marac.counts import show_count, show_noun


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 new referrals"), (1, "1 new referral"), (2, "2 new referrals"), (21, "21 new referrals")],
)
def test_one_thing_is_said_in_the_singular_and_every_other_number_in_the_plural(number: int, words: str) -> None:
    assert show_count(number, "new referral", "new referrals") == words


def test_words_that_stand_apart_from_their_number_follow_it_too() -> None:
    assert (show_noun(1, "person", "people"), show_noun(0, "person", "people")) == ("person", "people")
