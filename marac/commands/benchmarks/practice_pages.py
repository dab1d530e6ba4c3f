"""The practice area as the benchmark reads it: who reads which page, and what each asks of database and vault."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from litestar.types import Message

from agencies.acts import Act
from agencies.members import members_of
from agencies.practice_accounts import make_practice_accounts
from agencies.roles import Role
from agencies.seats import act_in_seat, seats_of
from agencies.sessions import open_session
from agencies.tables import Agency
from marac.app import build_app
from marac.commands.area import load_whole
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.database import count_queries, transaction
from marac.dates import LONDON
from marac.errors import NotFound, Refused
from marac.settings import read_settings
from marac.vault.sealing import count_decryptions
from marac.web.cookies import SESSION_COOKIE
from marac.web.site import Site
from meetings.circulation import issue_agenda
from meetings.declaring import Declared, declare
from meetings.inbox import read_inbox
from meetings.practice.identities import Deciding
from meetings.practice.replay import Plan, replay
from meetings.tables.meeting import AgendaItem, Meeting
from tasks.opening import Service, open_service

HELD_ON = date(2025, 11, 26)
# The eve of the meeting: everything for it is decided, so its agenda has all its cases.
STANDS_AT = datetime(2025, 11, 25, 10, tzinfo=LONDON)
POLICE = "northmoor-police"


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page for one reader."""

    name: str
    path: str
    cookie: str
    queries: int = 0
    decrypts: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody signed in."""

    act: Act
    cookie: str

    def page(self, name: str, path: str) -> PageRead:
        return PageRead(name, path, self.cookie)


async def prepared(data: Path) -> tuple[list[PageRead], int]:
    """The pages with what each costs, counted inside this process, and the number of cases on the agenda."""
    async with open_service(read_settings({}, data=data)) as service:
        await _play_in(service)
        coordinator = await _reader(service, Role.COORDINATOR)
        representative = await _reader(service, Role.REPRESENTATIVE, agency=POLICE)
        meeting = await _agenda_sent(coordinator.act, representative.act)
        app = build_app(service)
        pages = [await counted(app, page) for page in await _pages(meeting, coordinator, representative)]
        cases = await AgendaItem.count().where((AgendaItem.meeting.ref == meeting) & (AgendaItem.state == "listed"))
        return pages, int(cases)


async def _play_in(service: Service) -> None:
    with as_file(files("marac").joinpath("practice", SLUG)) as folder:
        await load_whole(service, (folder / "area.json").read_bytes(), True)
        plan = Plan(until=STANDS_AT, deciding=Deciding.TRUTH)
        await replay(service.desk, folder, slug=SLUG, plan=plan)
    await make_practice_accounts(await act_in_area(service, SLUG))


async def _reader(service: Service, role: Role, *, agency: str | None = None) -> Reader:
    """The first person with this role, in a session with both steps done."""
    act, now = await act_in_area(service, SLUG), service.desk.clock.now()
    of_agency = await Agency.select(Agency.id).where((Agency.area == act.area.id) & (Agency.slug == agency)).first()
    members = await members_of(
        act.area.id, on=act.today, roles=[role], agency_id=of_agency["id"] if of_agency else None
    )
    officer_id = members[0].officer_id
    seat = next(seat for seat in await seats_of(officer_id, now=now) if seat.role is role)
    async with transaction():
        _, token = await open_session(
            officer_id, device="Benchmark", now=now, whole=True, membership_id=seat.membership_id
        )
    return Reader(act_in_seat(service.desk, seat, officer_id=officer_id, now=now), f"{SESSION_COOKIE}={token}")


async def _agenda_sent(coordinator: Act, representative: Act) -> str:
    row = (
        await Meeting.select(Meeting.ref)
        .where((Meeting.area == coordinator.area.id) & (Meeting.held_on == HELD_ON) & (Meeting.kind == "ordinary"))
        .first()
    )
    if row is None:
        raise NotFound("The practice area has no meeting on that day.")
    await issue_agenda(coordinator, row["ref"])
    for act in (coordinator, representative):
        await declare(act, row["ref"], Declared("nobody", None))
    return str(row["ref"])


async def _pages(meeting: str, coordinator: Reader, representative: Reader) -> list[PageRead]:
    inbox = await read_inbox(coordinator.act, "new")
    return [
        coordinator.page("start page, coordinator", "/"),
        coordinator.page("inbox, coordinator", "/inbox"),
        coordinator.page("referral, coordinator", f"/referrals/{inbox.lines[0].case_ref}"),
        coordinator.page("agenda, coordinator", f"/meetings/{meeting}/agenda"),
        representative.page("start page, representative", "/"),
        representative.page("agenda, representative", f"/meetings/{meeting}/agenda"),
    ]


async def counted(app: Site, page: PageRead) -> PageRead:
    """The second reading counts: the first one opens names that stay at hand."""
    await _answer(app, page)
    with count_queries() as queries, count_decryptions() as decrypts:
        await _answer(app, page)
    return replace(page, queries=queries.number, decrypts=decrypts.number)


async def _answer(app: Site, page: PageRead) -> None:
    """One request straight into the application. Raises Refused for anything but a page."""
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": page.path,
        "raw_path": page.path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"cookie", page.cookie.encode()), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    status: list[int] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    await app(scope, receive, send)
    if status != [200]:
        raise Refused(f"{page.name}: the page answered with {status}, so it cannot be measured.")
