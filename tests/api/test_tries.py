"""Schemathesis finds nothing: no error of ours, no answer that the description does not name, nothing wrong let in."""

from pathlib import Path

import pytest

from marac.clock import Clock
from tests.api.trying import try_door
from tests.running import running

# By number and not by time, so that a busy machine tries the same requests as an idle one. Documents of fourteen forms
# take long to think up: by day the examples of these are sent, and what is like them in the long run.
BY_DAY = """
[[operations]]
include-operation-id = "sendDocument"
phases = { coverage = { enabled = false } }
"""
ALIKE_EACH_TIME = ("--phases=examples,coverage", "--generation-deterministic")
FEWEST = 60


@pytest.mark.long
def test_the_machine_door_answers_as_it_is_described(tmp_path: Path) -> None:
    config = tmp_path / "by-day.toml"
    config.write_text(BY_DAY)
    with running(tmp_path / "data", Clock()) as service:
        tried = try_door(service, tmp_path, *ALIKE_EACH_TIME, config=config)

    print(f"\n{tried.number} requests: {tried.statuses}")
    assert tried.is_clean, tried.said
    assert tried.number > FEWEST
    assert {200, 201, 400, 401, 404, 405} <= tried.statuses.keys()


@pytest.mark.long
def test_the_machine_door_answers_so_for_ten_minutes(tmp_path: Path) -> None:
    with running(tmp_path / "data", Clock()) as service:
        tried = try_door(service, tmp_path, "--max-time=600")

    print(f"\n{tried.number} requests: {tried.statuses}")
    assert tried.is_clean, tried.said
    assert tried.number > FEWEST
    assert {200, 201, 401, 404, 422} <= tried.statuses.keys()
