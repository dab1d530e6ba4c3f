"""What one person asked for and a second must agree to: a role given or ended, a rule for days already past."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.settings import add_past_value
from agencies.tables import Membership, Proposal
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.ids import new_ref
from marac.post import Subject

ROLE_GIVE, ROLE_END, SETTING = "role_give", "role_end", "setting"
ASKED, AGREED, DECLINED = "asked", "agreed", "refused"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that is not in force."""

    ref: str
    kind: str
    officer_id: UUID | None
    change: dict[str, Any]
    asked_by: UUID
    asked_at: datetime


async def propose(act: Act, kind: str, change: dict[str, Any], *, officer_id: UUID | None = None) -> str:
    """In the caller's transaction; gives the reference. Nothing changes until somebody else agrees."""
    if officer_id is not None and officer_id == act.officer_id:
        raise Refused("Nobody changes their own role. Ask another administrator to begin.")
    row = Proposal(
        ref=new_ref(),
        area=act.area.id,
        kind=kind,
        officer=officer_id,
        change=json.dumps(change, sort_keys=True),
        asked_by=act.officer_id,
        asked_at=act.at,
        state=ASKED,
    )
    await row.save()
    await act.record(
        Event.PROPOSAL_MADE, "proposal", row.id, change=kind, officer=str(officer_id) if officer_id else None
    )
    return str(row.ref)


async def propose_past_value(act: Act, name: str, *, value: object, from_on: date, source: str) -> None:
    """Ask that a rule be entered for days already past; a second person agrees. Raises InvalidForm."""
    if from_on > act.today:
        raise InvalidForm({"past": "Leave this open; the day is not past"})
    change = {"name": name, "value": value, "from_on": from_on.isoformat(), "source": source}
    async with transaction():
        await propose(act, SETTING, change)


async def waiting_in(area_id: UUID, *, kinds: tuple[str, ...]) -> list[Waiting]:
    """What waits for a second person, oldest first."""
    rows = await (
        Proposal.select()
        .where((Proposal.area == area_id) & (Proposal.state == ASKED) & Proposal.kind.is_in(list(kinds)))
        .order_by(Proposal.asked_at)
    )
    return [
        Waiting(
            ref=row["ref"],
            kind=row["kind"],
            officer_id=row["officer"],
            change=json.loads(row["change"]),
            asked_by=row["asked_by"],
            asked_at=row["asked_at"],
        )
        for row in rows
    ]


async def decide(act: Act, ref: str, *, agrees: bool, kinds: tuple[str, ...]) -> None:
    """The second person's word. Raises NotFound, Refused for the first person, Conflict when it is settled already."""
    row = await (
        Proposal.select()
        .where((Proposal.ref == ref) & (Proposal.area == act.area.id) & Proposal.kind.is_in(list(kinds)))
        .first()
    )
    if row is None:
        raise NotFound("There is no such proposal.")
    if act.officer_id in (row["asked_by"], row["officer"]) and agrees:
        raise Refused("A second person must agree to this, and not the one it is about.")
    async with transaction():
        await _settle(act, row, agrees=agrees)
        await act.record(
            Event.PROPOSAL_DECIDED, "proposal", row["id"], change=row["kind"], verdict=AGREED if agrees else DECLINED
        )
        if agrees:
            await _carry_out(act, row)


async def give_role(
    act: Act,
    officer_id: UUID,
    *,
    role: str,
    agency_id: UUID | None,
    from_on: date,
    to_on: date | None,
    second: UUID | None,
) -> None:
    """In the caller's transaction; the person is told that something changed."""
    row = Membership(officer=officer_id, area=act.area.id, agency=agency_id, role=role, from_on=from_on, to_on=to_on)
    await row.save()
    await act.record(
        Event.ROLE_GIVEN,
        "membership",
        row.id,
        officer=str(officer_id),
        role=role,
        agency=str(agency_id) if agency_id else None,
        second=str(second) if second else None,
    )


async def _settle(act: Act, row: dict[str, Any], *, agrees: bool) -> None:
    """One statement: the first decision stands."""
    settled = await (
        Proposal.update(
            {
                Proposal.state: AGREED if agrees else DECLINED,
                Proposal.decided_by: act.officer_id,
                Proposal.decided_at: act.at,
            }
        )
        .where((Proposal.id == row["id"]) & (Proposal.state == ASKED))
        .returning(Proposal.id)
    )
    if not settled:
        raise Conflict("Somebody has decided this already.")


async def _carry_out(act: Act, row: dict[str, Any]) -> None:
    change = json.loads(row["change"])
    if row["kind"] == SETTING:
        await add_past_value(
            act,
            change["name"],
            value=change["value"],
            from_on=date.fromisoformat(change["from_on"]),
            source=change["source"],
            asked_by=row["asked_by"],
        )
        return
    if row["kind"] == ROLE_GIVE:
        await give_role(
            act,
            row["officer"],
            role=change["role"],
            agency_id=UUID(change["agency"]) if change["agency"] else None,
            from_on=date.fromisoformat(change["from_on"]),
            to_on=date.fromisoformat(change["to_on"]) if change["to_on"] else None,
            second=row["asked_by"],
        )
    else:
        await _end_role(act, row, UUID(change["membership"]), date.fromisoformat(change["to_on"]))
    await tell(act, row["officer"], Subject.SOMETHING_WAITS, ref=row["ref"])


async def _end_role(act: Act, row: dict[str, Any], membership_id: UUID, to_on: date) -> None:
    ended = await (
        Membership.update({Membership.to_on: to_on})
        .where((Membership.id == membership_id) & (Membership.area == act.area.id))
        .returning(Membership.role)
    )
    if not ended:
        raise NotFound("There is no such role.")
    await act.record(
        Event.ROLE_ENDED,
        "membership",
        membership_id,
        officer=str(row["officer"]),
        role=ended[0]["role"],
        second=str(row["asked_by"]),
    )
