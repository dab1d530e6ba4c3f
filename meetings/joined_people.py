"""The people of two referrals that are one: said to be the same by verdicts that stand as long as the joining does."""

from collections.abc import Sequence
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from meetings.many import among
from meetings.rules.groups import groups_of
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import BY_HAND, Place, Wanted, edges_among, keep, regroup, withdraw


async def people_of_both(act: Act, later: Case, earlier: Case) -> list[Mention]:
    """Everybody whom either referral names, with all the mentions that are linked with them; oldest first."""
    theirs = Mention.select(Mention.person_id).where(among(Mention.case, [later.id, earlier.id]))
    found: list[Mention] = (
        await Mention.objects()
        .where(Mention.person_id.is_in(theirs) & (Mention.area == act.area.id))
        .order_by(Mention.id)
    )
    return found


async def say_same(act: Act, join: UUID, later: Case, earlier: Case, *, for_chair: tuple[str, ...]) -> UUID:
    """One verdict for each person whom both name in one role; returns that about the victims.

    They are linked already, perhaps by way of a third record: these hold them together without it.
    """
    pairs = await _named_in_both(later, earlier)
    made: list[UUID] = []
    for ours, theirs in pairs:
        verdict = await keep(act, Wanted(ours.id, theirs.id, "same"), Place(for_chair=() if made else for_chair))
        verdict.joined = join
        await Verdict.insert(verdict)
        await act.record(
            Event.IDENTITY_LINKED,
            "mention",
            ours.id,
            other=str(theirs.id),
            verdict=str(verdict.id),
            levels=None,
            model=BY_HAND.model,
            held=None,
        )
        made.append(verdict.id)
    return made[0]


async def take_back_same(act: Act, join: UUID, members: Sequence[Mention]) -> UUID:
    """Withdraw them, and put everybody where the other verdicts hold them; returns that about the victims."""
    rows = (
        await Verdict.select(Verdict.id, Verdict.a, Verdict.b)
        .where((Verdict.joined == join) & Verdict.withdrawn_at.is_null())
        .order_by(Verdict.id)
    )
    await withdraw(act, [row["id"] for row in rows])
    for row in rows:
        await act.record(Event.IDENTITY_UNDONE, "mention", row["a"], other=str(row["b"]), verdict=str(row["id"]))
    edges = await edges_among(act, members, "same")
    await regroup(members, groups_of([member.id for member in members], edges))
    found: UUID = rows[0]["id"]
    return found


async def _named_in_both(later: Case, earlier: Case) -> list[tuple[Mention, Mention]]:
    """Victim first."""
    ours, theirs = await _named(later), await _named(earlier)
    by_person = {(each.role, each.person_id): each for each in reversed(theirs)}
    pairs = [(each, by_person.get((each.role, each.person_id))) for each in ours]
    found = [(one, other) for one, other in pairs if other is not None]
    return sorted(found, key=lambda pair: pair[0].role != "victim")


async def _named(case: Case) -> list[Mention]:
    found: list[Mention] = await Mention.objects().where(Mention.document == case.opened_by).order_by(Mention.n)
    return found
