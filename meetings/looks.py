"""Who has seen this record: the leaves of the trail about one case, in words. Reading them is itself a look."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of, members_of
from agencies.roles import ROLE_NAMES, Role
from marac.audit.checkpoints import newest_head
from marac.audit.events import Event
from marac.audit.tables import Checkpoint, Leaf
from meetings.access import Condition, denied, find_case, may_see_every_case
from meetings.tables.documents import Case, CaseDocument
from meetings.tables.minutes import Action
from meetings.tables.people import Mention

PRIVACY = Role.PRIVACY_OFFICER
MOST_SHOWN = 500
MOST_NAMES = 40
MOST_OWN = 200
WHAT = {
    "referral": "Referral",
    "case": "Case",
    "agenda": "Agenda",
    "research": "Research",
    "minutes": "Minutes",
    "action": "Actions",
    "address": "Address",
    "document": "Document",
    "person": "Person",
    "mention": "Person",
    "export": "Paper",
    "figures": "Figures",
    "meeting": "Meeting",
    "inbox": "Inbox",
    "feedback": "Telling the victim",
    "flag": "Flag",
    "access": "Refused",
    "looks": "Who looked",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look or act: when by both clocks, by whom, what."""

    at: datetime
    business_at: datetime
    who: str
    role: str
    agency: str
    what: str
    event: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class LooksPage:
    """The looks at one case, and how far the log was signed."""

    case_ref: str
    looks: tuple[Look, ...]
    number_of_people: int
    only_own: bool
    is_for_privacy: bool
    checked_size: int
    checked_at: datetime | None


async def read_looks(act: Act, case_ref: str) -> LooksPage:
    """Coordinator and chair see who looked; everyone else their own looks alone."""
    case = await _case(act, case_ref)
    leaves = await _leaves(act, case)
    only_own = not (may_see_every_case(act) or PRIVACY in act.roles)
    if only_own:
        leaves = [leaf for leaf in leaves if leaf["actor"] == act.officer_id]
    await act.desk.trail.record_apart(
        Event.LOOKS_READ, by=act.actor, kind="case", about=case.id, number_of_looks=len(leaves)
    )
    looks = await _looks(act, leaves)
    head = await newest_head()
    signed = await Checkpoint.select(Checkpoint.at).order_by(Checkpoint.size, ascending=False).limit(1)
    return LooksPage(
        case_ref=case.ref,
        looks=tuple(looks),
        number_of_people=len({leaf["actor"] for leaf in leaves if leaf["actor"]}),
        only_own=only_own,
        is_for_privacy=PRIVACY in act.roles,
        checked_size=head.size,
        checked_at=signed[0]["at"] if signed else None,
    )


async def _case(act: Act, case_ref: str) -> Case:
    """The privacy officer asks who looked at a case without ever seeing the case."""
    if PRIVACY not in act.roles:
        return await find_case(act, case_ref)
    found: Case | None = await Case.objects().get((Case.ref == case_ref) & (Case.area == act.area.id))
    if found is None:
        raise await denied(act, "case", row="case.looks")
    return found


async def read_own_looks(act: Act) -> tuple[Look, ...]:
    """What this officer looked at and did, newest first; whom it was about is not told again."""
    leaves = (
        await Leaf.select(*_COLUMNS)
        .where((Leaf.area == act.area.id) & (Leaf.actor == act.officer_id))
        .order_by(Leaf.id, ascending=False)
        .limit(MOST_OWN)
    )
    await act.desk.trail.record_apart(
        Event.LOOKS_READ, by=act.actor, kind="officer", about=act.officer_id, number_of_looks=len(leaves)
    )
    return tuple(await _looks(act, leaves))


async def _leaves(act: Act, case: Case) -> list[dict[str, Any]]:
    """Leaves about the case itself, about its parts, and lists that showed it, newest first."""
    about = [case.id, *(await _parts_of(case))]
    direct = (
        await Leaf.select(*_COLUMNS)
        .where((Leaf.area == act.area.id) & Leaf.about.is_in(about[:100]))
        .order_by(Leaf.id, ascending=False)
        .limit(MOST_SHOWN)
    )
    shown = await _in_lists(act, about)
    by_id = {leaf["id"]: leaf for leaf in [*direct, *shown]}
    return sorted(by_id.values(), key=lambda leaf: leaf["id"], reverse=True)[:MOST_SHOWN]


_COLUMNS = (Leaf.id, Leaf.at, Leaf.business_at, Leaf.actor, Leaf.acting_for, Leaf.event, Leaf.keys)


async def _parts_of(case: Case) -> list[UUID]:
    documents = await CaseDocument.select(CaseDocument.document).where(CaseDocument.case == case.id)
    mentions = await Mention.select(Mention.id).where(Mention.case == case.id)
    actions = await Action.select(Action.id).where(Action.case == case.id)
    return [row["document"] for row in documents] + [row["id"] for row in [*mentions, *actions]]


async def _in_lists(act: Act, about: Sequence[UUID]) -> list[dict[str, Any]]:
    """Leaves of lists name what they showed by pseudonym; only those that opened something carry such a list."""
    names = [await act.vault.pseudonym(act.area.id, each) for each in about[:MOST_NAMES]]
    shown: Condition = Leaf.keys.like(f'%"{names[0]}"%')
    for name in names[1:]:
        shown = shown | Leaf.keys.like(f'%"{name}"%')
    return (
        await Leaf.select(*_COLUMNS)
        .where((Leaf.area == act.area.id) & shown)
        .order_by(Leaf.id, ascending=False)
        .limit(MOST_SHOWN)
    )


async def _looks(act: Act, leaves: Sequence[Mapping[str, Any]]) -> list[Look]:
    people = {leaf["actor"] for leaf in leaves if leaf["actor"]}
    names = await names_of(act, people)
    members = {member.officer_id: member for member in await members_of(act.area.id, on=act.today)}
    agencies = {agency.id: agency.name for agency in await agencies_of(act.area.id, on=act.today)}
    looks = []
    for leaf in leaves:
        member = members.get(leaf["actor"])
        looks.append(
            Look(
                at=leaf["at"],
                business_at=leaf["business_at"],
                who=names.get(leaf["actor"], "The service itself"),
                role=ROLE_NAMES[member.role] if member else "",
                agency=agencies.get(member.agency_id, "") if member and member.agency_id else "",
                what=words_of(leaf["event"], leaf["keys"]),
                event=leaf["event"],
                is_own=leaf["actor"] == act.officer_id,
            )
        )
    return looks


def words_of(event: str, keys: str) -> str:
    """`Agenda, version 2`, `Referral: accept`."""
    subject, _, verb = event.partition(":")
    version = json.loads(keys).get("version")
    name = WHAT.get(subject, subject.capitalize())
    if verb in ("read", "list", "open"):
        return f"{name}, version {version}" if version and subject == "agenda" else name
    return f"{name}: {verb.replace(':', ' ')}"
