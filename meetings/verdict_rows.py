"""The rows of verdicts and the groups that follow from them: locked, read, kept and regrouped inside a transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Area
from marac.database import for_update
from marac.errors import NotFound
from marac.ids import uuid7
from meetings.access import Condition, unseen_cases
from meetings.many import among
from meetings.rules.contradictions import Member, contradiction
from meetings.rules.groups import Edge
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a pair was shown: the level of each comparison, the weight, and the model that gave them."""

    levels: str | None = None
    weight: float | None = None
    model: str | None = None


BY_HAND = Evidence(model="by_hand")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of two mentions."""

    a: UUID
    b: UUID
    kind: str  # same different unsure
    reason: str = ""
    evidence: Evidence = BY_HAND


@dataclass(frozen=True, slots=True)
class Place:
    """What a verdict is kept with: whether it took effect, whom it is shown to, and what it stands for."""

    held_for: str = ""
    for_chair: tuple[str, ...] = ()
    replaces: UUID | None = None
    inherits: UUID | None = None


def standing(act: Act) -> Condition:
    """Verdicts that were not taken back, in effect or held."""
    return (Verdict.area == act.area.id) & Verdict.withdrawn_at.is_null()


def in_effect(act: Act, kind: str) -> Condition:
    return standing(act) & (Verdict.kind == kind) & Verdict.held_for.is_null()


async def groups_around(act: Act, a: UUID, b: UUID) -> list[Mention]:
    """Everyone in both groups, oldest first. Raises NotFound where one of the two is no mention of this area.

    Old records that were taken back a moment ago hold nobody any more.
    """
    persons = Mention.select(Mention.person_id).where(Mention.id.is_in([a, b]) & (Mention.area == act.area.id))
    members: list[Mention] = (
        await Mention.objects()
        .where(
            Mention.person_id.is_in(persons) & (Mention.area == act.area.id) & Mention.case.not_in(unseen_cases(act))
        )
        .order_by(Mention.id)
    )
    if a == b or not {a, b} <= {member.id for member in members}:
        raise NotFound
    return members


async def lock_area(act: Act) -> None:
    """Verdicts of one area wait for each other, so that none sees half a group."""
    await for_update(Area.select(Area.id).where(Area.id == act.area.id))


async def edges_among(act: Act, members: Sequence[Mention], kind: str, *, without: Collection[UUID] = ()) -> list[Edge]:
    """The verdicts in effect, of one kind, between these people."""
    ids = [member.id for member in members]
    rows = await Verdict.select(Verdict.id, Verdict.a, Verdict.b).where(
        in_effect(act, kind) & among(Verdict.a, ids) & among(Verdict.b, ids)
    )
    return [Edge(row["a"], row["b"]) for row in rows if row["id"] not in without]


async def opposite_of(act: Act, wanted: Wanted) -> list[Verdict]:
    """Verdicts in effect that say the contrary of these very two."""
    kind = "different" if wanted.kind == "same" else "same"
    forth = (Verdict.a == wanted.a) & (Verdict.b == wanted.b)
    back = (Verdict.a == wanted.b) & (Verdict.b == wanted.a)
    found: list[Verdict] = await Verdict.objects().where(in_effect(act, kind) & (forth | back)).order_by(Verdict.id)
    return found


async def why_not(act: Act, wanted: Wanted, members: Sequence[Mention], *, without: Collection[UUID] = ()) -> str:
    """The contradiction that keeps a verdict from taking effect, a key of HELD_WORDS; empty where there is none.

    `without` are verdicts that would be taken back for it.
    """
    same = await edges_among(act, members, "same", without=without)
    different = await edges_among(act, members, "different", without=without)
    people = [as_member(each) for each in members]
    return contradiction(wanted.kind, wanted.a, wanted.b, people, same=same, different=different)


def as_member(mention: Mention) -> Member:
    return Member(mention.id, mention.document, mention.case, mention.role)


async def keep(act: Act, wanted: Wanted, place: Place) -> Verdict:
    """The reason is sealed under the key of the first mention's case."""
    [case] = await Case.select(Case.dk).where(Case.id.is_in(Mention.select(Mention.case).where(Mention.id == wanted.a)))
    verdict = Verdict(
        id=uuid7(),
        area=act.area.id,
        a=wanted.a,
        b=wanted.b,
        kind=wanted.kind,
        by=act.officer_id,
        at=act.at,
        business_at=act.business_at,
        held_for=place.held_for or None,
        for_chair=" ".join(place.for_chair) or None,
        replaces=place.replaces,
        inherits=place.inherits,
        levels=wanted.evidence.levels,
        weight=wanted.evidence.weight,
        model=wanted.evidence.model,
        dk=case["dk"],
    )
    await act.vault.seal(verdict, {Verdict.reason: wanted.reason or None})
    return verdict


async def withdraw(act: Act, verdicts: Iterable[UUID]) -> None:
    for verdict_id in verdicts:
        await Verdict.update({Verdict.withdrawn_at: act.at, Verdict.withdrawn_by: act.officer_id}).where(
            Verdict.id == verdict_id
        )


async def regroup(members: Sequence[Mention], persons: dict[UUID, UUID]) -> None:
    """Write only what changes, one statement a person."""
    moved: dict[UUID, list[UUID]] = {}
    for member in members:
        if member.person_id != persons[member.id]:
            moved.setdefault(persons[member.id], []).append(member.id)
    for person_id, ids in moved.items():
        await Mention.update({Mention.person_id: person_id}).where(among(Mention.id, ids))
