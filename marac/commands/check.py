"""`marac check`: everything that `make test` checks, from the checkout the program runs from."""

import subprocess
import sys
from pathlib import Path

import click

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "test.sh"
NO_CHECKOUT = "The checks lie in the project's checkout, and this program was installed without one."


@click.command()
@click.option("--fast", is_flag=True, help="Without PostgreSQL, Redis and the browser.")
def command(fast: bool) -> None:
    """Check layout, style, types, contracts, templates and tests, as `make test` does."""
    if not SCRIPT.exists():
        click.echo(NO_CHECKOUT, err=True)
        sys.exit(1)
    sys.exit(subprocess.run([SCRIPT, *(["--fast"] if fast else [])], check=False).returncode)  # noqa: S603
