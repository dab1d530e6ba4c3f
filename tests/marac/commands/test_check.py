"""`marac check` runs what `make test` runs, and says so where it cannot."""

import shutil
import subprocess
import sys
from pathlib import Path

import marac

PACKAGES = Path(marac.__file__).parent.parent
# Stands in for scripts/test.sh: says what it was given, and fails.
SAYS_WHAT_IT_WAS_GIVEN = '#!/bin/sh\necho "checks: $*"\nexit 3\n'


def run_check(checkout: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command as that checkout has it."""
    program = [sys.executable, "-c", "from marac.cli import main; main(prog_name='marac')", "check", *words]
    return subprocess.run(program, cwd=checkout, capture_output=True, text=True, check=False)


def a_checkout(folder: Path) -> Path:
    leave_out = shutil.ignore_patterns("static", "practice", "__pycache__")
    shutil.copytree(PACKAGES / "marac", folder / "marac", ignore=leave_out)
    return folder


def test_the_checks_of_make_test_are_called_and_their_outcome_is_ours(tmp_path: Path) -> None:
    script = a_checkout(tmp_path) / "scripts" / "test.sh"
    script.parent.mkdir()
    script.write_text(SAYS_WHAT_IT_WAS_GIVEN)
    script.chmod(0o755)

    whole, fast = run_check(tmp_path), run_check(tmp_path, "--fast")

    assert (whole.returncode, whole.stdout) == (3, "checks: \n")
    assert (fast.returncode, fast.stdout) == (3, "checks: --fast\n")


def test_without_a_checkout_one_line_says_so(tmp_path: Path) -> None:
    answer = run_check(a_checkout(tmp_path))

    assert answer.returncode == 1
    assert answer.stderr == "The checks lie in the project's checkout, and this program was installed without one.\n"
