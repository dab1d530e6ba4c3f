"""The files of a practice area: what arrives when, what was decided, and what is true."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marac.errors import InvalidForm, Refused
from meetings.forms.reading import read_document

MISSING = "The folder of a practice area holds deliveries.json and decisions.json."


@dataclass(frozen=True, slots=True)
class Delivery:
    """A document and the moment in which it arrives."""

    received_at: datetime
    file: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """One time on a meeting, and what came of it."""

    meeting_on: date
    kind: str
    outcome: str
    asked: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done with one referral."""

    sender_reference: str
    received_on: date
    status: str
    decided_on: date | None
    decided_by: str | None
    reason: str
    case_number: str | None
    hearings: tuple[Hearing, ...]
    late_agreed_by: str | None
    late_reason: str
    emergency_agreed_by: str | None
    restricted: str | None
    restricted_owner: str | None
    alternates: tuple[str, ...]
    redirected_to: str | None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a replay reads. `persons` is what is true, for a replay that decides by it."""

    folder: Path
    area: str
    deliveries: tuple[Delivery, ...]
    decisions: tuple[Decision, ...]
    persons: Mapping[str, str]

    def document(self, delivery: Delivery) -> bytes:
        return (self.folder / delivery.file).read_bytes()


def read_material(folder: Path) -> Material:
    """Raises InvalidForm where a file is not what it should be, Refused where one is missing."""
    deliveries = _read(folder / "deliveries.json")
    decisions = _read(folder / "decisions.json")
    truth = _read(folder / "truth.json") if (folder / "truth.json").exists() else {}
    try:
        return Material(
            folder,
            deliveries["area"],
            tuple(_delivery(entry) for entry in deliveries["deliveries"]),
            tuple(_decision(entry) for entry in decisions["decisions"]),
            truth.get("persons", {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidForm({"document": "A file of this practice area does not have the fields it should."}) from error


def read_rooms(folder: Path) -> dict[str, Any] | None:
    """What happened in the rooms, where the folder tells."""
    path = folder / "practice.json"
    told: dict[str, Any] | None = _read(path) if path.exists() else None
    return told


def chairs_of(told: dict[str, Any]) -> dict[date, str]:
    """Who sat in the chair on which day."""
    return {date.fromisoformat(meeting["meeting_on"]): meeting["chaired_by"] for meeting in told["meetings"]}


def listed_people(told: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Who was in the room for each case that went out on a separate paper, by the sender's reference."""
    listed: dict[str, tuple[str, ...]] = {}
    for meeting in told["meetings"]:
        came = [person["user_id"] for person in meeting["attendance"] if person["state"] == "present"]
        for case in meeting["cases"]:
            if case["separate_paper"]:
                out = {person["user_id"] for person in case["presence"]}
                listed[case["sender_reference"]] = tuple(each for each in came if each not in out)
    return listed


def _read(path: Path) -> Any:
    try:
        return read_document(path.read_bytes()) if path.name != "truth.json" else json.loads(path.read_bytes())
    except OSError as error:
        raise Refused(MISSING) from error


def _delivery(entry: dict[str, Any]) -> Delivery:
    if ".." in Path(entry["file"]).parts or Path(entry["file"]).is_absolute():
        raise ValueError("outside the folder")
    return Delivery(datetime.fromisoformat(entry["received_at"]), entry["file"])


def _decision(entry: dict[str, Any]) -> Decision:
    decided_on = entry["decided_on"]
    return Decision(
        sender_reference=entry["sender_reference"],
        received_on=datetime.fromisoformat(entry["received_at"]).date(),
        status=entry["status"],
        decided_on=date.fromisoformat(decided_on) if decided_on else None,
        decided_by=entry["decided_by"],
        reason=entry["reason"] or "",
        case_number=entry["case_number"],
        hearings=tuple(_hearing(hearing) for hearing in entry["hearings"]),
        late_agreed_by=entry.get("late_agreed_by"),
        late_reason=entry.get("late_reason") or "",
        emergency_agreed_by=entry.get("emergency_agreed_by"),
        restricted=entry.get("restricted"),
        restricted_owner=entry.get("restricted_owner"),
        alternates=tuple(alternate["user_id"] for alternate in entry.get("alternates", []) if alternate.get("user_id")),
        redirected_to=entry.get("redirected_to"),
    )


def _hearing(entry: dict[str, Any]) -> Hearing:
    return Hearing(
        date.fromisoformat(entry["meeting_on"]),
        entry["kind"],
        entry["outcome"],
        tuple(entry["asked"]),
        entry.get("reason") or "",
    )
