"""A lost password or device: one colleague reports it, another agrees, and the person begins again by a letter.

Neither of the two is the person. On a meeting day this takes as long as two people need to look at a page.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.invitations import RECOVER, make_invitation
from agencies.members import MemberLine, members_of
from agencies.roles import FOR_AN_AGENCY
from agencies.sessions import end_sessions_of
from agencies.tables import Recovery
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Conflict, NotFound, Refused
from marac.ids import new_ref

ASKED, AGREED, DECLINED = "asked", "agreed", "refused"


@dataclass(frozen=True, slots=True)
class Lost:
    """A report that waits for a second person."""

    ref: str
    officer_id: UUID
    asked_by: UUID
    asked_at: datetime


async def colleagues_of(act: Act) -> list[MemberLine]:
    """Whose loss this person may report: the own agency's people, or everyone for those who run the area."""
    only = act.agency_id if act.roles & FOR_AN_AGENCY else None
    members = await members_of(act.area.id, on=act.today, agency_id=only)
    first = {member.officer_id: member for member in reversed(members)}
    return [member for officer_id, member in first.items() if officer_id != act.officer_id]


async def report_loss(act: Act, officer_id: UUID) -> None:
    """Say that a colleague has lost a password or device. Nothing changes until somebody else agrees."""
    if officer_id not in {member.officer_id for member in await colleagues_of(act)}:
        raise NotFound("There is no such colleague.")
    async with transaction():
        row = Recovery(
            ref=new_ref(),
            area=act.area.id,
            officer=officer_id,
            asked_by=act.officer_id,
            asked_at=act.at,
            state=ASKED,
        )
        await row.save()
        await act.record(Event.FACTOR_LOST, "officer", officer_id, step="ask", second=None)


async def losses_waiting(area_id: UUID) -> list[Lost]:
    """Reports that wait, oldest first."""
    rows = await (
        Recovery.select().where((Recovery.area == area_id) & (Recovery.state == ASKED)).order_by(Recovery.asked_at)
    )
    return [Lost(row["ref"], row["officer"], row["asked_by"], row["asked_at"]) for row in rows]


async def decide_loss(act: Act, ref: str, *, agrees: bool) -> None:
    """The second person's word. Agreed: every session ends and a letter leads to a new password and device."""
    row = await Recovery.select().where((Recovery.ref == ref) & (Recovery.area == act.area.id)).first()
    if row is None:
        raise NotFound("There is no such report.")
    if act.officer_id == row["officer"] or (agrees and act.officer_id == row["asked_by"]):
        raise Refused("A second person must agree to this, and not the one it is about.")
    async with transaction():
        settled = await (
            Recovery.update(
                {
                    Recovery.state: AGREED if agrees else DECLINED,
                    Recovery.agreed_by: act.officer_id,
                    Recovery.agreed_at: act.at,
                }
            )
            .where((Recovery.id == row["id"]) & (Recovery.state == ASKED))
            .returning(Recovery.id)
        )
        if not settled:
            raise Conflict("Somebody has decided this already.")
        if agrees:
            await end_sessions_of(row["officer"], now=act.at)
            await make_invitation(act, row["officer"], kind=RECOVER, second=row["asked_by"])
        step = "agree" if agrees else "refuse"
        await act.record(
            Event.OFFICER_RECOVERY_AGREED, "officer", row["officer"], step=step, second=str(row["asked_by"])
        )
