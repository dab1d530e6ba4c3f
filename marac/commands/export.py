"""`marac export`: the same papers as the pages, for one person, by that person's rights."""

from datetime import date
from pathlib import Path

import click

from agencies.acts import Act
from agencies.roles import Role
from agencies.seats import SeatHeld, act_in_seat, officer_with_email, seats_of
from agencies.sign_in import check_code
from marac.audit.events import Event
from marac.commands.doorway import data_option, run_in_service
from marac.errors import NotFound, Refused
from marac.ids import read_ref
from meetings.handing_out import FORMATS
from meetings.tables.meeting import AgendaItem, Meeting
from tasks.make_paper import bytes_of
from tasks.opening import Service

PAPERS = {"agenda": "agenda", "minutes": "minutes", "invite": "invite", "steering": "workbook"}
LEAST_REASON = 20
# Of several seats the one that may have most of this paper is taken.
BEST_FIRST = (Role.COORDINATOR, Role.DEPUTY_COORDINATOR, Role.CHAIR)


@click.command()
@click.argument("paper", type=click.Choice(sorted(PAPERS)))
@click.option("--meeting", "meeting", help="Reference of the meeting.")
@click.option("--case", "case", help="Reference of a case; its last meeting is taken.")
@click.option("--quarter", help="A quarter like 2025-Q4; the workbook holds every quarter up to it.")
@click.option("--for", "email", required=True, help="Work e-mail of the person the paper is for.")
@click.option("--format", "paper_format", required=True, type=click.Choice(["docx", "pdf", "xlsx", "ics"]))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--reason", default="", help="Why, outside practice areas; 20 characters or more.")
@click.option("--code", default="", help="That person's one-time code, outside practice areas.")
@data_option
def command(  # noqa: PLR0913, PLR0917
    paper: str,
    meeting: str | None,
    case: str | None,
    quarter: str | None,
    email: str,
    paper_format: str,
    out: Path,
    reason: str,
    code: str,
    data: Path | None,
) -> None:
    """Write one paper as this person may have it."""
    kind = PAPERS[paper]
    if paper_format not in FORMATS[kind]:
        raise click.UsageError(f"{paper} is handed out as {' or '.join(FORMATS[kind])}.")

    async def work(service: Service) -> bytes:
        act = await _reader(service, email)
        with act.at_work():
            await _requires_leave(act, kind, paper_format, reason=reason, code=code)
            meeting_ref = "" if kind == "workbook" else await _meeting_ref(act, meeting, case)
            return await bytes_of(act, kind, paper_format, meeting_ref, 0, until=_quarter_end(quarter))

    out.write_bytes(run_in_service(work, data=data))


async def _reader(service: Service, email: str) -> Act:
    officer_id = await officer_with_email(service.desk, email)
    now = service.desk.clock.now()
    seats = await seats_of(officer_id, now=now) if officer_id else []
    if officer_id is None or not seats:
        raise NotFound("Nobody with this address has a role here today.")
    return act_in_seat(service.desk, min(seats, key=_rank), officer_id=officer_id, now=now)


def _rank(seat: SeatHeld) -> tuple[bool, int]:
    place = BEST_FIRST.index(seat.role) if seat.role in BEST_FIRST else len(BEST_FIRST)
    return seat.area.forum != "marac", place


async def _requires_leave(act: Act, kind: str, paper_format: str, *, reason: str, code: str) -> None:
    """Outside practice areas the person is here, with their device, and says why."""
    if act.area.practice:
        return
    if len(reason.strip()) < LEAST_REASON:
        raise Refused(f"Give a reason of at least {LEAST_REASON} characters with --reason.")
    if act.officer_id is None:
        raise NotFound
    await check_code(act.desk, act.officer_id, code, wrong="Give that person's present one-time code with --code.")
    await act.desk.trail.record_apart(
        Event.PAPER_ASKED,
        by=act.actor,
        kind="paper",
        about=None,
        paper=kind,
        format=paper_format,
        reason_code="command",
    )


async def _meeting_ref(act: Act, meeting: str | None, case: str | None) -> str:
    if meeting:
        ref = read_ref(meeting)
        if ref is not None:
            return ref
        row = (
            await Meeting.select(Meeting.ref)
            .where((Meeting.outside_id == meeting) & (Meeting.area == act.area.id))
            .first()
        )
        if row:
            return str(row["ref"])
    if case:
        rows = (
            await AgendaItem.select(AgendaItem.meeting.ref.as_alias("ref"))
            .where((AgendaItem.case.ref == (read_ref(case) or "")) & (AgendaItem.area == act.area.id))
            .order_by(AgendaItem.listed_at, ascending=False)
            .limit(1)
        )
        if rows:
            return str(rows[0]["ref"])
    raise NotFound("Give --meeting or --case with a reference of this area.")


def _quarter_end(quarter: str | None) -> date | None:
    if quarter is None:
        return None
    try:
        year, number = quarter.split("-Q")
        month = int(number) * 3
        return date(int(year) + (month == 12), month % 12 + 1, 1) if 1 <= int(number) <= 4 else _no_quarter()  # noqa: PLR2004
    except ValueError:
        return _no_quarter()


def _no_quarter() -> date:
    raise Refused("Give a quarter like 2025-Q4.")
