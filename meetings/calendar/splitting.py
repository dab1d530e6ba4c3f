"""A list with too many cases split onto a second day, in one act: meeting, cases, and everybody asked about them.

Families stay whole, also where one of their cases is shut to whoever splits; that one goes with them untold.
"""

from agencies.acts import Act
from agencies.letters import tell
from agencies.seats import service_act
from marac.audit.events import Event
from marac.database import for_everybody, for_update, transaction
from marac.dates import day_in_london
from marac.errors import Conflict, NotFound
from marac.ids import uuid7
from marac.post import Subject
from meetings.arranging import arrange
from meetings.asked_people import asked_officers
from meetings.calendar.split_reading import SecondDay, Standing, people_of, rows_of_list, standing_of
from meetings.cases import Move, hold_case, move_case
from meetings.ordering.standing import order_mark
from meetings.schedule import UNANSWERED, MeetingDay, deadlines_of_meeting
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Research

REASON = "The list was split over two days."
CHANGED = "The list changed meanwhile. Look at the two lists again; nothing was moved."


async def split_meeting(act: Act, meeting_ref: str, second: SecondDay, *, mark: str) -> tuple[str, int]:
    """Make the second meeting and move the cases with all who were asked; returns its reference and how many moved."""
    standing = await standing_of(act, meeting_ref)
    if mark != standing.mark:
        raise Conflict(CHANGED)
    service = await service_act(act.desk, act.area.id)
    day = day_in_london(second.starts_at)
    async with transaction():
        await for_update(Meeting.select(Meeting.id).where(Meeting.id == standing.meeting.id))
        if order_mark([row["id"] for row in await rows_of_list(standing.meeting.id, act)]) != mark:
            raise Conflict(CHANGED)  # Between the look above and the lock.
        second_ref = await arrange(
            act, MeetingDay("ordinary", day, day, second.starts_at, second.ends_at, second.place)
        )
        to = await Meeting.objects().get(Meeting.ref == second_ref)
        if to is None:
            raise NotFound
        seen = {row["case"]: row["case_ref"] for row in standing.rows}
        for item in await _moving(standing):
            await _move(act if item.case in seen else service, item, to)
        for officer in sorted(await asked_officers(second_ref)):
            await tell(act, officer, Subject.MEETING_ARRANGED, ref=second_ref, meeting=to.id)
        await act.record(
            Event.MEETING_SPLIT, "meeting", standing.meeting.id, into=str(to.id), moved=len(standing.proposal.move)
        )
    return second_ref, len(standing.proposal.move)


@for_everybody
async def _moving(standing: Standing) -> list[AgendaItem]:
    """The items of the proposal, and those of hidden cases of the same families, in running order."""
    items = (
        await AgendaItem.objects()
        .where((AgendaItem.meeting == standing.meeting.id) & (AgendaItem.state == "listed"))
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    moving = set(standing.proposal.move)
    seen = {row["case"]: row["case_ref"] for row in standing.rows}
    people = await people_of([item.case for item in items])
    persons = frozenset[str]().union(*(people.get(case, frozenset()) for case, ref in seen.items() if ref in moving))
    return [
        item
        for item in items
        if seen.get(item.case) in moving or (item.case not in seen and people.get(item.case, frozenset()) & persons)
    ]


@for_everybody
async def _move(act: Act, item: AgendaItem, to: Meeting) -> None:
    """One case with its asks: who was asked stays asked, what was answered stays answered."""
    case = await hold_case(item.case)
    await AgendaItem.update({AgendaItem.state: "moved"}).where(AgendaItem.id == item.id)
    number = await AgendaItem.count().where(AgendaItem.meeting == to.id)
    await AgendaItem.insert(
        AgendaItem(
            id=uuid7(),
            area=act.area.id,
            meeting=to.id,
            case=case.id,
            kind=item.kind,
            state="listed",
            position=number + 1,
            minutes=item.minutes,
            listed_at=act.business_at,
            separate_paper=item.separate_paper,
        )
    )
    await move_case(act, case, Move("listed", REASON, "split", meeting=to.id))
    await _carry_asks(act, item, to)
    await act.record(Event.AGENDA_CASE_LISTED, "meeting", to.id, case=str(case.id), position=number + 1, item=item.kind)


async def _carry_asks(act: Act, item: AgendaItem, to: Meeting) -> None:
    theirs = (Ask.case == item.case) & (Ask.meeting == item.meeting)
    due_at = deadlines_of_meeting(act, to, await settings_on(act, to.held_on)).research_due
    later = due_at if due_at > act.business_at else to.starts_at
    await Ask.update({Ask.due_at: later}).where(theirs & Ask.state.is_in(list(UNANSWERED)))
    rows = await Ask.update({Ask.meeting: to.id}).where(theirs).returning(Ask.id)
    if rows:
        await Research.update({Research.meeting: to.id}).where(Research.ask.is_in([row["id"] for row in rows]))
