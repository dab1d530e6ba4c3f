"""`marac report`: every referral judged, and who is whom, as one JSON document without names."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import click

from agencies.acts import Act
from marac.commands.doorway import act_in_area, area_option, data_option, json_option, print_json, run_in_service
from meetings.reports import report_identities, report_referrals
from tasks.opening import Service

Report = Callable[[Act], Awaitable[dict[str, Any]]]


@click.group()
def command() -> None:
    """Reports for other programs, by the senders' own references."""


@command.command()
@area_option
@json_option
@data_option
def referrals(slug: str, as_json: bool, data: Path | None) -> None:
    """Status, routes, claims, repeat by each clock with its reason, and links of every referral."""
    _print(report_referrals, slug, data)


@command.command()
@area_option
@json_option
@data_option
def identities(slug: str, as_json: bool, data: Path | None) -> None:
    """Which mentions are one person, and what was suggested about each."""
    _print(report_identities, slug, data)


def _print(report: Report, slug: str, data: Path | None) -> None:
    async def work(service: Service) -> dict[str, Any]:
        act = await act_in_area(service, slug)
        with act.at_work():
            return await report(act)

    print_json(run_in_service(work, data=data))
