"""One matcher at one task, in a process of its own, so that time and memory are its alone.

    python -m marac.commands.benchmarks.matching_run TASK MATCHER [RECORDS] [SHARE] [SEED]

TASK is pairs, incoming, febrl1 … febrl4 or census; it prints one document of JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from marac.commands.benchmarks.matching_marks import Found, Scored, incoming_marks, pair_marks
from marac.commands.benchmarks.matching_records import Records, census, febrl, generated, incoming

MATCHERS = {each: f"marac.commands.benchmarks.matching_{each}" for each in ("ours", "splink", "exact")}


def run(task: str, matcher: str, number: str = "10000", share: str = "0.15", seed: str = "2026") -> dict[str, Any]:
    """Marks, seconds and the most memory; reading records and judging answers are not in the seconds."""
    module = import_module(MATCHERS[matcher])
    records = records_of(task, int(number), int(seed))
    if task == "incoming":
        marks, seconds = _incoming(module.answers_of, records, float(share))
    else:
        marks, seconds = _pairs(module, records)
    return {"task": task, "matcher": matcher, "seconds": round(seconds, 1), "megabytes": _megabytes(), **marks}


def records_of(task: str, number: int, seed: int) -> Records:
    if task.startswith("febrl"):
        return febrl(int(task.removeprefix("febrl")))
    return census() if task == "census" else generated(number, seed=seed)


def _pairs(module: Any, records: Records) -> tuple[dict[str, Any], float]:
    ready = module.made_ready(records)
    began = time.perf_counter()
    pairs: list[Scored] = module.pairs_of(records, ready)
    seconds = time.perf_counter() - began
    return asdict(pair_marks(pairs, records.people, records.number_of_true_pairs)), seconds


def _incoming(
    matcher: Callable[[Records, Records], list[Found]], records: Records, share: float
) -> tuple[dict[str, Any], float]:
    store, queries = incoming(records, share=share)
    began = time.perf_counter()
    found = matcher(store, queries)
    seconds = time.perf_counter() - began
    return asdict(incoming_marks(found, queries.people, queries.origins, store.people)), seconds


def _megabytes() -> int:
    """Of this process and its largest worker; Linux tells kilobytes."""
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used) // 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(*sys.argv[1:])) + "\n")
