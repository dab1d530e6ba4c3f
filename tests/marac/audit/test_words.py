"""What a person reads of a leaf: words for every event, and no code among them."""

import re

from marac.audit.events import Event
from marac.audit.words import NOT_KNOWN, WORDS, words_of

# A sentence part: a capital, then plain words. No colon, no dash, no underscore, no number.
PLAIN = re.compile(r"[A-Z][a-z]*(?:[ ,][a-z ]*[a-z]|-[a-z]+ [a-z]+)*")


def test_every_event_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Event)
    assert len(set(WORDS.values())) == len(WORDS)


def test_no_words_hold_a_code() -> None:
    assert [words for words in WORDS.values() if not PLAIN.fullmatch(words)] == []
    assert [event.name for event in Event if event.value in words_of(event)] == []


def test_a_denial_says_nothing_of_what_was_asked() -> None:
    assert words_of("access:deny") == "Refused"


def test_an_event_of_an_older_vocabulary_is_still_told() -> None:
    assert words_of("case:shred") == NOT_KNOWN
