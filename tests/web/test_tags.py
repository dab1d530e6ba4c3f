"""The closed list of tags."""

import pytest

from marac.web.tags import TAGS, colour_of, is_tag


def test_no_tag_is_red_and_each_is_short() -> None:
    assert set(TAGS.values()) == {"grey", "blue", "yellow", "orange", "green", "purple", "teal"}
    assert all(len(words.split()) <= 5 and words[0].isupper() for words in TAGS)


@pytest.mark.parametrize("words", ["Late by 1 day", "Late by 2 days", "Late by 4 working days"])
def test_how_late_something_is_stands_in_its_tag(words: str) -> None:
    assert (colour_of(words), is_tag(words)) == ("orange", True)


@pytest.mark.parametrize("words", ["Urgent", "High risk", "repeat", "Late by 0 days", "Late by many days"])
def test_words_that_are_not_on_the_list_make_no_tag(words: str) -> None:
    assert not is_tag(words)
    with pytest.raises(KeyError):
        colour_of(words)
