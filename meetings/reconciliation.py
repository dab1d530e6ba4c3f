"""Who is who: a person says of two mentions that they are the same or different people, and can take it back.

Verdicts are the only truth. A person is the group of mentions joined by "same" verdicts in effect, and bears the id of
its oldest mention, so that taking a verdict back restores exactly what stood before. A verdict that contradicts what is
known is kept and waits for attention; it takes no effect.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from meetings.access import visible
from meetings.many import among
from meetings.repeat_changes import (
    RepeatChange,
    note_changes,
    raises_clash,
    reasons_for_chair,
    repeat_changes,
)
from meetings.rules.contradictions import HELD_WORDS
from meetings.rules.groups import Edge, groups_of
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import (
    BY_HAND,
    Evidence,
    Place,
    Wanted,
    edges_among,
    groups_around,
    in_effect,
    keep,
    lock_area,
    opposite_of,
    regroup,
    standing,
    why_not,
    withdraw,
)
from meetings.weighing import MoreToOpen, Scales, Standing, open_scales

__all__ = ["BY_HAND", "Evidence", "Settled", "rebuilt_groups", "settle_pair", "undo_verdict"]
KINDS = ("same", "different", "unsure")
SAID = {"same": "Same person.", "different": "Different people.", "unsure": "Not sure: nothing was changed."}
EVENTS = {"same": Event.IDENTITY_LINKED, "different": Event.IDENTITY_PARTED, "unsure": Event.IDENTITY_UNSURE}
AGAINST_EARLIER = "Somebody decided the contrary of these two. Write why you decide otherwise."
BUSY = "Somebody decides about these people at this moment. Try again."
OF_ONE_REFERRAL = "Their two referrals were joined as one. Take those apart on the page of the second referral."
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict, the cases whose people it concerns, and what it changed as far as this reader may know."""

    verdict_id: UUID
    kind: str
    cases: tuple[UUID, ...]
    held_for: str = ""
    changed: tuple[RepeatChange, ...] = ()
    raises_safety_clash: bool = False
    is_for_chair: bool = False

    @property
    def words(self) -> str:
        """For the status line."""
        if self.held_for:
            return f"Kept for attention, nothing was linked. {HELD_WORDS[self.held_for]}"
        said = [SAID.get(self.kind, "Taken back. Everything is as it was before.")]
        if self.changed:
            number = len(self.changed)
            said.append(f"Repeat verdict changed on {number} referral{'s' if number > 1 else ''}.")
        return " ".join(said)


async def settle_pair(
    act: Act,
    a: UUID,
    b: UUID,
    *,
    kind: str,
    reason: str = "",
    evidence: Evidence = BY_HAND,
    and_then: Callable[[Settled], Awaitable[None]] | None = None,
) -> Settled:
    """One verdict, in a transaction of its own; what it is weighed by is opened before that begins.

    Against an earlier verdict on the very same two it needs a reason, and replaces that. What `and_then` writes is
    there with the verdict, or neither is.
    """
    if kind not in KINDS:
        raise InvalidForm({"verdict": "Choose the same person, different people or not sure."})
    wanted = Wanted(a, b, kind, reason, evidence)

    async def settle(scales: Scales) -> Settled:
        settled = await _settle(act, wanted, scales)
        if and_then is not None:
            await and_then(settled)
        return settled

    return await decide_weighed(act, a, b, settle)


async def undo_verdict(act: Act, verdict_id: UUID) -> Settled:
    """Take a verdict back. What was joined by it falls apart into the groups the other verdicts hold together."""
    found = await Verdict.select(Verdict.a, Verdict.b).where(standing(act) & (Verdict.id == verdict_id)).first()
    if found is None:
        raise NotFound
    return await decide_weighed(act, found["a"], found["b"], lambda scales: _undo(act, verdict_id, scales))


async def rebuilt_groups(act: Act) -> dict[UUID, UUID]:
    """Every mention of the area with its person, built from the verdicts alone; for the nightly comparison."""
    mentions = await Mention.select(Mention.id).where(Mention.area == act.area.id)
    edges = await Verdict.select(Verdict.a, Verdict.b).where(in_effect(act, "same"))
    return groups_of([row["id"] for row in mentions], [Edge(row["a"], row["b"]) for row in edges])


@for_everybody
async def decide_weighed(act: Act, a: UUID, b: UUID, deed: Callable[[Scales], Awaitable[Settled]]) -> Settled:
    """Open, then begin; begun again where the people were linked further in between."""
    for _ in range(MOST_TRIES):
        scales = await open_scales(act, await groups_around(act, a, b))
        try:
            async with transaction():
                settled = await deed(scales)
        except MoreToOpen:
            continue
        return await _as_seen(act, settled)
    raise Conflict(BUSY)


async def _settle(act: Act, wanted: Wanted, scales: Scales) -> Settled:
    await lock_area(act)
    members = await groups_around(act, wanted.a, wanted.b)
    if wanted.kind == "unsure":
        return await _kept(act, wanted, members, Place())
    opposite = await opposite_of(act, wanted)
    contrary = [verdict.id for verdict in opposite]
    if contrary and not wanted.reason:
        raise InvalidForm({"reason": AGAINST_EARLIER})
    _require_free(opposite)
    held_for = await why_not(act, wanted, members, without=contrary)
    if held_for:
        return await _kept(act, wanted, members, Place(held_for))
    return await take_effect(act, wanted, members, scales, contrary=contrary)


async def take_effect(
    act: Act,
    wanted: Wanted,
    members: Sequence[Mention],
    scales: Scales,
    *,
    contrary: Sequence[UUID] = (),
    inherits: UUID | None = None,
) -> Settled:
    """Regroup, keep the verdict, and note what it changed. Inside the transaction, with the area locked."""
    before = await scales.weigh(members)
    await withdraw(act, contrary)
    joined = [Edge(wanted.a, wanted.b)] if wanted.kind == "same" else []
    await _regroup(act, members, joined)
    after = await scales.weigh(members)
    why = reasons_for_chair(members, before, after) if joined else ()
    place = Place(for_chair=why, replaces=contrary[0] if contrary else None, inherits=inherits)
    settled = await _kept(act, wanted, members, place)
    return await _noted(act, settled, before, after, deed="linked" if joined else "parted")


def _require_free(verdicts: Iterable[Verdict]) -> None:
    """What holds two referrals together that are one goes with that alone."""
    if any(verdict.joined for verdict in verdicts):
        raise Refused(OF_ONE_REFERRAL)


async def _kept(act: Act, wanted: Wanted, members: Sequence[Mention], place: Place) -> Settled:
    """Write the verdict with its leaf."""
    verdict = await keep(act, wanted, place)
    await Verdict.insert(verdict)
    await act.record(
        EVENTS[wanted.kind],
        "mention",
        wanted.a,
        other=str(wanted.b),
        verdict=str(verdict.id),
        levels=wanted.evidence.levels,
        model=wanted.evidence.model,
        held=place.held_for or None,
    )
    cases = tuple(sorted({member.case for member in members}))
    return Settled(verdict.id, wanted.kind, cases, place.held_for, is_for_chair=bool(place.for_chair))


async def _undo(act: Act, verdict_id: UUID, scales: Scales) -> Settled:
    await lock_area(act)
    verdict = await Verdict.objects().where(standing(act) & (Verdict.id == verdict_id)).first()
    if verdict is None:
        raise NotFound
    _require_free([verdict])
    members = await groups_around(act, verdict.a, verdict.b)
    before = await scales.weigh(members)
    await withdraw(act, [verdict_id])
    await act.record(Event.IDENTITY_UNDONE, "mention", verdict.a, other=str(verdict.b), verdict=str(verdict_id))
    joined = await _bring_back(act, verdict, members)
    await _regroup(act, members, joined)
    cases = tuple(sorted({member.case for member in members}))
    return await _noted(act, Settled(verdict_id, "undone", cases), before, await scales.weigh(members), deed="undone")


async def _bring_back(act: Act, undone: Verdict, members: Sequence[Mention]) -> list[Edge]:
    """What a verdict had replaced stands again, as a verdict of today that stands for it."""
    replaced = await Verdict.objects().where(Verdict.id == undone.replaces).first() if undone.replaces else None
    if replaced is None:
        return []
    evidence = Evidence(replaced.levels, replaced.weight, replaced.model)
    wanted = Wanted(replaced.a, replaced.b, replaced.kind, evidence=evidence)
    held_for = await why_not(act, wanted, members)
    await _kept(act, wanted, members, Place(held_for, replaces=replaced.replaces, inherits=replaced.id))
    return [Edge(wanted.a, wanted.b)] if wanted.kind == "same" and not held_for else []


async def _regroup(act: Act, members: Sequence[Mention], joined: Sequence[Edge]) -> None:
    edges = [*await edges_among(act, members, "same"), *joined]
    await regroup(members, groups_of([member.id for member in members], edges))


async def _noted(
    act: Act, settled: Settled, before: dict[UUID, Standing], after: dict[UUID, Standing], *, deed: str
) -> Settled:
    changed = repeat_changes(before, after)
    await note_changes(act, changed, verdict=settled.verdict_id, deed=deed)
    return replace(settled, changed=changed, raises_safety_clash=raises_clash(before, after))


async def _as_seen(act: Act, settled: Settled) -> Settled:
    """Without the cases that whoever decided may not see."""
    if not settled.changed or act.officer_id is None:
        return settled
    ids = [change.case_id for change in settled.changed]
    rows = await Case.select(Case.id).where(among(Case.id, ids) & visible(act, Case.id))
    seen = {row["id"] for row in rows}
    return replace(settled, changed=tuple(change for change in settled.changed if change.case_id in seen))
