"""The closed lists: each job has one who does it, each event one who records it."""

import re

import pytest

from marac.audit.events import Event
from marac.jobs import Job
from tasks.registry import HANDLERS, UNSEALING
from tests.house.sources import python_files, text_of

LIST_OF_EVENTS = "marac/audit/events.py"


def test_every_job_has_one_that_does_it() -> None:
    assert set(HANDLERS) | set(UNSEALING) == set(Job)


@pytest.mark.parametrize("job", list(Job))
def test_every_job_lives_in_a_file_of_its_name(job: Job) -> None:
    name = job.value.replace("-", "_")

    assert re.search(rf"async def {name}\(", text_of(f"tasks/{name}.py"))


def test_events_are_named_as_subject_and_deed() -> None:
    assert [event.name for event in Event if not re.fullmatch(r"[a-z-]+(:[a-z-]+){1,2}", event.value)] == []


def test_every_event_is_recorded_by_somebody() -> None:
    others = [path for path in python_files() if not str(path).endswith(LIST_OF_EVENTS)]
    recorded = {name for path in others for name in re.findall(r"\bEvent\.([A-Z_]+)\b", path.read_text())}

    assert sorted({event.name for event in Event} - recorded) == []
