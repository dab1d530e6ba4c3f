"""`marac intake`: take in exchange documents, through the same checks as the page."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from agencies.acts import Act
from marac.commands.doorway import act_in_area, area_option, data_option, json_option, print_json, run_in_service
from marac.commands.telling import shown
from marac.jobs import Job
from meetings.arrivals import Result
from meetings.intake import Taken, take_in
from meetings.sealed.causes import SealRefused
from meetings.sealed_intake.receiving import Door, is_sealed, receive_sealed
from meetings.sealed_intake.telling import CAUSES, taken_of
from tasks.opening import Service
from tasks.registry import MATCHING

READ = (".json", ".sealed", ".jwe")
UNREADABLE = Taken(Result.REJECTED, messages={"document": "Give a file that this user may read."})


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@area_option
@json_option
@data_option
def command(paths: tuple[Path, ...], slug: str, as_json: bool, data: Path | None) -> None:
    """Take in referrals, research and other exchange documents: files, or folders of them.

    Each document is taken in once, however often it is sent. A document that fails stops no other.
    """
    files = files_in(paths)
    taken = run_in_service(lambda service: _take_all(service, slug, files), data=data)
    told = [_entry(file, each) for file, each in zip(files, taken, strict=True)]
    if as_json:
        print_json({"documents": told})
        return
    for entry in told:
        click.echo(f"{entry['result']:<11} {shown(entry['file'])}")
        for path, message in entry["messages"].items():
            click.echo(f"            {path}: {message}")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Files as named, and the documents and sealed forms of folders; each folder in byte order of path."""
    found: list[Path] = []
    for path in paths:
        inside = (
            [file for file in path.rglob("*") if file.suffix in READ and file.is_file()] if path.is_dir() else [path]
        )
        found += sorted(inside, key=os.fsencode)
    return list(dict.fromkeys(found))


def _is_read(file: Path) -> bool:
    return file.suffix in READ and file.is_file()


async def _take_all(service: Service, slug: str, files: list[Path]) -> list[Taken]:
    await act_in_area(service, slug)
    return [await _take_one(service, slug, file) for file in files]


async def _finish_jobs(service: Service) -> None:
    """What a document caused is done before the next comes; where there are workers, they do it."""
    if service.settings.redis_url is None:
        await service.runner.run_until_idle(only=(Job.OPEN_SEALED_FORM, *MATCHING))


async def _take_one(service: Service, slug: str, file: Path) -> Taken:
    # Each document at its own moment, as if it came by itself.
    act = await act_in_area(service, slug)
    content = _content(file)
    if content is None:
        return UNREADABLE
    with act.at_work():
        if is_sealed(content):
            return await _take_sealed(service, act, content)
        taken = await take_in(act, content)
    await _finish_jobs(service)
    return taken


async def _take_sealed(service: Service, act: Act, content: bytes) -> Taken:
    """Queued like every sealed form; where the jobs run here, it is opened at once and its outcome told."""
    try:
        receipt = await receive_sealed(act, content, door=Door.FOLDER)
    except SealRefused as refusal:
        return Taken(Result.REJECTED, messages={"document": CAUSES[refusal.cause]})
    await _finish_jobs(service)
    return await taken_of(act, receipt.form_id)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _entry(file: Path, taken: Taken) -> dict[str, Any]:
    return {
        "file": str(file),
        "sender_reference": taken.sender_reference or None,
        "result": taken.result.value,
        "messages": taken.told(),
    }
