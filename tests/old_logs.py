"""An old log of two or three rows, as cells."""

from collections.abc import Sequence
from typing import Any

HEADINGS = [
    "Ref", "MARAC date", "Date ref rec'd", "Ref agency", "Victim", "V DOB", "Address", "Perp(s)", "Perp DOB", "Rel",
    "Children (names / dob)", "R? Y/N", "Vic aware", "IDVA", "Actions", "Co-ord", "Notes",
]  # fmt: skip


def a_row(n: int, *, victim: str = "Quarmby, Ellen") -> list[Any]:
    return [
        f"NM/23/{n:03}", None, "11.1.23", "police", victim, "9.6.90", "34 Linden Grove, Stonebeck, ZZ3 1EU",
        "OSTREY Frank", "25.01.1989", "ex-partner", "Ivy (28/03/18)", "No", "y", None, "flag & tag", "LH ", None,
    ]  # fmt: skip


def a_log(rows: Sequence[list[Any]]) -> list[dict[str, Any]]:
    return [{"title": "MARAC 2023", "rows": [["LOG 2023"], HEADINGS, ["MARAC 8th February 2023"], *rows]}]
