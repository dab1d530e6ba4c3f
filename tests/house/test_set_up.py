"""The set-up: exact pins, and one plain line where something is missing."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT, text_of

EXACT = re.compile(r"\d+\.\d+\.\d+")
SHELL_SCRIPTS = [".ci/run", *(f"scripts/{path.name}" for path in sorted((ROOT / "scripts").glob("*.sh")))]


def run_with_only(programs: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the check of needs on a machine that has these programs and no others."""
    for program in programs:
        found = shutil.which(program)
        assert found, program
        (folder / program).symlink_to(found)
    command = [str(ROOT / "scripts/needs.sh")]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_a_machine_without_node_is_told_so_in_one_line(tmp_path: Path) -> None:
    answer = run_with_only(["sh", "sed"], tmp_path)

    assert answer.returncode == 1
    assert answer.stdout == ""
    [line] = answer.stderr.splitlines()
    assert "Python 3.11 or later, Node 20 or later" in line
    assert line.endswith("On Debian: apt-get install python3 python3-venv nodejs npm")


def test_a_machine_with_an_old_node_is_told_which_is_needed(tmp_path: Path) -> None:
    (tmp_path / "node").write_text("#!/bin/sh\necho v18.20.4\n")
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 0\n")
    for program in ("node", "python3"):
        (tmp_path / program).chmod(0o755)

    answer = run_with_only(["sh", "sed"], tmp_path)

    assert answer.returncode == 1
    assert answer.stderr == "Meeting Desk needs Node 20 or later (this is 18). On Debian: apt-get install nodejs npm\n"


def test_this_machine_has_what_the_service_needs() -> None:
    answer = subprocess.run([str(ROOT / "scripts/needs.sh")], capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")


def test_page_assets_are_pinned_exactly() -> None:
    package = json.loads(text_of("package.json"))

    pins = package["dependencies"] | package["devDependencies"]

    assert [name for name, version in pins.items() if not EXACT.fullmatch(version)] == []


def test_locks_name_only_the_public_registries() -> None:
    npm = set(re.findall(r'"resolved": "(https?://[^/"]+)/', text_of("package-lock.json")))
    python = set(re.findall(r"https?://[^/\"]+", text_of("uv.lock")))

    assert npm == {"https://registry.npmjs.org"}
    assert python == {"https://pypi.org", "https://files.pythonhosted.org"}


@pytest.mark.parametrize("script", SHELL_SCRIPTS)
def test_scripts_are_sound_shell(script: str) -> None:
    shell = "bash" if text_of(script).startswith("#!/usr/bin/env bash") else "sh"

    answer = subprocess.run([shell, "-n", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("target", ["demo", "test", "test-long", "assets", "format"])
def test_make_help_names_each_command(target: str) -> None:
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert re.search(rf"^  make {target}  +\S", answer.stdout, re.MULTILINE)


def test_the_build_fails_where_a_suite_is_left_out() -> None:
    script = '. scripts/steps.sh; step "Sound" true; leave_out "Journeys" "no browser"; close_steps'

    in_build = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, env=os.environ | {"CI": "true"}, capture_output=True, text=True, check=False
    )
    by_hand = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, env=os.environ | {"CI": ""}, capture_output=True, text=True, check=False
    )

    assert (in_build.returncode, by_hand.returncode) == (1, 0)
    assert "Journeys: no browser" in by_hand.stdout


def test_a_step_that_fails_fails_the_whole_and_is_named() -> None:
    script = '. scripts/steps.sh; step "Broken" false; step "Sound" true; close_steps'

    answer = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stdout.endswith("== Failed\n  Broken\n")
