"""An area's licensed wording: read whole or refused whole, and never repeated in a refusal."""

import json
from datetime import date
from typing import Any

import pytest

from meetings.forms.completing import to_answers
from meetings.forms.on_case.dash_v1 import FORM as DASH
from meetings.forms.summary import summary
from meetings.forms.text_pack import PackRefused, in_licensed_words, keys_of, read_pack
from meetings.risk.dash_labels import SHORT_LABELS
from tests.meetings.forms.risk_documents import a_checklist

LINE = "Wording of the trial, with permission of its maker."
NO_LICENCE = "Enter the line of the licence under licence, up to 300 characters: it stands on every copy."
AS_TOML = f"""
form = "marac-dash"
version = 1
from = 2026-04-01
licence = "{LINE}"

[words]
"dash_item.1" = "Did the latest event hurt you?"
"""


def a_pack(**members: Any) -> bytes:
    whole = {
        "form": "marac-dash",
        "version": 1,
        "from": "2026-04-01",
        "licence": LINE,
        "words": {"dash_item.1": "Did the latest event hurt you?"},
    }
    return json.dumps({**whole, **members}).encode()


def faults_of(raw: bytes) -> tuple[str, ...]:
    with pytest.raises(PackRefused) as refused:
        read_pack(raw)
    return refused.value.faults


@pytest.mark.parametrize("raw", [a_pack(), AS_TOML.encode()])
def test_a_pack_is_read_from_json_and_from_toml(raw: bytes) -> None:
    pack = read_pack(raw)

    assert (pack.form, pack.version, pack.from_on, pack.licence) == ("marac-dash", 1, date(2026, 4, 1), LINE)
    assert pack.words == {"dash_item.1": "Did the latest event hurt you?"}


def test_every_item_of_the_checklist_can_be_worded() -> None:
    assert {f"dash_item.{item}" for item in SHORT_LABELS} <= set(keys_of(DASH))


def test_a_form_reads_in_the_areas_own_words_and_else_in_ours() -> None:
    answers = to_answers(DASH, a_checklist(yes=2, no=22), {})

    blocks = in_licensed_words(DASH, summary(DASH, answers), read_pack(a_pack()).words)

    labels = [row.label for block in blocks for row in block.rows]
    assert "Did the latest event hurt you?" in labels and "2. Very frightened" in labels
    assert "1. Injured in the current incident" not in labels


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ({"form": "marac-nothing"}, "Name a form of this service and its version."),
        ({"version": 2}, "Name a form of this service and its version."),
        ({"from": "1 April"}, "Enter the day it holds from under from, like 2026-04-01."),
        (
            {"licence": " "},
            NO_LICENCE,
        ),
        ({"words": {}}, "Give the text of at least one question under words."),
        ({"words": {"secret question": "Secret"}}, "Remove text 1 of words: this form has no such question."),
        ({"words": {"dash_item.1": ""}}, "Write text 1 of words with 1 to 1,000 characters."),
        ({"words": {"dash_item.1": "a\u0000b"}}, "Write text 1 of words with 1 to 1,000 characters."),
        ({"words": {"dash_item.1": 7}}, "Write text 1 of words with 1 to 1,000 characters."),
        ({"colour": "red"}, "Remove what is neither form, version, from, licence nor words."),
    ],
)
def test_a_pack_with_a_fault_is_refused_whole_with_a_sentence_for_it(members: dict[str, Any], fault: str) -> None:
    assert faults_of(a_pack(**members)) == (fault,)


def test_every_fault_is_told_at_once_and_nothing_typed_is_repeated() -> None:
    faults = faults_of(a_pack(licence="", words={"secret question": "Secret"}))

    assert len(faults) == 2
    assert "ecret" not in " ".join(faults)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[[[", b'{"a":' * 5_000, b"x" * 200_001])
def test_what_is_no_pack_is_refused_with_one_sentence(raw: bytes) -> None:
    assert faults_of(raw)
