"""Every place that records says exactly the keys of its event."""

import ast
from collections.abc import Iterator

from marac.audit.events import OPENINGS, SHOWN, Event
from tests.house.sources import python_files, shown, tree_of

# What the functions take besides the keys of the event.
OWN_WORDS = {"event", "by", "kind", "about", "decision", "row_mac"}
RECORDING = {"record", "record_apart"}
PERMITTING = {"permit", "Permit"}


def event_of(call: ast.Call) -> Event | None:
    """The event a call names as its first word, where it does."""
    given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "event")]
    for word in given:
        if isinstance(word, ast.Attribute) and isinstance(word.value, ast.Name) and word.value.id == "Event":
            return Event[word.attr] if word.attr in Event.__members__ else None
    return None


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls() -> Iterator[tuple[str, ast.Call, Event]]:
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and (event := event_of(node)) is not None:
                yield f"{shown(path)}:{node.lineno} {event.name}", node, event


def given_keys(call: ast.Call) -> set[str] | None:
    """The keys a call spells out; None where it hands on what it was given."""
    words = [word.arg for word in call.keywords]
    return None if None in words else {word for word in words if word is not None} - OWN_WORDS


def test_every_leaf_says_exactly_the_keys_of_its_event() -> None:
    wrong = [
        f"{where}: {sorted(given ^ event.keys)}"
        for where, call, event in calls()
        if name_of(call) in RECORDING and (given := given_keys(call)) is not None and given != event.keys
    ]

    assert wrong == []


def test_every_permit_says_the_keys_that_the_vault_does_not_fill_in() -> None:
    wrong = [
        f"{where}: {sorted(given ^ (event.keys - set(SHOWN.split())))}"
        for where, call, event in calls()
        if name_of(call) == "permit"
        and (given := given_keys(call)) is not None
        and given != event.keys - set(SHOWN.split())
    ]

    assert wrong == []


def test_permits_are_given_for_events_that_say_what_was_shown() -> None:
    assert [where for where, call, event in calls() if name_of(call) in PERMITTING and event not in OPENINGS] == []
