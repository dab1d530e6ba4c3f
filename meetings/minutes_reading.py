"""Minutes as one reader gets them: the cases this reader was present for or acts in, and how the meeting was held."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of
from marac.audit.events import Event
from meetings.access import denied, may_see_every_case, not_barred
from meetings.case_content import open_cases
from meetings.first_opened import note_opened
from meetings.meeting_reading import how_held, meeting_line, stamp_for
from meetings.minutes_case import MinutesBook, Written, case_of
from meetings.papers.minutes_paper import MinutesPaper
from meetings.seats import seat_at
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Approval, CirculationReader, Meeting
from meetings.tables.minutes import Action, MinutesPart, MinutesRevision, Telling

# From 90 days after the case closed a reader gives a reason first.
READ_FREELY_DAYS = 90


async def read_minutes(
    act: Act, meeting_ref: str, *, reason_code: str = "own_case", copy_number: int = 0
) -> MinutesPaper:
    """The minutes of a meeting for this reader; NotFound for someone who is entitled to none of it."""
    meeting = await Meeting.objects().where((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id)).first()
    items = await _entitled_items(act, meeting) if meeting else []
    if meeting is None or not items:
        raise await denied(act, "minutes", row="minutes.read")
    await note_opened(act, meeting.id, "minutes")
    return await _paper(act, meeting, items, reason_code, copy_number)


async def require_entitled(act: Act, meeting_ref: str) -> Meeting:
    """The meeting, if this reader may have any of its minutes; else NotFound."""
    meeting = await Meeting.objects().where((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id)).first()
    if meeting is None or not await _entitled_items(act, meeting):
        raise await denied(act, "minutes", row="minutes.read")
    return meeting


async def needs_a_reason(act: Act, meeting_ref: str) -> bool:
    """Whether all cases this reader would see closed more than 90 days ago."""
    if may_see_every_case(act):
        return False
    meeting = await Meeting.objects().where((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id)).first()
    items = await _entitled_items(act, meeting) if meeting else []
    if not items:
        return False
    closed = await Case.select(Case.closed_on).where(Case.id.is_in([item.case for item in items]))
    edge = act.today - timedelta(days=READ_FREELY_DAYS)
    return all(row["closed_on"] is not None and row["closed_on"] < edge for row in closed)


async def _entitled_items(act: Act, meeting: Meeting) -> list[AgendaItem]:
    heard = (AgendaItem.meeting == meeting.id) & AgendaItem.state.is_in(["listed", "heard"])
    here = await seat_at(act, meeting)
    if not (may_see_every_case(act) or (here is not None and here.runs_the_room)):
        sent = CirculationReader.select(CirculationReader.agenda_item).where(
            (CirculationReader.officer == act.officer_id)
            & (CirculationReader.circulation.meeting == meeting.id)
            & (CirculationReader.circulation.kind == "minutes")
            & CirculationReader.circulation.recalled_at.is_null()
            & CirculationReader.agenda_item.is_not_null()
        )
        heard = heard & (AgendaItem.state == "heard") & AgendaItem.id.is_in(sent)
    rows: list[AgendaItem] = (
        await AgendaItem.objects().where(heard & not_barred(act, AgendaItem.case)).order_by(AgendaItem.position)
    )
    return rows


async def _paper(
    act: Act, meeting: Meeting, items: Sequence[AgendaItem], reason_code: str, copy_number: int
) -> MinutesPaper:
    book = await _open_book(act, meeting, items, reason_code)
    held, names, approval = book.held, book.names, book.approval
    return MinutesPaper(
        stamp=await stamp_for(act, book.agencies, names, copy_number=copy_number),
        meeting=meeting_line(meeting, held, names, book.agencies),
        cases=tuple(case_of(book, item, number=number) for number, item in enumerate(items, start=1)),
        attendees=held.attendees(names, book.agencies),
        apologies=held.apologies(names, book.agencies),
        observers=held.observers(names, book.agencies),
        quorum=held.quorum_sentence,
        statement_version=held.statement_version,
        affirmations=held.affirmations(names),
        unfinished=held.unfinished(book.agencies, names),
        minutes_taken_by=names.get(held.minute_taker, "") if held.minute_taker else "",
        approved_by=names.get(approval.by, "") if approval else "",
        approved_at=approval.business_at if approval else None,
    )


async def _open_book(act: Act, meeting: Meeting, items: Sequence[AgendaItem], reason_code: str) -> MinutesBook:
    """Everything the minutes of these items are made of, read once for all of them."""
    cases = await Case.objects().where(Case.id.is_in([item.case for item in items]))
    permit = act.permit(Event.MINUTES_READ, "meeting", meeting.id, reason_code=reason_code)
    contents = await open_cases(act, permit, cases)
    written = await _written(act, meeting, items, reason_code)
    actions = await _actions(act, meeting, items)
    tellings = await _tellings(act, meeting, items)
    held = await how_held(act, meeting)
    approval = await _approval(meeting)
    agencies = await agencies_of(act.area.id, on=meeting.held_on)
    people = {row.by for row in written} | {row.owner for row, _ in actions} | set(held.officers) | {act.officer_id}
    people |= {row.officer for row, _ in tellings.values()} | ({approval.by} if approval else set())
    return MinutesBook(
        act=act,
        contents=contents,
        written=written,
        actions=actions,
        tellings=tellings,
        held=held,
        approval=approval,
        names=await names_of(act, [person for person in people if person is not None]),
        agencies={line.id: line for line in agencies},
    )


async def _written(act: Act, meeting: Meeting, items: Sequence[AgendaItem], reason_code: str) -> list[Written]:
    parts = {
        part.id: part
        for part in await MinutesPart.objects().where(MinutesPart.agenda_item.is_in([item.id for item in items]))
    }
    if not parts:
        return []
    rows = (
        await MinutesRevision.objects()
        .where(MinutesRevision.part.is_in(list(parts)) & (MinutesRevision.kind != "aside"))
        .order_by(MinutesRevision.n)
    )
    kept = _newest_and_corrections(rows)
    permit = act.permit(Event.MINUTES_READ, "meeting", meeting.id, reason_code=reason_code)
    opened = await act.vault.open_records(permit, kept)
    return [
        Written(
            parts[row.part].agenda_item,
            parts[row.part].heading,
            row.n,
            row.kind,
            row.by,
            row.business_at,
            values["text"],
        )
        for row, values in zip(kept, opened, strict=True)
    ]


def _newest_and_corrections(rows: Sequence[MinutesRevision]) -> list[MinutesRevision]:
    """The last draft of each section, and every correction after it: corrections are shown, not folded in."""
    last_draft = {row.part: row.id for row in rows if row.kind == "draft"}
    return [row for row in rows if row.kind == "correction" or last_draft.get(row.part) == row.id]


async def _actions(act: Act, meeting: Meeting, items: Sequence[AgendaItem]) -> list[tuple[Action, dict[str, Any]]]:
    rows = (
        await Action.objects()
        .where(Action.agenda_item.is_in([item.id for item in items]) & not_barred(act, Action.case))
        .order_by(Action.n)
    )
    opened = await act.vault.open_records(act.permit(Event.ACTION_READ, "meeting", meeting.id), rows)
    return list(zip(rows, opened, strict=True))


async def _tellings(
    act: Act, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[UUID, tuple[Telling, dict[str, Any]]]:
    rows = await Telling.objects().where(Telling.agenda_item.is_in([item.id for item in items]))
    opened = await act.vault.open_records(act.permit(Event.FEEDBACK_READ, "meeting", meeting.id), rows)
    return {row.agenda_item: (row, values) for row, values in zip(rows, opened, strict=True)}


async def _approval(meeting: Meeting) -> Approval | None:
    found: Approval | None = (
        await Approval.objects().where(Approval.meeting == meeting.id).order_by(Approval.at, ascending=False).first()
    )
    return found
