"""`marac bench`: how fast it is beside the least it could cost, in one run on one machine."""

from collections.abc import Callable
from typing import Any

import click

from marac.commands.benchmarks.intake import measure_intake
from marac.commands.benchmarks.pages import measure_pages
from marac.commands.doorway import FAILED, json_option, print_json
from marac.errors import MaracError

BENCHMARKS: dict[str, Callable[[], dict[str, Any]]] = {"intake": measure_intake, "pages": measure_pages}


@click.command()
@click.argument("name", type=click.Choice(sorted(BENCHMARKS)))
@json_option
def command(name: str, as_json: bool) -> None:
    """Measure on a practice area of its own in a temporary folder. The handbook has the figures of a release."""
    try:
        told = BENCHMARKS[name]()
    except MaracError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAILED) from None
    if as_json:
        print_json(told)
        return
    for key, value in told["machine"].items():
        click.echo(f"{key}: {value}")
    _say_pages(told) if name == "pages" else _say_intake(told)


def _say_pages(told: dict[str, Any]) -> None:
    click.echo(f"agenda of {told['agenda_cases']} cases, {told['times']} readings of each page, milliseconds")
    click.echo(f"{'':<28}{'p50':>8}{'p95':>8}{'p99':>8}{'floor':>8}{'ratio':>8}{'queries':>9}{'decrypts':>10}")
    for page in told["pages"]:
        spread = page["milliseconds"]
        click.echo(
            f"{page['page']:<28}{spread['p50']:>8}{spread['p95']:>8}{spread['p99']:>8}{page['floor']['p50']:>8}"
            f"{page['ratio']:>8}{page['queries']:>9}{page['decrypts']:>10}"
        )


def _say_intake(told: dict[str, Any]) -> None:
    click.echo(f"documents: {told['documents']}")
    click.echo(f"whole intake: {told['intake_per_second']} a second")
    click.echo(f"encrypt and insert only: {told['floor_per_second']} a second")
    click.echo(f"ratio: {told['ratio']}")
