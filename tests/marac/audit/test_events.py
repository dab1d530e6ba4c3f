"""The vocabulary: every event says exactly its keys, and no word slips into a leaf."""

import json
from uuid import UUID

import pytest

from marac.audit.events import KEYS, OPENINGS, Event
from marac.audit.leaves import LeafRefused, checked_code, checked_keys

RESERVED = {"event", "by", "kind", "about", "decision", "row_mac", "self"}


def test_every_event_is_a_subject_and_a_verb() -> None:
    wrong = [event for event in Event if not all(part.replace("-", "").isalpha() for part in event.split(":"))]

    assert wrong == []
    assert all(":" in event for event in Event)


def test_no_key_has_a_name_the_leaf_uses_itself() -> None:
    assert {event.name: keys & RESERVED for event, keys in KEYS.items() if keys & RESERVED} == {}


def test_openings_say_what_was_shown() -> None:
    assert {Event.CASE_READ, Event.AGENDA_READ, Event.MACHINE_REPORTED} <= OPENINGS
    assert not {Event.REFERRAL_ACCEPTED, Event.ACCESS_DENIED} & OPENINGS


def test_keys_are_kept_in_one_order() -> None:
    first = checked_keys(Event.SEAL_BROKEN, {"table": "case", "code": "row"})

    assert first == checked_keys(Event.SEAL_BROKEN, {"code": "row", "table": "case"}) == '{"code":"row","table":"case"}'


@pytest.mark.parametrize("keys", [{}, {"code": "left", "more": 1}, {"other": "left"}])
def test_a_missing_or_an_extra_key_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(LeafRefused):
        checked_keys(Event.SESSION_ENDED, keys)


@pytest.mark.parametrize(
    "value",
    [
        "Ellen Quarmby",
        "amina@northmoor.example",
        "caf\u00e9",
        "two\nlines",
        'a"quote',
        "x" * 201,
        1.5,
        ["Ellen Quarmby"],
        {"a": 1},
        b"bytes",
        ["x"] * 1001,
        [["x"]],
    ],
)
def test_a_leaf_holds_ids_codes_and_numbers_only(value: object) -> None:
    with pytest.raises(LeafRefused) as refused:
        checked_keys(Event.SESSION_ENDED, {"code": value})

    assert "Quarmby" not in str(refused.value)


@pytest.mark.parametrize("value", ["left", "", 3, True, None, ["a", "b"], UUID(int=1), [UUID(int=1)], "2026-09-01"])
def test_ids_codes_and_numbers_are_taken(value: object) -> None:
    assert json.loads(checked_keys(Event.SESSION_ENDED, {"code": value})).keys() == {"code"}


def test_the_kind_of_a_leaf_is_a_code_too() -> None:
    assert checked_code("kind", "case") == "case"
    with pytest.raises(LeafRefused):
        checked_code("kind", "the case of Ellen")
