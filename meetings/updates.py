"""A case heard in an emergency comes to the next ordinary meeting for an update; it stays one case heard."""

from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody
from meetings.cases import hold_case
from meetings.listing import Listing, put_on_meeting
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting

WAITING = ("heard", "actions_open")


async def list_for_update(act: Act, case_id: UUID) -> None:
    """On the next ordinary meeting, unless it stands on one; without a meeting it waits for the next that is made.

    Inside a transaction.
    """
    meeting = await _next_ordinary(act)
    if meeting is not None and not await _has_update(case_id):
        await _list(act, case_id, meeting)


async def list_waiting_updates(act: Act, meeting: Meeting) -> None:
    """All that wait, when an ordinary meeting comes into the calendar. Inside a transaction."""
    for case_id in await _waiting(act):
        await _list(act, case_id, meeting)


@for_everybody
async def _list(act: Act, case_id: UUID, meeting: Meeting) -> None:
    """The agencies asked for the emergency are asked again: what they did since is what the update is about."""
    heard_at = (
        await AgendaItem.select(AgendaItem.meeting)
        .where((AgendaItem.case == case_id) & (AgendaItem.kind == "emergency") & (AgendaItem.state == "heard"))
        .order_by(AgendaItem.listed_at, ascending=False)
        .first()
    )
    if heard_at is not None:
        case = await hold_case(case_id)
        await put_on_meeting(act, case, meeting, Listing("update", same_asks_as=heard_at["meeting"]))


async def _next_ordinary(act: Act) -> Meeting | None:
    found: Meeting | None = (
        await Meeting.objects()
        .where(
            (Meeting.area == act.area.id)
            & (Meeting.kind == "ordinary")
            & (Meeting.status == "planned")
            & (Meeting.starts_at > act.business_at)
        )
        .order_by(Meeting.starts_at)
        .first()
    )
    return found


@for_everybody
async def _has_update(case_id: UUID) -> bool:
    """It was updated, or will be."""
    return bool(
        await AgendaItem.exists().where(
            (AgendaItem.case == case_id) & (AgendaItem.kind == "update") & AgendaItem.state.is_in(["listed", "heard"])
        )
    )


@for_everybody
async def _waiting(act: Act) -> list[UUID]:
    updated = AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.area == act.area.id) & (AgendaItem.kind == "update") & AgendaItem.state.is_in(["listed", "heard"])
    )
    rows = (
        await AgendaItem.select(AgendaItem.case)
        .where(
            (AgendaItem.area == act.area.id)
            & (AgendaItem.kind == "emergency")
            & (AgendaItem.state == "heard")
            & AgendaItem.case.is_in(Case.select(Case.id).where(Case.status.is_in(list(WAITING))))
            & AgendaItem.case.not_in(updated)
        )
        .distinct()
    )
    return [row["case"] for row in rows]
