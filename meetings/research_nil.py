"""Nothing held: for one case, or for all that remain of a meeting in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import Condition, not_barred, visible
from meetings.research import OPEN_STATES, mark_answered, standing
from meetings.seats import find_meeting
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Assignment, Research

ANSWERED = "These were all answered already. Change an answer on the agenda."
TAKEN_OFF = "These were taken off this meeting meanwhile. Nothing needs an answer any more."
NIL_CODES = {"known_no_info": "nil_known", "no_trace": "nil_no_trace"}


@dataclass(frozen=True, slots=True)
class NilAnswered:
    """What became of the ticked cases."""

    recorded: int
    taken_off: int  # they stand on this meeting no more
    answered_before: int


async def answer_nil(act: Act, meeting_ref: str, ask_refs: Sequence[str], code: str) -> NilAnswered:
    """Nothing held, for all these cases in one act. What was taken off or answered meanwhile is told and left alone."""
    if code not in NIL_CODES:
        raise InvalidForm({"answer": "Choose no trace, or known and nothing relevant."})
    meeting = await find_meeting(act, meeting_ref)
    async with transaction():
        asks = await for_update(Ask.objects().where(_own_asks(act, meeting, ask_refs)))
        here = {row["id"] for row in await Ask.select(Ask.id).where(_own_asks(act, meeting, ask_refs) & standing())}
        opened = await _opened_cases(meeting)
        open_asks = [ask for ask in asks if ask.id in here and ask.case not in opened and may_become(ask.state, code)]
        for ask in open_asks:
            await _nil(act, meeting, ask, code)
    taken_off = await _number_taken_off(act, meeting, ask_refs)
    answered = NilAnswered(len(open_asks), taken_off, len(here) - len(open_asks))
    if not answered.recorded:
        raise Refused(TAKEN_OFF if taken_off and not answered.answered_before else ANSWERED)
    return answered


def may_become(state: str, code: str) -> bool:
    """One nil may become the other until the case is opened; what was sent in lines is changed on its own page."""
    return state in OPEN_STATES or state in set(NIL_CODES.values()) - {NIL_CODES[code]}


def _own_asks(act: Act, meeting: Meeting, ask_refs: Sequence[str]) -> Condition:
    mine = (Ask.meeting == meeting.id) & (Ask.agency == act.agency_id)
    return Ask.ref.is_in(list(ask_refs) or [""]) & mine & visible(act, Ask.case)


async def _number_taken_off(act: Act, meeting: Meeting, ask_refs: Sequence[str]) -> int:
    """Of those this officer was to answer. A case that was shut to them meanwhile is not told of."""
    was_mine = Assignment.select(Assignment.ask).where(Assignment.officer == act.officer_id)
    asked = Ask.ref.is_in(list(ask_refs) or [""]) & (Ask.meeting == meeting.id) & (Ask.agency == act.agency_id)
    rows = await Ask.select(Ask.id).where(asked & Ask.id.is_in(was_mine) & not_barred(act, Ask.case))
    standing_still = await Ask.select(Ask.id).where(asked & standing())
    return len({row["id"] for row in rows} - {row["id"] for row in standing_still})


async def _opened_cases(meeting: Meeting) -> set[UUID]:
    rows = await AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting.id) & AgendaItem.opened_at.is_not_null()
    )
    return {row["case"] for row in rows}


async def _nil(act: Act, meeting: Meeting, ask: Ask, code: str) -> None:
    row = Research(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        agency=ask.agency,
        ask=ask.id,
        case=ask.case,
        meeting=meeting.id,
        nil=code,
        state="sent",
        saved_at=act.at,
        sent_at=act.business_at,
        by=act.officer_id,
    )
    row.dk = await act.vault.make_data_key(act.area.id, "research", row.id)
    await act.vault.seal(row, {Research.body: {}})
    await row.save()
    await mark_answered(act, ask, NIL_CODES[code])
    await act.record(Event.RESEARCH_NIL_ANSWERED, "case", ask.case, case=ask.case, meeting=meeting.id, code=code)
