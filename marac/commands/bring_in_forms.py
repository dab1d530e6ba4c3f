"""`marac bring-in forms`: Word forms of a folder, told line by line, taken in all or none by the hash of the report."""

import json
from pathlib import Path
from typing import Any

import click

from agencies.acts import Act
from marac.commands.doorway import act_in_area, area_option, data_option, json_option, print_json, run_in_service
from marac.commands.telling import shown
from marac.counts import show_count
from marac.errors import InvalidForm, Refused
from meetings.bring_in.checking import CHANGED
from meetings.bring_in.confirming import undo as take_back
from meetings.bring_in.word_forms import (
    LotPaper,
    check_forms,
    confirm_forms,
    read_lot_paper,
    say_dates,
    say_of_line,
    throw_away,
)
from meetings.bring_in.word_reading import LARGEST_FORM, SentFile
from meetings.bring_in.working import go_on
from meetings.legacy.word_form import ADDED, Change
from meetings.legacy.word_report import FileReport, to_csv, to_json, to_screen, to_text
from meetings.tables.bring_in import BringIn
from tasks.opening import Service
from tasks.registry import MATCHING

NOT_HERE = "Bring this lot in first: none with this reference is here."
BAD_ANSWERS = 'Write the answers as JSON, by file and field: {"a form.docx": {"referred_on": "10/12/2024"}}'
Told = dict[str, Any]
Said = dict[str, dict[str, str]]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--confirm", "sha256", metavar="HASH", help="Take in what the report with this hash calls ready.")
@click.option("--undo", "undo_ref", metavar="REFERENCE", help="Take back a lot that was brought in, as one act.")
@click.option("--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What a person says.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every line with its words to this file: text, or CSV where it ends in .csv.",
)
@area_option
@json_option
@data_option
def command(
    folder: Path,
    sha256: str | None,
    undo_ref: str | None,
    answers: Path | None,
    report: Path | None,
    slug: str,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in old Word forms of a FOLDER. Without --confirm nothing is written: the report tells what would be.

    The screen names files and places alone; what is written in the forms goes to --report or --json.

    --answers is a JSON file: {"a form.docx": {"dates": "day", "referred_on": "10/12/2024", "t2r1c2": "Ellen Quarmby"}}.
    """
    said = _said(answers)
    sent = files_of(folder)

    async def work(service: Service) -> Told:
        act = await act_in_area(service, slug)
        with act.at_work():
            if undo_ref:
                return await _undone(act, undo_ref)
            ref = await check_forms(act, sent)
            lot = await _mended(act, await read_lot_paper(act, ref), said)
            _keep(report, lot)
            if sha256 is None or lot.sha256 != sha256:
                await throw_away(act, ref)
            return await _confirmed(service, act, lot, sha256) if sha256 else _told(lot)

    told = run_in_service(work, data=data)
    if as_json:
        print_json({key: value for key, value in told.items() if key != "screen"})
    else:
        _say(told, folder, slug)


def _keep(report: Path | None, lot: LotPaper) -> None:
    """For a coordinator to read, or for a spreadsheet."""
    if report is None:
        return
    if report.suffix.casefold() == ".csv":
        report.write_bytes(to_csv(lot.reports).encode("utf-8-sig"))
    else:
        report.write_text(to_text(lot.reports), encoding="utf-8")


def files_of(folder: Path) -> list[SentFile]:
    """The .docx files of a folder, or one file. Word's own lock files (~$) are none."""
    found = sorted(folder.glob("*.docx")) if folder.is_dir() else [folder]
    return [SentFile(file.name, _content(file)) for file in found if not file.name.startswith("~$")]


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_FORM + 1)


def _said(answers: Path | None) -> Said:
    if answers is None:
        return {}
    try:
        said = json.loads(answers.read_text("utf-8"))
        if all(isinstance(text, str) for lines in said.values() for text in lines.values()):
            return {str(file): dict(lines) for file, lines in said.items()}
    except (ValueError, AttributeError, RecursionError):
        pass
    raise click.BadParameter(BAD_ANSWERS)


async def _mended(act: Act, lot: LotPaper, said: Said) -> LotPaper:
    unknown = set(said) - {report.name for report in lot.reports}
    if unknown:
        raise InvalidForm({"answers": "Name files of this folder."})
    for report in lot.reports:
        for what, text in said.get(report.name, {}).items():
            await _say_one(act, lot.ref, report, what, text)
    return await read_lot_paper(act, lot.ref) if said else lot


async def _say_one(act: Act, ref: str, report: FileReport, what: str, text: str) -> None:
    """`dates`, a line by its place, or a field: its line where the form has one, else an answer that is added."""
    if what == "dates":
        await say_dates(act, ref, report.reference, is_day_first={"day": True, "month": False}.get(text))
        return
    lines = {line.id: line.target.code for line in report.lines if line.target}
    if what in lines:
        await say_of_line(act, ref, report.reference, line=what, change=Change(lines[what], text))
        return
    here = next((line for line, code in lines.items() if code == what), ADDED)
    await say_of_line(act, ref, report.reference, line=here, change=Change(what, text))


def _told(lot: LotPaper) -> Told:
    return {
        "hash": lot.sha256,
        "files": len(lot.reports),
        "ready": lot.number_ready,
        "forms": to_json(lot.reports),
        "screen": to_screen(lot.reports),
    }


async def _confirmed(service: Service, act: Act, lot: LotPaper, sha256: str) -> Told:
    if lot.sha256 != sha256:
        raise Refused(CHANGED)
    number = await confirm_forms(act, lot.ref, sha256=sha256)
    await _finish(act, lot.ref)
    # Who was brought in is looked for before this returns; where there are workers, they do it.
    if service.settings.redis_url is None:
        await service.runner.run_until_idle(only=MATCHING)
    return _told(lot) | {"state": "on", "reference": lot.ref, "written": number}


async def _undone(act: Act, ref: str) -> Told:
    row = await _row(act, ref)
    if row.state != "undone":
        row = await take_back(act, row.ref)
    await _finish(act, row.ref)
    return {"state": "undone", "reference": row.ref}


async def _finish(act: Act, ref: str) -> None:
    row = await _row(act, ref)
    while await go_on(act, row):
        pass


async def _row(act: Act, ref: str) -> BringIn:
    found: BringIn | None = await BringIn.objects().get((BringIn.ref == ref) & (BringIn.area == act.area.id))
    if found is None or found.kind != "word":
        raise Refused(NOT_HERE)
    return found


def _say(told: Told, folder: Path, slug: str) -> None:
    if "screen" not in told:
        click.echo(f"{told['state']:<12} {told['reference']}")
        return
    for line in told["screen"].splitlines():
        click.echo(shown(line))
    click.echo(f"{show_count(told['files'], 'file', 'files')}, {told['ready']} ready.")
    if "state" in told:
        click.echo(f"{told['state']:<12} {told['reference']}: {told['written']} referrals")
    elif told["ready"]:
        click.echo(f"Nothing is written yet. hash {told['hash']}")
        click.echo(f"Then: marac bring-in forms {shown(str(folder))} --area {slug} --confirm {told['hash']}")
