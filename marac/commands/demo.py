"""`marac demo`: the practice area Northmoor, played in up to a Friday in November 2025, and served."""

import json
import shutil
from dataclasses import asdict
from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path

import click
import pyotp

from agencies.areas import area_by_slug
from agencies.members import members_of
from agencies.practice_accounts import PracticeAccount, make_practice_accounts
from agencies.roles import Role
from agencies.seats import act_of
from agencies.tables import Area
from marac.app import serve
from marac.commands.area import load_whole
from marac.commands.doorway import act_in_area, data_option, told_plainly
from marac.database import within_area
from marac.dates import LONDON, add_working_days
from marac.errors import Refused
from marac.logs import start_logs
from marac.settings import read_settings
from meetings.circulation import issue_agenda
from meetings.ordering.building import order_by_rule
from meetings.ordering.running import read_running
from meetings.practice.identities import Deciding
from meetings.practice.replay import Plan, Played, replay
from meetings.tables.meeting import Meeting
from tasks.opening import Service, open_service

SLUG = "northmoor"
NEXT_MEETING = date(2025, 11, 26)
STANDS_AT = datetime(2025, 11, 21, 10, tzinfo=LONDON)
# The decisions of these last working days are left to the visitor.
UNDECIDED_DAYS = 3
# Who its people already are, of a working week: in those three days nobody came who is known from before.
UNDECIDED_PEOPLE_DAYS = 5
ACCOUNTS = "practice-accounts.json"
ROOT_KEY = "root.key"
DEFAULT_FOLDER = Path("var/demo")
NOT_EMPTY = "This folder holds areas other than the practice area. Choose another with --data."


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, help="Throw away what was practised before.")
@data_option
def command(port: int, fresh: bool, data: Path | None) -> None:
    """Open the practice area Northmoor in a browser. Everybody in it is invented."""
    folder = data or DEFAULT_FOLDER

    async def demonstrate() -> None:
        if fresh:
            _throw_away(folder)
        # A demonstration keeps to its folder: no server of a real service is read from the environment.
        settings = read_settings({"MARAC_ADDRESS": f"http://localhost:{port}"}, data=folder)
        start_logs("warning")
        async with open_service(settings) as service:
            accounts = await prepare(service)
            _say(accounts, port=port, folder=settings.data, now=service.desk.clock.now())
            await serve(service, host="127.0.0.1", port=port)

    told_plainly(demonstrate)


def _throw_away(folder: Path) -> None:
    """Only a folder of practice areas: no other may keep the root key beside its data."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / ROOT_KEY).exists():
            raise Refused("This folder was not made by a demonstration, so it is left alone.")
        shutil.rmtree(folder)


async def prepare(service: Service) -> list[PracticeAccount]:
    """Load, play in and make the sign-ins, where that was not done before."""
    kept = service.settings.data / ACCOUNTS
    if await Area.exists().where(Area.practice.eq(False)):
        raise Refused(NOT_EMPTY)
    if kept.exists():
        return [PracticeAccount(**entry) for entry in json.loads(kept.read_bytes())]
    with as_file(files("marac").joinpath("practice", SLUG)) as folder:
        await load_whole(service, (folder / "area.json").read_bytes(), True)
        played = await play_in(service, folder)
        for what, message in played.failed.items():
            click.echo(f"{what}: {message}", err=True)
        await send_next_agenda(service)
    act = await act_in_area(service, SLUG)
    with act.at_work():
        accounts = await make_practice_accounts(act)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1))
    return accounts


async def play_in(service: Service, folder: Path) -> Played:
    return await replay(service.desk, folder, slug=SLUG, plan=plan_for_visitor())


def plan_for_visitor() -> Plan:
    """What was decided before the visitor came, and what is left to them."""
    decided_until, people_until = (
        add_working_days(STANDS_AT.date(), -days, "england_and_wales")
        for days in (UNDECIDED_DAYS, UNDECIDED_PEOPLE_DAYS)
    )
    return Plan(until=STANDS_AT, deciding=Deciding.TRUTH, decided_until=decided_until, people_until=people_until)


async def send_next_agenda(service: Service) -> None:
    """The agenda of the meeting that waits for the visitor is ordered by rule and sent, as its deadline asks."""
    area = await area_by_slug(SLUG)
    with within_area(area.id):
        members = await members_of(area.id, on=STANDS_AT.date(), roles=[Role.COORDINATOR])
    act = await act_of(service.desk, area, members[0].officer_id, role=Role.COORDINATOR)
    with act.at_work():
        waiting = await Meeting.select(Meeting.ref).where((Meeting.area == area.id) & (Meeting.held_on == NEXT_MEETING))
        for meeting in waiting:
            await order_by_rule(act, meeting["ref"], mark=(await read_running(act, meeting["ref"])).mark)
            await issue_agenda(act, meeting["ref"])


def _say(accounts: list[PracticeAccount], *, port: int, folder: Path, now: datetime) -> None:
    """One sign-in of each role; everybody else's stand in the file."""
    click.echo(f"Practice area Northmoor: http://localhost:{port}")
    click.echo(f"Sign-ins of all {len(accounts)} people: {folder / ACCOUNTS}")
    shown: set[str] = set()
    for account in accounts:
        if account.role not in shown:
            shown.add(account.role)
            code = pyotp.TOTP(account.totp_secret).at(now)
            click.echo(f"  {account.role}: {account.name}")
            click.echo(f"    {account.email}")
            click.echo(f"    password: {account.password}")
            click.echo(f"    one-time code now: {code}, secret for an authenticator app: {account.totp_secret}")
    click.echo("Stop with Ctrl+C.")
