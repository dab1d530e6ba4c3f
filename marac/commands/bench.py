"""`marac bench`: how fast it is beside the least it could cost, in one run on one machine."""

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from marac.commands.benchmarks.bring_in import measure_bring_in
from marac.commands.benchmarks.intake import measure_intake
from marac.commands.benchmarks.leak import measure_leak
from marac.commands.benchmarks.matching import measure_matching
from marac.commands.benchmarks.matching_told import lines_of
from marac.commands.benchmarks.pages import measure_pages
from marac.commands.benchmarks.seal import measure_seal
from marac.commands.benchmarks.search import measure_search
from marac.commands.doorway import json_option, print_json
from marac.commands.telling import FAILED
from marac.errors import MaracError

RECORDS = 100_000


class Benchmark(NamedTuple):
    """What is measured, and how it is said on a terminal; every measurement names its machine."""

    measure: Callable[..., dict[str, Any]]
    say: Callable[[dict[str, Any]], None]
    takes: tuple[str, ...] = ()  # Options of the command that it asks for.


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


def _say_search(told: dict[str, Any]) -> None:
    click.echo(f"{told['database']}: one person among so many encrypted records, milliseconds")
    click.echo(
        f"{'records':>10}{'p50':>8}{'p95':>8}{'p99':>8}{'cpu p95':>9}{'load':>6}{'opened':>8}{'most':>6}{'asked':>7}"
        f"{'known':>7}{'first':>7}{'in five':>9}"
    )
    for size in told["sizes"]:
        spread = size["milliseconds"]
        click.echo(
            f"{size['records']:>10}{spread['p50']:>8}{spread['p95']:>8}{spread['p99']:>8}{size['processor']['p95']:>9}"
            f"{size['load']:>6}{size['opened']:>8}{size['most_opened']:>6}{size['statements']:>7}"
            f"{size['known']:>7}{size['found_first']:>7}{size['found_in_first_five']:>9}"
        )
    click.echo(f"from the smallest to the largest p95 grows {told['growth']} times")


def _say_seal(told: dict[str, Any]) -> None:
    click.echo(f"{told['documents']} documents, half of them sealed, milliseconds")
    click.echo(f"{'':<24}{'p50':>8}{'p95':>8}{'p99':>8}")
    for name in ("megabyte_sealed", "megabyte_opened", "clear", "sealed_until_receipt", "sealed_until_filed"):
        spread = told[name]
        click.echo(f"{name.replace('_', ' '):<24}{spread['p50']:>8}{spread['p95']:>8}{spread['p99']:>8}")
    click.echo(f"p95 until the receipt: {told['ratio_p95_until_receipt']} times that of a form in clear")
    click.echo(f"p95 until it is filed: {told['ratio_p95_until_filed']} times that of a form in clear")


def _measure_matching(records: tuple[int, ...], store: int) -> dict[str, Any]:
    return measure_matching(records[0] if records else RECORDS, store)


def _say_matching(told: dict[str, Any]) -> None:
    for line in lines_of(told):
        click.echo(line)


def _say_bring_in(told: dict[str, Any]) -> None:
    click.echo(f"{told['rows']:,} rows of an old log, seconds")
    for part, seconds in told["seconds"].items():
        click.echo(f"{part:<28}{seconds:>8}")
    click.echo(f"{'in all':<28}{told['seconds_in_all']:>8}   {told['rows_per_second']} rows a second")
    click.echo(f"{'of the processor':<28}{told['processor_seconds']:>8}")
    click.echo(f"longest batch {told['longest_batch_milliseconds']} milliseconds")


BENCHMARKS: dict[str, Benchmark] = {
    "bring-in": Benchmark(measure_bring_in, _say_bring_in, takes=("database",)),
    "intake": Benchmark(measure_intake, _say_intake),
    "leak": Benchmark(measure_leak, _say_leak),
    "matching": Benchmark(_measure_matching, _say_matching, takes=("records", "store")),
    "pages": Benchmark(measure_pages, _say_pages),
    "seal": Benchmark(measure_seal, _say_seal),
    "search": Benchmark(measure_search, _say_search, takes=("records", "database", "keep")),
}


@click.command()
@click.argument("name", type=click.Choice(sorted(BENCHMARKS)))
@click.option("--records", multiple=True, type=click.IntRange(min=1000), help="matching, search: how many records.")
@click.option("--store", type=click.IntRange(min=1000), default=1_000_000, help="matching: records to find people in.")
@click.option("--database", default="", help="bring-in, search: an empty PostgreSQL database; else SQLite.")
@click.option("--keep", default="", help="search: a folder in which the store stays, to be measured again.")
@json_option
def command(name: str, as_json: bool, **given: Any) -> None:
    """Measure in a temporary folder, on invented people. The handbook has the figures of a release."""
    benchmark = BENCHMARKS[name]
    try:
        told = benchmark.measure(**{option: given[option] for option in benchmark.takes})
    except MaracError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAILED) from None
    if as_json:
        print_json(told)
        return
    for key, value in told["machine"].items():
        click.echo(f"{key}: {value}")
    benchmark.say(told)
