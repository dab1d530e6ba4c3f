"""The practice area as values, for tests of the rules: its referrals with true people, statuses and settings."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import marac
from meetings.rules.repeats import Referral, Transfer
from meetings.rules.settings import SettingRow

FOLDER = Path(marac.__file__).parent / "practice" / "northmoor"


@cache
def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_bytes())
    return found


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def documents() -> dict[str, dict[str, Any]]:
    return {ref: read(told["file"]) for ref, told in read("truth.json")["referrals"].items()}


@cache
def decisions() -> dict[str, dict[str, Any]]:
    return {decision["sender_reference"]: decision for decision in read("decisions.json")["decisions"]}


@cache
def settings() -> tuple[SettingRow, ...]:
    rows = read("area.json")["settings"]
    return tuple(SettingRow(row["key"], row["value"], date.fromisoformat(row["from_on"])) for row in rows)


def first_heard_on(decision: dict[str, Any]) -> date | None:
    return min(
        (date.fromisoformat(h["meeting_on"]) for h in decision["hearings"] if h["outcome"] == "heard"), default=None
    )


@cache
def referrals() -> tuple[Referral, ...]:
    return tuple(_referral(ref, document) for ref, document in documents().items())


def _referral(ref: str, document: dict[str, Any]) -> Referral:
    person, decision, moved = read("truth.json")["persons"], decisions()[ref], document["routes"]["transfer"]
    transfer = (
        Transfer(day(moved["previous_referred_on"]), day(moved["previous_heard_on"])) if moved["applies"] else None
    )
    return Referral(
        ref=ref,
        received_at=datetime.fromisoformat(decision["received_at"]),
        referred_on=date.fromisoformat(document["referred_on"]),
        victim=person[f"{ref}/victim"],
        perpetrators=tuple(person[f"{ref}/perpetrators/{n}"] for n in range(len(document["perpetrators"]))),
        incident_on=day(document["incident_on"]),
        identified_on=day(document["identified_on"]),
        status=decision["status"],
        heard_on=first_heard_on(decision),
        transfer=transfer,
    )
