"""`marac practice replay`: play a practice area in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from marac.commands.doorway import area_option, data_option, json_option, print_json, run_in_service
from marac.commands.telling import FAILED
from meetings.practice.identities import Deciding
from meetings.practice.replay import Plan, Played, end_of_day, replay
from tasks.opening import Service
from tasks.registry import MATCHING


@click.group()
def command() -> None:
    """Practice areas: invented people, played in from files."""


@command.command("replay")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@area_option
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day to play, like 2025-11-20; else all.")
@click.option(
    "--deciding",
    type=click.Choice([each.value for each in Deciding]),
    default=Deciding.STRONG.value,
    show_default=True,
    help="How it is decided who is who.",
)
@json_option
@data_option
def replay_folder(
    folder: Path,
    slug: str,
    until: datetime | None,
    deciding: str,
    as_json: bool,
    data: Path | None,
) -> None:
    """Deliveries, decisions, verdicts on people and what happened in the rooms, each at its moment.

    Playing it twice changes nothing. Fails when a decision could not be made.
    """
    last: date | None = until.date() if until else None
    plan = Plan(until=end_of_day(last) if last else None, deciding=Deciding(deciding))
    played = run_in_service(lambda service: _play(service, folder, slug, plan), data=data)
    if as_json:
        print_json(_told(played))
    else:
        _say(played)
    if played.failed:
        raise SystemExit(FAILED)


async def _play(service: Service, folder: Path, slug: str, plan: Plan) -> Played:
    """The replay looks for people itself, at its own moments; what it asked the runner for is then only signed off."""
    played = await replay(service.desk, folder, slug=slug, plan=plan)
    if service.settings.redis_url is None:
        await service.runner.run_until_idle(only=MATCHING)
    return played


def _told(played: Played) -> dict[str, Any]:
    return {
        "documents": dict(sorted(played.documents.items())),
        "decisions": dict(sorted(played.decisions.items())),
        "heard": played.number_heard,
        "linked": played.number_linked,
        "rooms": played.number_in_rooms,
        "failed": [{"what": what, "message": message} for what, message in played.failed.items()],
    }


def _say(played: Played) -> None:
    for result, number in sorted(played.documents.items()):
        click.echo(f"documents {result}: {number}")
    for decision, number in sorted(played.decisions.items()):
        click.echo(f"decisions {decision}: {number}")
    click.echo(f"cases heard: {played.number_heard}, people linked: {played.number_linked}")
    for what, message in played.failed.items():
        click.echo(f"{what}: {message}", err=True)
