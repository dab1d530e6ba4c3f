"""Makes a paper somebody asked for: their rights judged again now, the bytes sealed for them alone."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.seats import act_in_seat, seat_with_membership
from exports.agenda import agenda_docx, agenda_pdf
from exports.invite import invite_ics
from exports.minutes import minutes_docx, minutes_pdf
from exports.workbook import workbook_xlsx
from marac.errors import NotFound, Refused
from marac.jobs import Payload
from meetings.agenda import read_agenda
from meetings.declaring import MustDeclare
from meetings.figures import read_workbook
from meetings.handing_out import keep_paper
from meetings.invites import own_invite
from meetings.minutes_reading import read_minutes
from meetings.tables.meeting import Meeting
from meetings.tables.papers import Paper

Making = Callable[[Act, str, int], Awaitable[bytes]]


async def make_paper(desk: Desk, payload: Payload) -> None:
    """Harmless twice: what is ready stays as it is. A reader who lost the right gets nothing."""
    paper = await Paper.objects().get(Paper.id == UUID(payload.ids["paper"]))
    if paper is None or paper.state != "asked":
        return
    try:
        act = await reader_of(desk, paper)
        with act.at_work():
            body = await _body(act, paper)
    except (MustDeclare, NotFound, Refused):
        # What one may not read on the page one does not get on paper either.
        await Paper.update({Paper.state: "failed"}).where(Paper.id == paper.id)
        return
    async with payload.finishing():
        await keep_paper(act, paper, body, sha256=hashlib.sha256(body).hexdigest())


async def _body(act: Act, paper: Paper) -> bytes:
    meeting = await Meeting.select(Meeting.ref).where(Meeting.id == paper.about).first() if paper.about else None
    return await bytes_of(act, paper.kind, paper.format, meeting["ref"] if meeting else "", paper.copy_number)


async def reader_of(desk: Desk, paper: Paper) -> Act:
    """The reader as they are now. Raises NotFound when they no longer have the seat they asked in."""
    seat = await seat_with_membership(paper.membership)
    now = desk.clock.now()
    if seat is None or not seat.is_active_at(now):
        raise NotFound
    return act_in_seat(desk, seat, officer_id=paper.reader, now=now)


async def bytes_of(
    act: Act, kind: str, paper_format: str, meeting_ref: str, copy_number: int, *, until: date | None = None
) -> bytes:
    """The paper as this person may have it, as bytes. `until` ends a workbook before that day."""
    if kind == "workbook":
        return await asyncio.to_thread(workbook_xlsx, await read_workbook(act, until=until))
    return await _MAKERS[kind, paper_format](act, meeting_ref, copy_number)


async def _agenda_docx(act: Act, meeting_ref: str, copy_number: int) -> bytes:
    return await asyncio.to_thread(agenda_docx, await read_agenda(act, meeting_ref, copy_number=copy_number))


async def _agenda_pdf(act: Act, meeting_ref: str, copy_number: int) -> bytes:
    return await asyncio.to_thread(agenda_pdf, await read_agenda(act, meeting_ref, copy_number=copy_number))


async def _minutes_docx(act: Act, meeting_ref: str, copy_number: int) -> bytes:
    return await asyncio.to_thread(minutes_docx, await read_minutes(act, meeting_ref, copy_number=copy_number))


async def _minutes_pdf(act: Act, meeting_ref: str, copy_number: int) -> bytes:
    return await asyncio.to_thread(minutes_pdf, await read_minutes(act, meeting_ref, copy_number=copy_number))


async def _invite(act: Act, meeting_ref: str, _copy_number: int) -> bytes:
    return invite_ics(await own_invite(act, meeting_ref))


_MAKERS: dict[tuple[str, str], Making] = {
    ("agenda", "docx"): _agenda_docx,
    ("agenda", "pdf"): _agenda_pdf,
    ("minutes", "docx"): _minutes_docx,
    ("minutes", "pdf"): _minutes_pdf,
    ("invite", "ics"): _invite,
}
