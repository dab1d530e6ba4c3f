"""What the repository holds: our own work and nothing that a build makes."""

import re
import subprocess

import pytest

from tests.house.sources import ROOT

MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w+")
TEXT = {".py", ".md", ".html", ".toml", ".sh", ".yml", ".js", ".mjs", ".scss", ".json", ""}


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    answer = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        pytest.skip("This copy of the project is no repository")
    return [name for name in answer.stdout.splitlines() if (ROOT / name).is_file()]


def test_nothing_that_a_build_makes_is_kept_in_the_repository(tracked: list[str]) -> None:
    built = re.compile(r"\.min\.(js|css)$|/static/built/|^exports/fonts/|^node_modules/|\.(pyc|sqlite|woff2?|ttf)$")

    assert [name for name in tracked if built.search(name)] == []


def test_no_file_names_a_folder_of_somebodys_machine(tracked: list[str]) -> None:
    naming = [
        name
        for name in tracked
        if (ROOT / name).suffix in TEXT and not name.startswith("tests/house/") and not name.endswith("lock.json")
        if MACHINE_PATHS.search((ROOT / name).read_text(errors="ignore"))
    ]

    assert naming == []


def test_tests_and_words_lean_on_no_folder_beside_the_project(tracked: list[str]) -> None:
    leaning = [
        name
        for name in tracked
        if (ROOT / name).suffix in TEXT and name != "tests/house/test_repository.py"
        if "../shared" in (ROOT / name).read_text(errors="ignore")
    ]

    assert leaning == []
