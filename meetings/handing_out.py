"""Papers handed out: asked for by one reader, made by a job, kept sealed until fetched once or run out."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from marac.jobs import Job, later
from meetings.access import denied
from meetings.guarded_sendings import cases_of_reader
from meetings.guarding.wrong_recipient import outside_list, stopped
from meetings.seats import find_meeting
from meetings.tables.meeting import Meeting
from meetings.tables.papers import Paper

# What may be asked for, and as what.
FORMATS = {
    "agenda": ("docx", "pdf"),
    "minutes": ("docx", "pdf"),
    "invite": ("ics",),
    "workbook": ("xlsx",),
}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KIND_WORDS = {"agenda": "Agenda", "minutes": "Minutes", "invite": "Calendar entry", "workbook": "Workbook of figures"}
FORMAT_WORDS = {"docx": "Word", "pdf": "PDF", "ics": "for a calendar", "xlsx": "Excel"}
KEEP = timedelta(hours=8)
NOT_FOR_YOU = "This paper cannot be made for you. Ask the administrator of your area."


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper as its reader sees it in the list."""

    ref: str
    kind: str
    format: str
    state: str  # asked ready fetched failed expired
    asked_at: datetime
    expires_at: datetime
    size: int
    sha256: str
    meeting_ref: str
    fetched_at: datetime | None

    @property
    def words(self) -> str:
        """`Agenda, Word`."""
        return f"{KIND_WORDS[self.kind]}, {FORMAT_WORDS[self.format]}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a paper, once."""

    kind: str
    format: str
    meeting_ref: str
    made_on: datetime
    body: bytes


async def ask_for_paper(act: Act, kind: str, paper_format: str, *, meeting_ref: str = "") -> str:
    """Ask for a paper; returns its reference. The job judges this reader's rights again when it makes it."""
    if paper_format not in FORMATS.get(kind, ()):
        raise InvalidForm({"format": "Choose one of the formats offered for this paper."})
    if kind == "workbook" and not act.is_coordinator:
        raise await denied(act, "paper", row="workbook.ask")
    meeting = await find_meeting(act, meeting_ref) if kind != "workbook" else None
    await _requires_right_reader(act, kind, meeting.id if meeting else None)
    async with transaction():
        paper = await _new_paper(act, kind, paper_format, meeting.id if meeting else None)
        await paper.save()
        await later(Job.MAKE_PAPER, area=act.area.id, dedupe=f"paper:{paper.id}", due=act.at, paper=str(paper.id))
        await act.record(Event.PAPER_ASKED, "paper", paper.id, paper=kind, format=paper_format, reason_code=None)
    return str(paper.ref)


async def _requires_right_reader(act: Act, kind: str, meeting_id: UUID | None) -> None:
    """A paper with cases in it goes to nobody who shares a contact with somebody in them. It does not say so."""
    if meeting_id is None or act.officer_id is None or kind == "invite":
        return
    going = await cases_of_reader(act, meeting_id)
    if await stopped(act, {act.officer_id: going}) or await outside_list(act, [act.officer_id]):
        raise Refused(NOT_FOR_YOU)


async def _new_paper(act: Act, kind: str, paper_format: str, meeting_id: UUID | None) -> Paper:
    before = await Paper.count().where((Paper.kind == kind) & (Paper.about == meeting_id))
    paper = Paper(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        kind=kind,
        format=paper_format,
        about=meeting_id,
        reader=act.officer_id,
        membership=act.membership_id,
        state="asked",
        copy_number=before + 1,
        asked_at=act.at,
        business_at=act.business_at,
        expires_at=act.at + KEEP,
    )
    paper.dk = await act.vault.make_data_key(act.area.id, "file", paper.id)
    await act.vault.seal(paper, {Paper.reason: None, Paper.body: None})
    return paper


async def keep_paper(act: Act, paper: Paper, body: bytes, *, sha256: str) -> None:
    """Seal what was made. Inside a transaction; `act` is the reader's."""
    paper.state, paper.size, paper.sha256 = "ready", len(body), sha256
    await act.vault.seal(paper, {Paper.reason: None, Paper.body: base64.b64encode(body).decode()})
    await paper.save()
    await act.record(
        Event.PAPER_WRITTEN,
        "paper",
        paper.id,
        paper=paper.kind,
        format=paper.format,
        copy=paper.copy_number,
        sha256=sha256,
    )


async def read_papers(act: Act) -> tuple[PaperLine, ...]:
    """The papers this reader asked for, newest first."""
    rows = (
        await Paper.select()
        .where((Paper.reader == act.officer_id) & (Paper.area == act.area.id))
        .order_by(Paper.asked_at, ascending=False)
        .limit(50)
    )
    about = [row["about"] for row in rows if row["about"]]
    refs = await Meeting.select(Meeting.id, Meeting.ref).where(Meeting.id.is_in(about)) if about else []
    by_id = {row["id"]: row["ref"] for row in refs}
    return tuple(
        PaperLine(
            ref=row["ref"],
            kind=row["kind"],
            format=row["format"],
            state=_state(row["state"], row["expires_at"], act.at),
            asked_at=row["business_at"],
            expires_at=row["expires_at"],
            size=row["size"],
            sha256=row["sha256"],
            meeting_ref=by_id.get(row["about"], ""),
            fetched_at=row["fetched_at"],
        )
        for row in rows
    )


def _state(state: str, expires_at: datetime, now: datetime) -> str:
    return "expired" if state == "ready" and expires_at <= now else state


async def read_paper(act: Act, ref: str) -> PaperLine:
    """One of them, before it is fetched."""
    found = next((line for line in await read_papers(act) if line.ref == ref), None)
    if found is None:
        raise await denied(act, "paper", row="paper.fetch")
    return found


async def fetch_paper(act: Act, ref: str) -> Fetched:
    """Hand it over, once. A second fetch asks for a new one."""
    paper = (
        await Paper.objects()
        .where((Paper.ref == ref) & (Paper.reader == act.officer_id) & (Paper.area == act.area.id))
        .first()
    )
    if paper is None:
        raise await denied(act, "paper", row="paper.fetch")
    if paper.state != "ready" or paper.expires_at <= act.at:
        raise Refused("This paper was fetched already, has run out, or is not made yet. Ask for it again.")
    await _requires_right_reader(act, paper.kind, paper.about)
    permit = act.permit(
        Event.PAPER_FETCHED, "paper", paper.id, paper=paper.kind, format=paper.format, copy=paper.copy_number
    )
    opened = await act.vault.open_record(permit, paper)
    await _hand_over(act, paper)
    meeting = await Meeting.select(Meeting.ref).where(Meeting.id == paper.about).first() if paper.about else None
    return Fetched(
        kind=paper.kind,
        format=paper.format,
        meeting_ref=meeting["ref"] if meeting else "",
        made_on=paper.business_at,
        body=base64.b64decode(opened["body"]),
    )


async def _hand_over(act: Act, paper: Paper) -> None:
    """Two fetches at once: one gets it."""
    taken = (
        await Paper.update({Paper.state: "fetched", Paper.fetched_at: act.business_at})
        .where((Paper.id == paper.id) & (Paper.state == "ready"))
        .returning(Paper.id)
    )
    if not taken:
        raise Refused("This paper was fetched already. Ask for it again.")
