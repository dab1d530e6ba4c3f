"""The weights of the comparisons, read from a file. Models are added, never edited: a decision names its model."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from marac.errors import Refused
from meetings.people.levels import HIGHEST, Levels

FOLDER = Path(__file__).parent / "models"
DEFAULT = "default-2026-11-22"
FORMAT = "marac-matching-model-1"
LEARNT = ("forename", "surname", "middle", "born", "address", "phone", "sex")
"""Comparisons whose chances are learnt."""
RULED = ("nhs", "police", "custody", "number", "online")
"""Comparisons whose chances are set by rule (training_rules.py): few records hold them, too few to learn from."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
SLACK = 1e-4

Chances = tuple[float, float, float]
"""How often a level comes up for the same person, for two of one household, and for two unrelated people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One trained model. `same` and `household` are shares of all pairs among `trained_on` records."""

    name: str
    made_on: date
    origin: str
    trained_on: int
    same: float
    household: float
    company: Chances
    """The shares instead, among the people of two cases in which another person is the same."""
    turned_bits: float
    """What it costs to read a name with first and last exchanged."""
    namesake_bits: float
    """What a household loses where forename and birth date agree: twins have two names, namesakes two birthdays."""
    tables: Mapping[str, tuple[Chances, ...]]
    """For each comparison the chances of level 1, 2, 3 …"""
    bits_same: tuple[tuple[float, ...], ...] = ()
    """log2 of same over unrelated, in the order of Levels and by level; level 0 is 0. Worked out from the tables."""
    bits_household: tuple[tuple[float, ...], ...] = ()
    """log2 of household over unrelated, likewise."""

    def __hash__(self) -> int:
        return hash((self.name, self.trained_on, self.same))


def make_model(raw: Model) -> Model:
    """The model with its bits worked out. Raises Refused where a table cannot be one."""
    if not (0 < raw.same < 1 and 0 < raw.household < 1 and raw.trained_on > 1):
        raise Refused("The model is not sound: its shares of pairs are not between 0 and 1.")
    if not all(0 < share < 1 for share in raw.company):
        raise Refused("The model is not sound: its shares in company are not between 0 and 1.")
    for comparison in (*LEARNT, *RULED):
        _check_table(comparison, raw.tables.get(comparison, ()))
    same = tuple(_bits(raw, comparison, 0) for comparison in Levels._fields)
    household = tuple(_bits(raw, comparison, 1) for comparison in Levels._fields)
    return replace(raw, bits_same=same, bits_household=household)


def load_model(path: Path) -> Model:
    """Raises Refused, with a sentence for whoever starts the service, when the file is not a sound model."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise Refused(f"There is no model file {path.name}.") from missing
    except (OSError, ValueError) as unreadable:
        raise Refused(f"The model file {path.name} cannot be read: it is not JSON text.") from unreadable
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        raise Refused(f"The model file {path.name} is not a matching model: its format is not {FORMAT}.")
    try:
        return _model_from(written)
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise Refused(f"The model file {path.name} is not sound: a part is missing or has the wrong shape.") from broken


def model_text(model: Model) -> str:
    """What a model file holds."""
    written = {
        "format": FORMAT,
        "name": model.name,
        "made_on": model.made_on.isoformat(),
        "origin": model.origin,
        "trained_on": model.trained_on,
        "same": model.same,
        "household": model.household,
        "company": model.company,
        "turned_bits": model.turned_bits,
        "namesake_bits": model.namesake_bits,
        "tables": {name: [[round(each, 9) for each in row] for row in rows] for name, rows in model.tables.items()},
    }
    return json.dumps(written, indent=1) + "\n"


def find_model(name: str, *, folder: Path | None = None) -> Model:
    """The model a decision names: shipped, or trained here and kept in `folder`. Raises Refused when there is none."""
    for place in (FOLDER, folder) if NAME.fullmatch(name) else ():
        if place is not None and (place / f"{name}.json").is_file():
            return _kept(place / f"{name}.json")
    raise Refused("The model that weighed this pair is not on this machine.")


def default_model() -> Model:
    """The model that ships: trained on invented people, until the deployment trains its own."""
    return find_model(DEFAULT)


@lru_cache(maxsize=16)
def _kept(path: Path) -> Model:
    return load_model(path)


def _model_from(written: Mapping[str, Any]) -> Model:
    return make_model(
        Model(
            name=str(written["name"]),
            made_on=date.fromisoformat(written["made_on"]),
            origin=str(written["origin"]),
            trained_on=int(written["trained_on"]),
            same=float(written["same"]),
            household=float(written["household"]),
            company=_chances(written["company"]),
            turned_bits=float(written["turned_bits"]),
            namesake_bits=float(written["namesake_bits"]),
            tables={name: tuple(_chances(row) for row in rows) for name, rows in written["tables"].items()},
        )
    )


def _chances(row: list[float]) -> Chances:
    same, household, unrelated = (float(each) for each in row)
    return same, household, unrelated


def _check_table(comparison: str, table: tuple[Chances, ...]) -> None:
    if len(table) != getattr(HIGHEST, comparison):
        raise Refused(f"The model is not sound: {comparison} has {len(table)} levels.")
    if not all(0 < chance <= 1 for row in table for chance in row):
        raise Refused(f"The model is not sound: {comparison} has a chance that is not between 0 and 1.")
    if comparison in LEARNT and any(abs(sum(column) - 1) > SLACK for column in zip(*table, strict=True)):
        raise Refused(f"The model is not sound: the chances of {comparison} do not add up to 1.")


def _bits(raw: Model, comparison: str, column: int) -> tuple[float, ...]:
    if comparison == "order":
        return (0.0, 0.0, raw.turned_bits if column == 0 else 0.0)
    table = raw.tables.get(comparison, ((1.0, 1.0, 1.0),))
    return (0.0, *(math.log2(row[column] / row[2]) for row in table))
