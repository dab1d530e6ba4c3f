"""An action given to somebody else: by its owner to a colleague, refused back to the coordinator, or moved by them."""

from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.members import members_of
from agencies.roles import COORDINATORS
from agencies.tables import Membership
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.post import Subject
from meetings.access import denied
from meetings.action_owners import may_act_in
from meetings.actions import MAY_BE_MOVED, NEXT, OPEN, find_action, move_action, note_event
from meetings.tables.minutes import Action, ActionEvent

NO_REASON = "Say why your agency cannot do this; the coordinator reads it."


async def pass_action(act: Act, ref: str, *, to: UUID) -> None:
    """Give an action to a colleague of the same agency, who gets a letter."""
    action = await find_action(act, ref)
    if action.status not in OPEN:
        raise Refused("This action has ended; it cannot be given to anyone.")
    if not await may_act_in(act, action.case, action.agency, to):
        raise InvalidForm({"to": "Ask the coordinator to move it; choose a colleague of your agency here."})
    async with transaction():
        await move_action(act, action, "transferred", note=None, reported_on=act.today, owner=to)
        await _tell(act, action, to)


async def refuse_action(act: Act, ref: str, *, note: str) -> None:
    """The agency says that it cannot do this. It has no owner from then on, and stands with the coordinator."""
    action = await find_action(act, ref)
    if "refused" not in NEXT[action.status]:
        raise Refused("This action has ended already, or is under way. Say what became of it instead.")
    if not note.strip():
        raise InvalidForm({"note": NO_REASON})
    coordinators = await members_of(act.area.id, on=act.today, roles=COORDINATORS)
    async with transaction():
        await move_action(act, action, "refused", note=note.strip(), reported_on=act.today, owner=None)
        for officer in sorted({member.officer_id for member in coordinators} - {act.officer_id}):
            await _tell(act, action, officer)


async def reassign_action(act: Act, ref: str, *, membership: UUID | None) -> None:
    """The coordinator gives an action to somebody of any agency, who gets a letter."""
    action = await find_action(act, ref)
    if not (act.is_coordinator or act.is_chair):
        raise await denied(act, "action", row="action.move", about=action.id)
    if action.status not in MAY_BE_MOVED:
        raise Refused("This action has ended; it cannot be given to anyone.")
    agency, owner = await _chosen(act, action, membership)
    async with transaction():
        moved = (
            await Action.update({Action.status: "agreed", Action.owner: owner, Action.agency: agency})
            .where((Action.id == action.id) & (Action.status == action.status))
            .returning(Action.id)
        )
        if not moved:
            raise Refused("Someone reported on this action meanwhile. Open it again.")
        await note_event(act, action, "agreed", note=None, reported_on=act.today, owner=owner, dk=action.dk)
        await act.record(Event.ACTION_REASSIGNED, "action", action.id, case=action.case, agency=agency, to=owner)
        await _tell(act, action, owner)


async def _chosen(act: Act, action: Action, membership: UUID | None) -> tuple[UUID, UUID]:
    row = (
        await Membership.select(Membership.agency, Membership.officer)
        .where((Membership.id == membership) & (Membership.area == act.area.id) & Membership.agency.is_not_null())
        .first()
    )
    if row is None or not await may_act_in(act, action.case, row["agency"], row["officer"]):
        raise InvalidForm({"to": "Choose who does this instead."})
    return row["agency"], row["officer"]


async def _tell(act: Act, action: Action, officer: UUID) -> None:
    """Each time it comes to somebody is another letter."""
    times = int(await ActionEvent.count().where(ActionEvent.action == action.id))
    await tell(act, officer, Subject.SOMETHING_WAITS, ref=action.ref, sequence=times)
