"""Actions that nobody can do any more: refused, without anybody in person, or with an owner or agency that is gone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of, members_of
from agencies.roles import ROLE_NAMES
from meetings.access import denied, not_barred
from meetings.actions import OPEN, find_action
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of
from meetings.tables.minutes import Action


@dataclass(frozen=True, slots=True)
class MayOwn:
    """Somebody who may be given an action; two of one name are told apart by agency and role."""

    membership_id: UUID
    name: str
    agency: str
    role: str

    @property
    def words(self) -> str:
        return f"{self.agency}: {self.name}, {self.role}"


async def orphaned(act: Act) -> list[UUID]:
    """Those the coordinator must give to somebody, of the cases this reader may see."""
    if not (act.is_coordinator or act.is_chair):
        raise await denied(act, "action", row="action.move")
    rows = await Action.select(Action.id, Action.case, Action.agency, Action.owner, Action.status).where(
        (Action.area == act.area.id) & Action.status.is_in([*OPEN, "refused"]) & not_barred(act, Action.case)
    )
    here = {line.id for line in await agencies_of(act.area.id, on=act.today) if line.is_member_on(act.today)}
    members = await members_of(act.area.id, on=act.today)
    at_work = {(member.officer_id, member.agency_id) for member in members}
    shut_out = await shut_out_of(act.area.id, [row["case"] for row in rows])
    theirs = await agencies_of_officers(act.area.id, [row["owner"] for row in rows if row["owner"]], on=act.today)

    def is_orphaned(row: dict[str, Any]) -> bool:
        owner, agency = row["owner"], row["agency"]
        if row["status"] == "refused" or owner is None or agency not in here or (owner, agency) not in at_work:
            return True
        return shut_out.keeps_out(row["case"], owner, {agency, *theirs.get(owner, ())})

    return [row["id"] for row in rows if is_orphaned(row)]


async def who_may_own(act: Act, ref: str) -> tuple[MayOwn, ...]:
    """Everybody of an agency of the area who is not shut out of the case."""
    action = await find_action(act, ref)
    agencies = {
        line.id: line.name for line in await agencies_of(act.area.id, on=act.today) if line.is_member_on(act.today)
    }
    members = [each for each in await members_of(act.area.id, on=act.today) if each.agency_id in agencies]
    shut_out = await shut_out_of(act.area.id, [action.case])
    theirs = await agencies_of_officers(act.area.id, [each.officer_id for each in members], on=act.today)
    names = await names_of(act, {each.officer_id for each in members})
    found = [
        MayOwn(each.membership_id, names[each.officer_id], agencies[each.agency_id], ROLE_NAMES[each.role].lower())
        for each in members
        if each.agency_id is not None
        and not shut_out.keeps_out(action.case, each.officer_id, theirs.get(each.officer_id, ()))
    ]
    return tuple(sorted(found, key=lambda each: (each.agency, each.name, each.role)))
