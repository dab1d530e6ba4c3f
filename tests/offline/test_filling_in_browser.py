"""What was answered on the pages of the service stands on the page that seals, and is read there the same."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.offline.plan import offline_plan
from tests.documents import a_referral

SCRIPT = Path(__file__).parent / "filling.mjs"
BIRTHS = [("1985-03-27", "exact"), ("1985-03", "month"), ("1985", "year"), ("10", "estimated_age"), (None, "unknown")]


def fields(parts: Any, held: Any) -> Iterator[tuple[Any, Any]]:
    """Every answer of a document beside its question."""
    for part in parts:
        value = held.get(part["name"])
        if part["type"] == "group" and value is not None:
            yield from fields(part["parts"], value)
        elif part["type"] == "rows":
            for row in value or []:
                yield from fields(part["parts"], row)
        elif part["type"] == "field" and value not in (None, "", []) and part["kind"] != "fixed":
            yield part, value


def test_every_answer_put_into_its_boxes_is_read_there_the_same() -> None:
    parts: Any = offline_plan(MARAC_REFERRAL_V1)["parts"]
    born = next(part for part, _ in fields(parts, a_referral()) if part["kind"] == "born_on")
    births = [(born, {"value": value, "precision": precision}) for value, precision in BIRTHS]
    moment = ({"kind": "moment"}, "2026-08-30T14:30:00+01:00")
    told = [*fields(parts, a_referral()), *births, moment]

    done = subprocess.run(
        ["node", str(SCRIPT)], input=json.dumps(told), capture_output=True, check=True, text=True, timeout=60
    )

    read = json.loads(done.stdout)
    assert len(read) > 60
    kept = [(part.get("name"), value, answer) for (part, value), answer in zip(told, read, strict=True)]
    assert [each for each in kept if each[2] != {"value": each[1]}] == []
