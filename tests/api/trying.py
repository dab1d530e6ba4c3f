"""The machine door as it really runs, tried by schemathesis from its own description for a while."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.running import Running
from tests.signing import an_enrolled_key

ROOT = Path(__file__).parents[2]
# A valid document by its schema may still be refused by what no schema says: dates ahead of receipt, unknown agencies,
# other agencies, a route that does not apply. That is answered 422, so this check would name the rules of the trade.
NOT_ASKED = "positive_data_acceptance"
# One key may send 120 times a minute, and what is answered 429 tries nothing.
KEYS = 20


@dataclass(frozen=True)
class Tried:
    """What came of it."""

    is_clean: bool
    said: str
    statuses: dict[int, int]

    @property
    def number(self) -> int:
        return sum(self.statuses.values())


def try_door(service: Running, folder: Path, *limits: str, config: Path | None = None) -> Tried:
    """Send what the description allows and what it does not, signed, within these limits of schemathesis."""
    keys = [service.do(lambda: an_enrolled_key(service.cast)) for _ in range(KEYS)]
    report = folder / "tried.ndjson"
    environment = {
        **os.environ,
        "TRY_KEYS": json.dumps({key.key_id: bytes(key.pair.seed).hex() for key in keys}),
        "TRY_ADDRESS": service.address,
        "SCHEMATHESIS_HOOKS": "tests.api.signed_tries",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            *([f"--config-file={config}"] if config else []),
            "run",
            f"{service.address}/api/v1/openapi.json",
            *limits,
            "--checks=all",
            f"--exclude-checks={NOT_ASKED}",
            "--continue-on-failure",
            "--suppress-health-check=all",
            "--seed=20261122",
            "--report=ndjson",
            f"--report-ndjson-path={report}",
            "--no-color",
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Tried(done.returncode == 0, done.stdout + done.stderr, _statuses(report))


def _statuses(report: Path) -> dict[int, int]:
    """How often each status was answered, as the report of the run tells."""
    found: Counter[int] = Counter()
    for line in report.read_text().splitlines():
        _count(json.loads(line), found)
    return dict(sorted(found.items()))


def _count(told: object, found: Counter[int]) -> None:
    if isinstance(told, list):
        for each in told:
            _count(each, found)
    elif isinstance(told, dict):
        answer = told.get("response")
        if isinstance(answer, dict) and isinstance(answer.get("status_code"), int):
            found[answer["status_code"]] += 1
        for name, each in told.items():
            if name != "response":
                _count(each, found)
