"""The import contracts: each folder is under one, and a breach is noticed."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import PACKAGES, ROOT, text_of

# A folder of tables is the one folder in meetings that is not pure.
# Tables, the replay that does what the pages do, and subjects of many files.
NOT_PURE = {
    "tables",
    "practice",
    "case_forms",
    "copying",
    "reviews",
    "attaching",
    "bring_in",
    "calendar",
    "guarding",
    "room_live",
    "triage",
    "chasing",
    "ordering",
    "sealed_intake",
}
CONTRACTS = [
    "Shell above subjects above foundations",
    "Only the shell speaks HTTP",
    "Folders inside meetings are pure",
    "Exports see papers, never tables",
    "Only the entrances read settings",
    "Pages ask for jobs by name",
    "Pages never touch the vault",
    "No circles among siblings",
]

# One planted line for each contract but the last; a circle takes two files.
BREACHES = {
    "Shell above subjects above foundations": ("agencies", "import meetings"),
    "Only the shell speaks HTTP": ("meetings", "import litestar"),
    "Folders inside meetings are pure": ("meetings/papers", "import piccolo"),
    "Exports see papers, never tables": ("exports", "import meetings.tables"),
    "Only the entrances read settings": ("marac/web", "import marac.settings"),
    "Pages ask for jobs by name": ("agencies", "import tasks"),
    "Pages never touch the vault": ("marac/web", "import marac.vault"),
}


def contracts() -> dict[str, dict[str, Any]]:
    listed = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    return {contract["name"]: contract for contract in listed}


def modules_below(package: str) -> set[str]:
    """Folders and files directly in a package, as modules."""
    found = [*(ROOT / package).glob("*.py"), *(path.parent for path in (ROOT / package).glob("*/__init__.py"))]
    return {path.stem for path in found} - {"__init__"}


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("static", "practice"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_eight_contracts_stand() -> None:
    assert list(contracts()) == CONTRACTS


def test_every_folder_in_meetings_is_promised_to_be_pure() -> None:
    folders = {path.parent.name for path in (ROOT / "meetings").glob("*/__init__.py")} - NOT_PURE

    promised = contracts()["Folders inside meetings are pure"]["source_modules"]

    assert {f"meetings.{folder}" for folder in folders} <= set(promised)


def test_every_door_is_under_the_contracts_of_pages() -> None:
    doors = {f"marac.{module}" for module in modules_below("marac") & {"web", "api"}}

    assert doors <= set(contracts()["Pages never touch the vault"]["source_modules"])
    assert doors <= set(contracts()["Pages ask for jobs by name"]["source_modules"])


def test_each_contract_notices_a_breach(copy_of_the_house: Path) -> None:
    for number, (place, line) in enumerate(BREACHES.values()):
        (copy_of_the_house / place / f"planted_{number}.py").write_text(f'"""Planted."""\n\n{line}\n')

    answer = lint_imports(copy_of_the_house)

    assert answer.returncode == 1
    assert {name for name in CONTRACTS if f"{name} BROKEN" in answer.stdout} == set(BREACHES)
