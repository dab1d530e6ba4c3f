"""Invented records of Marac cases with the truth beside them, seeded: who stood in which case, as its agency wrote it.

    python -m marac.commands.benchmarks.generated_people 10000 OUT.csv [SEED]

Families come to notice one to six times over eight years, move, change phones, part and find new partners; each time
another agency writes them down. Names, places and stories are drawn, nobody is real.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from marac.commands.benchmarks.generated_errors import HABITS, RATES, Rates
from marac.commands.benchmarks.generated_families import FIRST_DAY, Family, Registry, Someone
from marac.commands.benchmarks.generated_names import origins
from marac.commands.benchmarks.generated_places import Country, new_phone
from marac.commands.benchmarks.generated_writing import Writer

DAYS = 3200
TIMES, TIMES_SHARES = (1, 2, 3, 4, 5, 6), (40, 25, 15, 10, 6, 4)
MONTHS_BETWEEN = 8
MOVED, INTO_REFUGE, NEW_PHONE, PARTED, NEW_PARTNER = 0.35, 0.08, 0.2, 0.5, 0.07


class Row(NamedTuple):
    """A line of the spreadsheet; the last three columns are the truth, which no matcher is shown."""

    record_id: str
    first_name: str
    middle_names: str
    last_name: str
    aliases: str
    dob: str
    sex: str
    address: str
    town: str
    postcode: str
    phone: str
    role: str
    case_id: str
    case_date: str
    agency: str
    person: str
    origin: str
    household: str


def generate_rows(number_of_records: int, *, seed: int = 2026, rates: Rates = RATES) -> Iterator[Row]:
    """Exactly so many rows, the cases of one family after another."""
    # Nothing secret hangs on these numbers; the same seed must give the same people.
    rng = Random(seed)  # noqa: S311
    registry = Registry(origins(), Country(number_of_records, rng), rng)
    number = 0
    for family in iter(registry.family, None):
        for row in _cases_of(family, registry, rates):
            number += 1
            yield row._replace(record_id=f"r{number}")
            if number == number_of_records:
                return


def _cases_of(family: Family, registry: Registry, rates: Rates) -> Iterator[Row]:
    rng = registry.rng
    on = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    for time in range(rng.choices(TIMES, TIMES_SHARES)[0]):
        if time:
            on += timedelta(days=5 + int(rng.expovariate(1 / (MONTHS_BETWEEN * 30))))
            _life_goes_on(family, registry)
        if (on - FIRST_DAY).days > DAYS:
            return
        yield from _case(family, f"{family.number}-{time + 1}", on, Scene(registry, rates))


class Scene(NamedTuple):
    registry: Registry
    rates: Rates


def _case(family: Family, case_id: str, on: date, scene: Scene) -> Iterator[Row]:
    """One agency writes all of a case; children and others are left out now and then."""
    rng = scene.registry.rng
    agency = rng.choices(list(HABITS), [habit.share for habit in HABITS.values()])[0]
    writer = Writer(rng, scene.rates, HABITS[agency])
    family.victim.role, family.perpetrator.role = "victim", "perpetrator"
    yield _row(writer, family.victim, case_id, on, agency)
    yield _row(writer, family.perpetrator, case_id, on, agency)
    for other in family.others:
        if other.born < on and rng.random() < (0.8 if other.role == "child" else 0.4):
            yield _row(writer, other, case_id, on, agency)


def _row(writer: Writer, one: Someone, case_id: str, on: date, agency: str) -> Row:
    names, place = writer.names(one), writer.place(one)
    return Row(
        "",
        *names,
        writer.aliases(one, names),
        writer.birth(one),
        writer.sex(one),
        *place,
        writer.phone(one),
        _role_on(one, on),
        case_id,
        on.isoformat(),
        agency,
        f"p{one.number}",
        one.origin.name,
        case_id.partition("-")[0],
    )


def _role_on(one: Someone, on: date) -> str:
    """Whoever has come of age is no child of a case any more."""
    return "other" if one.role == "child" and on >= one.born.replace(year=one.born.year + 18, day=1) else one.role


def _life_goes_on(family: Family, registry: Registry) -> None:
    """Between two cases people move, part, change phones, and a few victims have a new partner."""
    rng, victim, perpetrator = registry.rng, family.victim, family.perpetrator
    area = victim.places[-1].postcode.rstrip("0123456789ABDEFGHJLN ").strip() or registry.country.areas[0]
    area = next((known for known in registry.country.areas if victim.places[-1].postcode.startswith(known)), area)
    if rng.random() < MOVED:
        refuge = rng.random() < INTO_REFUGE and area in registry.country.refuges
        home = rng.choice(registry.country.refuges[area]) if refuge else registry.country.home_in(area, rng)
        for one in (victim, *(other for other in family.others if other.role == "child")):
            one.places.append(home)
    if rng.random() < PARTED:
        perpetrator.places.append(registry.country.home_in(area, rng))
    for one in (victim, perpetrator):
        if one.phones and rng.random() < NEW_PHONE:
            one.phones.append(new_phone(rng))
    if rng.random() < NEW_PARTNER:
        newcomer = registry.family().perpetrator
        newcomer.places.append(victim.places[-1])
        family.perpetrator = newcomer


def write_rows(path: Path, number_of_records: int, *, seed: int = 2026) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Row._fields)
        writer.writerows(generate_rows(number_of_records, seed=seed))


def main(number: str, out: str, seed: str = "2026") -> None:
    write_rows(Path(out), int(number), seed=int(seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
