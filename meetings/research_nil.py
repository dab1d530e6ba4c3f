"""Nothing held: for one case, or for all that remain of a meeting in one act."""

from collections.abc import Sequence
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import visible
from meetings.research import OPEN_STATES, mark_answered
from meetings.seats import find_meeting
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Research

NIL_CODES = {"known_no_info": "nil_known", "no_trace": "nil_no_trace"}


async def answer_nil(act: Act, meeting_ref: str, ask_refs: Sequence[str], code: str) -> int:
    """Nothing held, for all these cases in one act; returns how many were answered now."""
    if code not in NIL_CODES:
        raise InvalidForm({"answer": "Choose no trace, or known and nothing relevant."})
    meeting = await find_meeting(act, meeting_ref)
    asks = await Ask.objects().where(
        Ask.ref.is_in(list(ask_refs) or [""])
        & (Ask.meeting == meeting.id)
        & (Ask.agency == act.agency_id)
        # One nil may become the other until the case is opened; what was sent in lines is changed on its own page.
        & Ask.state.is_in([*OPEN_STATES, *(state for state in NIL_CODES.values() if state != NIL_CODES[code])])
        & Ask.case.not_in(_opened_cases(meeting))
        & visible(act, Ask.case)
    )
    if not asks:
        raise Refused("These were all answered already. Change an answer on the agenda.")
    async with transaction():
        for ask in asks:
            await _nil(act, meeting, ask, code)
    return len(asks)


def _opened_cases(meeting: Meeting) -> Any:
    return AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting.id) & AgendaItem.opened_at.is_not_null()
    )


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
