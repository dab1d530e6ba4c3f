"""The habit of spreadsheets: the same first name, last name and date of birth, letter for letter but for capitals."""

from collections import defaultdict
from itertools import combinations

from marac.commands.benchmarks.matching_marks import Found, Scored
from marac.commands.benchmarks.matching_records import Records
from marac.records.reading import Cells


def exact_key(row: Cells) -> tuple[str, str, str] | None:
    names = (row.get("first_name", ""), row.get("last_name", ""))
    return (names[0].strip().lower(), names[1].strip().lower(), row["dob"]) if all(names) and row.get("dob") else None


def made_ready(records: Records) -> Records:
    return records


def pairs_of(records: Records, _: Records) -> list[Scored]:
    return [
        Scored(row, other, 1.0)
        for rows in _by_key(records).values()
        for row, other in combinations(rows, 2)
        if not records.rows[row].get("case_id") or records.rows[row]["case_id"] != records.rows[other].get("case_id")
    ]


def answers_of(store: Records, queries: Records) -> list[Found]:
    known = _by_key(store)
    found = []
    for row in queries.rows:
        key = exact_key(row)
        rows = known.get(key, []) if key else []
        found.append(Found(rows, bool(rows)))
    return found


def _by_key(records: Records) -> dict[tuple[str, str, str], list[int]]:
    known: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(records.rows):
        if key := exact_key(row):
            known[key].append(place)
    return known
