"""`marac bench`: how fast it is beside the least it could cost, in one run on one machine."""

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from marac.commands.benchmarks.intake import measure_intake
from marac.commands.benchmarks.leak import measure_leak
from marac.commands.benchmarks.pages import measure_pages
from marac.commands.doorway import FAILED, json_option, print_json
from marac.errors import MaracError


class Benchmark(NamedTuple):
    """What is measured, and how it is said on a terminal; every measurement names its machine."""

    measure: Callable[[], dict[str, Any]]
    say: Callable[[dict[str, Any]], None]


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


def _say_leak(told: dict[str, Any]) -> None:
    click.echo(f"{told['records']} records; share of records named by rank, of the so many fullest buckets and of all")
    click.echo(f"{'values':>10}{'fullest':>9}" + "".join(f"{top:>8}" for top in told["tops"]) + f"{'all':>8}")
    for each in told["types"]:
        shares = "".join(f"{share:>8.3f}" for share in each["named"].values())
        click.echo(f"{each['values']:>10}{each['fullest']:>9}{shares}  {each['kind']}: {each['about']}")


BENCHMARKS: dict[str, Benchmark] = {
    "intake": Benchmark(measure_intake, _say_intake),
    "leak": Benchmark(measure_leak, _say_leak),
    "pages": Benchmark(measure_pages, _say_pages),
}


@click.command()
@click.argument("name", type=click.Choice(sorted(BENCHMARKS)))
@json_option
def command(name: str, as_json: bool) -> None:
    """Measure in a temporary folder, on invented people. The handbook has the figures of a release."""
    benchmark = BENCHMARKS[name]
    try:
        told = benchmark.measure()
    except MaracError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAILED) from None
    if as_json:
        print_json(told)
        return
    for key, value in told["machine"].items():
        click.echo(f"{key}: {value}")
    benchmark.say(told)
