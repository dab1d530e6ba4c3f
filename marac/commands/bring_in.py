"""`marac bring-in`: old records of an area, read and reported on first, written only by the hash of that report."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from agencies.acts import Act
from marac.commands import bring_in_forms as forms
from marac.commands.doorway import act_in_area, area_option, data_option, json_option, print_json, run_in_service
from marac.commands.progress import end_of_progress, progress_on_terminal
from marac.commands.telling import shown
from marac.errors import Refused
from marac.files.child import parse_apart
from meetings.bring_in.checking import CHANGED, Check, check_sheets, keep_check, sheets_of
from meetings.bring_in.confirming import confirm, undo
from meetings.bring_in.working import WHOLE, go_on
from meetings.legacy.sheet_report import Report, report_as_csv
from meetings.tables.bring_in import BringIn
from tasks.opening import Service
from tasks.registry import MATCHING

NOT_HERE = "Bring this file in first: it is not here, or agencies have changed since."
BAD_AGENCY = "Say an agency like this: --agency 'DA Unit=northmoor-police'"
Told = dict[str, Any]


@click.group()
def command() -> None:
    """Bring in old records."""


command.add_command(forms.command, "forms")


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--confirm", "sha256", metavar="HASH", help="Write what the report with this hash says.")
@click.option("--undo", "is_undo", is_flag=True, help="Take back all of this file, as one act.")
@click.option("--agency", "agencies", multiple=True, metavar="NAME=SLUG", help="What a name in the file stands for.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write every cell to this CSV file.")
@area_option
@json_option
@data_option
def sheet(
    file: Path,
    sha256: str | None,
    is_undo: bool,
    agencies: tuple[str, ...],
    report: Path | None,
    slug: str,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in an old log, .xlsx or .csv. Without --confirm nothing is written: the report tells what would be."""
    aliases = _aliases(agencies)

    async def work(service: Service) -> Told:
        act = await act_in_area(service, slug)
        with act.at_work():
            sheets = sheets_of(parse_apart("sheet-cells", file))
            if is_undo:
                return await _undone(service, act, await check_sheets(act, sheets, aliases, is_anew=True))
            check = await check_sheets(act, sheets, aliases)
            _keep(report, check.report)
            return await _confirmed(service, act, check, sha256) if sha256 else told_of(check.report)

    told = run_in_service(work, data=data)
    if as_json:
        print_json(told)
    else:
        _say(told, file, slug)


def _keep(file: Path | None, report: Report) -> None:
    if file is not None:
        file.write_bytes(report_as_csv(report))


def _aliases(said: tuple[str, ...]) -> dict[str, str]:
    pairs = [each.rpartition("=") for each in said]
    if not all(name.strip() and slug.strip() for name, _, slug in pairs):
        raise click.BadParameter(BAD_AGENCY)
    return {name.strip(): slug.strip() for name, _, slug in pairs}


def told_of(report: Report) -> Told:
    """The report without a word of the file but sheet, row and heading: a terminal keeps what it showed."""
    cells = report.number_of_cells
    return {
        "hash": report.sha256,
        "records": len(report.rows),
        "can_be_brought_in": len(report.documents),
        "for_a_person": len(report.left_for_a_person),
        "people": report.number_of_people,
        "cells": {"as_written": cells["as written"], "changed": cells["changed"], "left": cells["left"]},
        "repeat_marks_by_hand": dict(report.claims),
        "agencies_not_known": list(report.unknown_agencies),
        "sheets": [
            {"sheet": table.title, "records": len(table.lines), "headings_not_known": table.unknown_headings}
            for table in report.tables
        ],
        "reasons": dict(Counter(line.why for line in report.lines()).most_common()),
        "stops": [
            {"sheet": line.sheet, "row": line.row, "column": line.column, "why": line.why}
            for line in report.lines()
            if line.is_a_stop
        ],
    }


async def _confirmed(service: Service, act: Act, check: Check, sha256: str) -> Told:
    if check.report.sha256 != sha256:
        raise Refused(CHANGED)
    row = await confirm(act, await keep_check(act, check), sha256)
    await _work(act, row)
    await _find_people(service)
    return told_of(check.report) | {"state": row.state, "reference": row.ref, "written": row.done}


async def _undone(service: Service, act: Act, check: Check) -> Told:
    here = (BringIn.sha256 == check.report.sha256) & (BringIn.area == act.area.id)
    standing = await BringIn.objects().where(here & BringIn.state.is_in(["on", "staging", "undone"])).first()
    if standing is None:
        raise Refused(NOT_HERE)
    row = standing if standing.state == "undone" else await undo(act, standing.ref)
    await _work(act, row)
    return {"state": row.state, "reference": row.ref}


async def _work(act: Act, row: BringIn) -> None:
    tell = progress_on_terminal("records")
    while await go_on(act, row, seconds=WHOLE, tell=tell):
        pass
    end_of_progress()


async def _find_people(service: Service) -> None:
    """Who was brought in is looked for before this returns; where there are workers, they do it."""
    if service.settings.redis_url is None:
        await service.runner.run_until_idle(only=MATCHING)


def _say(told: Told, file: Path, slug: str) -> None:
    if "records" not in told:
        click.echo(f"{told['state']:<12} {told['reference']}")
        return
    click.echo(f"{told['records']:,} records: {told['can_be_brought_in']:,} can be brought in, ", nl=False)
    click.echo(f"{told['for_a_person']:,} wait for a person. {told['people']:,} people.")
    for each in told["sheets"]:
        click.echo(f"  {shown(each['sheet']) or 'one table':<24}{each['records']:>7,} records")
    cells = told["cells"]
    click.echo(f"cells: {cells['as_written']:,} as written, {cells['changed']:,} changed, {cells['left']:,} left")
    for why, number in told["reasons"].items():
        click.echo(f"  {number:>6,}  {why}")
    for stop in told["stops"]:
        click.echo(f"  {shown(stop['sheet'])} row {stop['row']}, {shown(stop['column'])}: {stop['why']}")
    for name in told["agencies_not_known"]:
        click.echo(f"  agency not known: {shown(name)}. Say it with --agency '{shown(name)}=SHORT-NAME'")
    if "state" in told:
        click.echo(f"{told['state']:<12} {told['reference']}: {told['written']:,} records")
    elif told["can_be_brought_in"]:
        click.echo(f"Nothing is written yet. hash {told['hash']}")
        click.echo(f"Then: marac bring-in sheet {shown(file.name)} --area {slug} --confirm {told['hash']}")
