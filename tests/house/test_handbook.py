"""The handbook, README.md and docs/: it names every command, setting, job and event, and its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

from marac.audit.events import Event
from marac.jobs import Job
from marac.settings import NAMES
from tests.house.sources import ROOT, shown, text_of

# Promises to other software: other commands may be added, these never change.
COMMANDS = (
    "demo serve worker migrate area intake practice report duplicates match train-model export audit backup restore "
    "check bench keys bring-in seal"
).split()
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


def pages() -> list[Path]:
    names = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
    return [ROOT / name for name in names] + sorted((ROOT / "docs").rglob("*.md"))


def handbook() -> str:
    return "\n".join(path.read_text() for path in pages())


def test_the_readme_gives_the_two_commands_that_are_all_one_types() -> None:
    assert "make demo" in text_of("README.md")
    assert "make test" in text_of("README.md")


def test_every_command_is_there_and_in_the_handbook() -> None:
    program = Path(sys.executable).with_name("marac")

    told = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout

    assert [name for name in COMMANDS if not re.search(rf"^  {name}\b", told, re.MULTILINE)] == []
    words = handbook()
    assert [name for name in COMMANDS if f"marac {name}" not in words] == []


def test_every_setting_is_in_the_handbook() -> None:
    assert [name for name in NAMES if name not in handbook()] == []


def test_the_handbook_names_no_setting_that_is_not_there() -> None:
    named = set(re.findall(r"\bMARAC_[A-Z_]+\b", handbook()))

    assert {name for name in named if not name.startswith("MARAC_TEST_")} <= set(NAMES)


def test_every_job_is_in_the_handbook() -> None:
    assert [job.value for job in Job if job.value not in handbook()] == []


def test_every_event_is_in_the_handbook() -> None:
    assert [event.value for event in Event if event.value not in handbook()] == []


def test_links_of_the_handbook_lead_to_files_that_are_there() -> None:
    dead = [
        f"{shown(page)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]

    assert dead == []
