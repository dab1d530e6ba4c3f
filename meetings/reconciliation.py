"""Who is who: a person says of two mentions that they are the same or different people, and can take it back.

Verdicts are the only truth. A person is the group of mentions joined by standing "same" verdicts, and bears the id of
its oldest mention, so that taking a verdict back restores exactly what stood before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Area
from marac.audit.events import Event
from marac.database import for_everybody, for_update, transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import uuid7
from meetings.access import Condition
from meetings.rules.groups import Edge, groups_of
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict

KINDS = ("same", "different")
ONE_DOCUMENT = "One document names these as two people, so they cannot be one. Ask the sender."
BOTH_ROLES = "That would make one person victim and perpetrator of one case. It needs attention first."
SAID_DIFFERENT = "Somebody decided that these are different people. Take that back first."
SAID_SAME = "Somebody decided that these are the same person. Take that back first."


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a pair was shown: the level of each comparison, the weight, and the model that gave them."""

    levels: str | None = None
    weight: float | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict, and the cases whose people it regrouped."""

    verdict_id: UUID
    cases: tuple[UUID, ...]


BY_HAND = Evidence(model="by_hand")


async def settle_pair(
    act: Act, a: UUID, b: UUID, *, kind: str, reason: str = "", evidence: Evidence = BY_HAND
) -> Settled:
    """One verdict, in a transaction of its own."""
    if kind not in KINDS:
        raise InvalidForm({"verdict": "Choose the same person or different people."})
    async with transaction():
        settled = await settle(act, a, b, kind=kind, reason=reason, evidence=evidence)
    return settled


@for_everybody
async def settle(act: Act, a: UUID, b: UUID, *, kind: str, reason: str = "", evidence: Evidence = BY_HAND) -> Settled:
    """Inside a transaction. Raises Refused where the verdict would contradict a document or an earlier verdict."""
    members = await _groups_around(act, a, b)
    by_id = {member.id: member for member in members}
    if a not in by_id or b not in by_id or a == b:
        raise NotFound
    if kind == "same":
        await _refuse_contradiction(by_id[a], by_id[b], members)
    elif by_id[a].person_id == by_id[b].person_id:
        raise Refused(SAID_SAME)
    verdict = await _keep(act, a, b, kind=kind, reason=reason, evidence=evidence)
    if kind == "same":
        oldest = min(member.id for member in members)
        await _regroup(members, dict.fromkeys(by_id, oldest))
    event = Event.IDENTITY_LINKED if kind == "same" else Event.IDENTITY_PARTED
    await act.record(
        event, "mention", a, other=str(b), verdict=str(verdict.id), levels=evidence.levels, model=evidence.model
    )
    return Settled(verdict.id, tuple(sorted({member.case for member in members})))


@for_everybody
async def undo_verdict(act: Act, verdict_id: UUID) -> Settled:
    """Take a verdict back. What was joined by it falls apart into the groups the other verdicts hold together."""
    async with transaction():
        standing = (Verdict.id == verdict_id) & (Verdict.area == act.area.id) & Verdict.withdrawn_at.is_null()
        found = await for_update(Verdict.objects().where(standing))
        if not found:
            raise NotFound
        a, b = found[0].a, found[0].b
        await Verdict.update({Verdict.withdrawn_at: act.at, Verdict.withdrawn_by: act.officer_id}).where(
            Verdict.id == verdict_id
        )
        members = await _groups_around(act, a, b)
        await _regroup(members, groups_of([member.id for member in members], await _edges(act, members)))
        await act.record(Event.IDENTITY_UNDONE, "mention", a, other=str(b), verdict=str(verdict_id))
    return Settled(verdict_id, tuple(sorted({member.case for member in members})))


async def rebuilt_groups(act: Act) -> dict[UUID, UUID]:
    """Every mention of the area with its person, built from the verdicts alone; for the nightly comparison."""
    mentions = await Mention.select(Mention.id).where(Mention.area == act.area.id)
    edges = await Verdict.select(Verdict.a, Verdict.b).where(_standing(act, "same"))
    return groups_of([row["id"] for row in mentions], [Edge(row["a"], row["b"]) for row in edges])


async def _groups_around(act: Act, a: UUID, b: UUID) -> list[Mention]:
    """Everyone in both groups. Verdicts of one area wait for each other, so that none sees half a group."""
    await for_update(Area.select(Area.id).where(Area.id == act.area.id))
    persons = Mention.select(Mention.person_id).where(Mention.id.is_in([a, b]) & (Mention.area == act.area.id))
    members: list[Mention] = (
        await Mention.objects()
        .where(Mention.person_id.is_in(persons) & (Mention.area == act.area.id))
        .order_by(Mention.id)
    )
    return members


async def _refuse_contradiction(a: Mention, b: Mention, members: list[Mention]) -> None:
    """Two people of one document are two people; one case has nobody in two roles; an earlier verdict stands."""
    if a.person_id == b.person_id:
        return
    ours = [member for member in members if member.person_id == a.person_id]
    theirs = [member for member in members if member.person_id == b.person_id]
    if {member.document for member in ours} & {member.document for member in theirs}:
        raise Refused(ONE_DOCUMENT)
    roles = {(member.case, member.role) for member in members}
    if any((member.case, "perpetrator") in roles for member in members if member.role == "victim"):
        raise Refused(BOTH_ROLES)
    forth = Verdict.a.is_in(_ids(ours)) & Verdict.b.is_in(_ids(theirs))
    back = Verdict.a.is_in(_ids(theirs)) & Verdict.b.is_in(_ids(ours))
    if await Verdict.exists().where((forth | back) & (Verdict.kind == "different") & Verdict.withdrawn_at.is_null()):
        raise Refused(SAID_DIFFERENT)


def _ids(members: Iterable[Mention]) -> list[UUID]:
    return [member.id for member in members]


async def _keep(act: Act, a: UUID, b: UUID, *, kind: str, reason: str, evidence: Evidence) -> Verdict:
    """The reason is sealed under the key of the first mention's case."""
    [case] = await Case.select(Case.dk).where(Case.id.is_in(Mention.select(Mention.case).where(Mention.id == a)))
    verdict = Verdict(
        id=uuid7(),
        area=act.area.id,
        a=a,
        b=b,
        kind=kind,
        by=act.officer_id,
        at=act.at,
        levels=evidence.levels,
        weight=evidence.weight,
        model=evidence.model,
        dk=case["dk"],
    )
    await act.vault.seal(verdict, {Verdict.reason: reason or None})
    await Verdict.insert(verdict)
    return verdict


async def _edges(act: Act, members: list[Mention]) -> list[Edge]:
    among = Verdict.a.is_in(_ids(members)) & Verdict.b.is_in(_ids(members))
    rows = await Verdict.select(Verdict.a, Verdict.b).where(_standing(act, "same") & among)
    return [Edge(row["a"], row["b"]) for row in rows]


def _standing(act: Act, kind: str) -> Condition:
    return (Verdict.area == act.area.id) & (Verdict.kind == kind) & Verdict.withdrawn_at.is_null()


async def _regroup(members: list[Mention], persons: dict[UUID, UUID]) -> None:
    """Write only what changes, one statement a person."""
    moved: dict[UUID, list[UUID]] = {}
    for member in members:
        if member.person_id != persons[member.id]:
            moved.setdefault(persons[member.id], []).append(member.id)
    for person_id, ids in moved.items():
        await Mention.update({Mention.person_id: person_id}).where(Mention.id.is_in(ids))
