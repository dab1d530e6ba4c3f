"""The sealing of the offline form, in Node: the values of its vectors, and envelopes that others open."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from marac.vault.key_lists import decoded, key_fingerprint, root_fingerprint
from meetings.forms.canonical import canonical_json

HERE = Path(__file__).parent
VECTORS = json.loads((HERE.parent / "vectors" / "seal-1.json").read_text("utf-8"))
LISTED = VECTORS["key_list"]["list"]
CASES = VECTORS["cases"]
# RFC 8785, 3.2.2: numbers as ECMAScript writes them, names in the order of UTF-16, text as it stands.
DOCUMENTS: list[Any] = [
    {"€": 1, "\r": 2, "1": 3, "😀": 4, "דּ": 5, "ö": 6},
    [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001, -0.0, 1e21, 123456789012345680000],
    {"text": 'Zoë – € "quoted" \\ \n\t\u0007', "none": None, "yes": True, "list": [{}, []]},
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    question = json.dumps({"vectors": VECTORS, "canonical": DOCUMENTS})
    told = subprocess.run(
        ["node", str(HERE / "vectors.mjs")], input=question, capture_output=True, check=True, text=True, timeout=120
    )
    return dict(json.loads(told.stdout))


def test_the_browser_writes_canonical_json_as_the_service_does(told: dict[str, Any]) -> None:
    assert told["canonical"] == [canonical_json(document).decode() for document in DOCUMENTS]


@pytest.mark.parametrize("n", range(len(CASES)))
def test_the_browser_binds_and_seals_what_the_vectors_say(told: dict[str, Any], n: int) -> None:
    case, made = CASES[n], told["cases"][n]

    assert (made["key"], made["info"], made["payload"]) == (case["key_id"], case["info"], case["payload"])
    assert made["header"] == case["envelope"][: 2 * 23]
    assert bytes.fromhex(made["opened"]) == b"\0" + case["payload"].encode()
    assert made["is_new"]


def test_the_browser_checks_the_list_and_shows_its_digits(told: dict[str, Any]) -> None:
    digits = [root_fingerprint(decoded(VECTORS["key_list"]["root"]))]

    assert told["signed"] == [True, False]
    assert told["digits"] == [*digits, *(key_fingerprint(decoded(key["public"])) for key in LISTED["keys"])]
