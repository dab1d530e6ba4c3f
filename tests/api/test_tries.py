"""Schemathesis finds nothing: no error of ours, no answer that the description does not name, nothing wrong let in."""

from pathlib import Path

import pytest

from marac.clock import Clock
from tests.api.trying import try_door
from tests.running import running

# On a busy machine; documents of fourteen forms take a while to think up.
FEWEST = 20


@pytest.mark.parametrize(
    "seconds",
    [
        pytest.param(20, id="a short while"),
        pytest.param(600, id="ten minutes", marks=pytest.mark.long),
    ],
)
def test_the_machine_door_answers_as_it_is_described(tmp_path: Path, seconds: int) -> None:
    with running(tmp_path / "data", Clock()) as service:
        tried = try_door(service, tmp_path, seconds=seconds)

    print(f"\n{tried.number} requests in {seconds} s: {tried.statuses}")
    assert tried.is_clean, tried.said
    assert tried.number > FEWEST
    assert {200, 201, 401, 404, 422} <= tried.statuses.keys()
    assert max(tried.statuses) < 500
