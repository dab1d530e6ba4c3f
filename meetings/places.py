"""Where a reference in a letter leads: to a page of this person's, or nowhere that anybody could tell apart."""

from typing import Any

from agencies.acts import Act
from meetings.access import visible
from meetings.seats import has_part_in
from meetings.tables.documents import Case
from meetings.tables.meeting import CirculationReader, Meeting
from meetings.tables.minutes import Action
from meetings.tables.triage import Opinion

_PAPER_PAGES = {"agenda": "agenda", "minutes": "minutes", "action_sheet": "actions"}


async def find_place(act: Act, ref: str) -> str | None:
    """The path of the page; None for what does not exist and for what this person may not see."""
    for look in (_sent_to, _meeting, _case, _action, _opinion):
        place = await look(act, ref)
        if place is not None:
            return place
    return None


async def _sent_to(act: Act, ref: str) -> str | None:
    sent: Any = CirculationReader.circulation
    row = await (
        CirculationReader.select(sent.kind.as_alias("kind"), sent.meeting.ref.as_alias("meeting"))
        .where((sent.ref == ref) & (CirculationReader.officer == act.officer_id) & sent.recalled_at.is_null())
        .first()
    )
    return f"/meetings/{row['meeting']}/{_PAPER_PAGES[row['kind']]}" if row else None


async def _meeting(act: Act, ref: str) -> str | None:
    meeting = await Meeting.objects().where((Meeting.ref == ref) & (Meeting.area == act.area.id)).first()
    if meeting is None or not await has_part_in(act, meeting):
        return None
    return f"/meetings/{ref}"


async def _case(act: Act, ref: str) -> str | None:
    mine = (Case.ref == ref) & (Case.area == act.area.id) & visible(act, Case.id)
    return f"/cases/{ref}" if await Case.exists().where(mine) else None


async def _action(act: Act, ref: str) -> str | None:
    mine = (Action.ref == ref) & (Action.area == act.area.id) & visible(act, Action.case)
    return f"/actions/{ref}" if await Action.exists().where(mine) else None


async def _opinion(act: Act, ref: str) -> str | None:
    asked: Any = Opinion.case
    row = await (
        Opinion.select(asked.ref.as_alias("case_ref"))
        .where((Opinion.ref == ref) & (Opinion.area == act.area.id) & visible(act, Opinion.case))
        .first()
    )
    return f"/referrals/{row['case_ref']}/opinion" if row else None
