"""Couples of invented records from pairs.toml, as people and as they are prepared for comparing."""

import tomllib
from pathlib import Path
from typing import Any

from meetings.people.person import Born, Name, Person, Place, Seen, seen_as
from meetings.people.prepared import Prepared, prepare

PAIRS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]


def prepared(record: dict[str, Any]) -> Prepared:
    """One side of a pair."""
    written = [record.get("name", "|"), *record.get("also", ())]
    return prepare(
        Person(
            names=tuple(Name(*text.split("|")) for text in written),
            born=(_born(record["born"]),) if "born" in record else (),
            places=(_place(record["home"]),) if "home" in record else (),
            phones=(record["phone"],) if "phone" in record else (),
            identifiers=tuple((kind, record[kind]) for kind in ("nhs", "pnc", "crn") if kind in record),
            sex=record.get("sex", ""),
            online_names=(record["online"],) if "online" in record else (),
            seen=_seen(*record["role"].split()) if "role" in record else None,
        )
    )


def _seen(role: str, year: str) -> Seen | None:
    return seen_as(role, int(year))


def _born(text: str) -> Born:
    year, month, day = (*(int(part) for part in text.lstrip("~").split("-")), None, None)[:3]
    assert year is not None
    return Born(year=year, month=month, day=day, is_estimated=text.startswith("~"))


def _place(text: str) -> Place:
    line, town, postcode = text.split("|")
    return Place(lines=(line,), town=town, postcode=postcode)
