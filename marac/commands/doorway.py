"""What every command has: the data folder, the service opened and closed, one line an error, one document of JSON."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from agencies.acts import Act
from agencies.areas import area_by_slug
from agencies.seats import service_act
from marac.commands.telling import FAILED
from marac.database import out_of_reach
from marac.errors import InvalidForm, MaracError, NotFound
from marac.settings import Settings, read_settings
from tasks.opening import Service, open_service

DoneT = TypeVar("DoneT")
Function = TypeVar("Function", bound=Callable[..., Any])


def data_option(function: Function) -> Function:
    """The folder of the embedded database, of keys, mail sink and files."""
    folder = click.Path(file_okay=False, path_type=Path)
    told = "Data folder; MARAC_DATA or ./var when left out."
    return click.option("--data", type=folder, envvar="MARAC_DATA", help=told)(function)


def json_option(function: Function) -> Function:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(function)


def area_option(function: Function) -> Function:
    return click.option("--area", "slug", required=True, help="Short name of the area, like northmoor.")(function)


def run_in_service(
    work: Callable[[Service], Awaitable[DoneT]], *, data: Path | None, check: Callable[[Settings], None] | None = None
) -> DoneT:
    """Do the work in the opened service. What can go wrong is told in one line each, and the command fails."""

    async def opened() -> DoneT:
        settings = read_settings(data=data)
        if check is not None:
            check(settings)
        async with open_service(settings) as service:
            return await work(service)

    return told_plainly(opened)


def told_plainly(work: Callable[[], Awaitable[DoneT]]) -> DoneT:
    """Our own errors become lines on standard error; anything else is a mistake of ours and shows as one."""

    async def whole() -> DoneT:
        with out_of_reach():
            return await work()

    try:
        return asyncio.run(whole())
    except InvalidForm as error:
        lines = [f"{path}: {message}" for path, message in error.messages.items()] or [str(error)]
    except MaracError as error:
        lines = [str(error) or "This cannot be done."]
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(FAILED)


async def act_in_area(service: Service, slug: str) -> Act:
    """The service itself, at work in an area."""
    try:
        area = await area_by_slug(slug)
    except NotFound:
        raise NotFound("There is no area of this short name. Load it first: marac area load AREA.json") from None
    return await service_act(service.desk, area.id)


def print_json(document: object) -> None:
    """Half of a pair, as a name of a file may hold it, is no text; JSON writes it as an escape."""
    written = json.dumps(document, ensure_ascii=False, indent=1)
    click.echo(written.encode("utf-8", "backslashreplace").decode("utf-8"))
