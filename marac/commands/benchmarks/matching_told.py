"""The table of `marac bench matching` as a person reads it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

NAMES = {"ours": "Meeting Desk", "splink": "Splink 5", "exact": "exact name and birth"}
PAIR_COLUMNS = ("f1", "recall_at_99", "recall_at_999", "recall_of_all", "seconds", "megabytes")
FOUND_COLUMNS = ("first", "first_five", "worst origin", "strong, wrong", "new, strong", "seconds", "megabytes")


def lines_of(told: Mapping[str, Any]) -> Iterator[str]:
    runs: Sequence[Mapping[str, Any]] = told["runs"]
    yield f"pairs: {told['records']:,} invented records (seed {told['seed']}), FEBRL 1 to 4, pseudopeople's censuses"
    yield _line("", "", PAIR_COLUMNS)
    for run in runs:
        if run["task"] != "incoming":
            yield _line(run["task"], NAMES[run["matcher"]], _cells_of_pairs(run))
    yield f"incoming people, store of {told['store']:,} records"
    yield _line("", "", FOUND_COLUMNS)
    for run in runs:
        if run["task"] == "incoming":
            yield _line("incoming", NAMES[run["matcher"]], _cells_of_found(run))
    yield from _origins(runs)


def _line(task: str, matcher: str, cells: Sequence[object]) -> str:
    return f"{task:<10}{matcher:<22}" + "".join(f"{cell!s:>17}" for cell in cells)


def _cells_of_pairs(run: Mapping[str, Any]) -> Sequence[object]:
    return ("failed",) if "failed" in run else tuple(run[column] for column in PAIR_COLUMNS)


def _cells_of_found(run: Mapping[str, Any]) -> Sequence[object]:
    if "failed" in run:
        return ("failed",)
    worst, (_, _, five) = min(run["by_origin"].items(), key=lambda origin: origin[1][2])
    wrong, new = run["strong_and_wrong"], run["new_and_strong"]
    shares = (f"{wrong[1]} of {wrong[0]}", f"{new[1]} of {new[0]}")
    return (run["first"], run["first_five"], f"{five} {worst[:10]}", *shares, run["seconds"], run["megabytes"])


def _origins(runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = [run for run in runs if run["task"] == "incoming" and "failed" not in run]
    yield _line("origin", "", [f"{NAMES[run['matcher']][:12]} 1/5" for run in found])
    for origin in found[0]["by_origin"] if found else ():
        cells = [f"{run['by_origin'][origin][1]:.3f} {run['by_origin'][origin][2]:.3f}" for run in found]
        yield f"{origin:<24}{found[0]['by_origin'][origin][0]:>8}" + "".join(f"{cell:>17}" for cell in cells)
