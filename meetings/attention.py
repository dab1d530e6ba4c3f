"""People who need attention: verdicts that contradict what is known, kept with age and reason until they are settled.

A held verdict takes effect once what stands against it was taken back, or is itself taken back (undo_verdict).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.dates import day_in_london
from marac.errors import NotFound, Refused
from meetings.access import Condition, visible
from meetings.many import among
from meetings.people_around import MemberLine, VerdictLine, member_lines, verdict_lines, verdict_rows, verdicts_among
from meetings.reconciliation import Settled, decide_weighed, take_effect
from meetings.rules.contradictions import HELD_WORDS, Member, contradiction
from meetings.rules.groups import Edge
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import Evidence, Wanted, groups_around, lock_area, standing, why_not, withdraw
from meetings.weighing import Scales

STILL_AGAINST = "Take back what stands against it first."


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """One verdict that took no effect, with the people of both groups."""

    verdict: VerdictLine
    words: str
    days: int
    members: tuple[MemberLine, ...]
    in_the_way: tuple[VerdictLine, ...]
    """What could be taken back to make room: links for two people of one document, and so on."""
    can_apply: bool
    """The contradiction is gone."""

    @property
    def since(self) -> datetime:
        return self.verdict.at


async def list_attention(act: Act) -> tuple[AttentionLine, ...]:
    """Oldest first: of cases that this reader may see, each with what stands in its way."""
    held = await verdict_rows(act, _held(act))
    if not held:
        return ()
    people = await _people_of(act, held)
    lines = await member_lines(act, people)
    in_effect = await verdicts_among(act, list(people))
    told = await verdict_lines(act, held)
    return tuple(_line(act, verdict, people, lines, in_effect) for verdict in told)


async def count_attention(act: Act) -> int:
    """How many stand in that list."""
    return int(await Verdict.count().where(_held(act)))


async def apply_held(act: Act, verdict_id: UUID) -> Settled:
    """Let a held verdict take effect. Raises Refused while something still stands against it."""
    held = await _find(act, verdict_id)
    return await decide_weighed(act, held.a, held.b, lambda scales: _apply(act, held, scales))


async def _apply(act: Act, held: Verdict, scales: Scales) -> Settled:
    await lock_area(act)
    if not await Verdict.exists().where(standing(act) & (Verdict.id == held.id)):
        raise NotFound
    wanted = Wanted(held.a, held.b, held.kind, evidence=Evidence(held.levels, held.weight, held.model))
    members = await groups_around(act, held.a, held.b)
    against = await why_not(act, wanted, members)
    if against:
        raise Refused(f"{HELD_WORDS[against]} {STILL_AGAINST}")
    await withdraw(act, [held.id])
    return await take_effect(act, wanted, members, scales, inherits=held.id)


async def _find(act: Act, verdict_id: UUID) -> Verdict:
    found: Verdict | None = await Verdict.objects().where(_held(act) & (Verdict.id == verdict_id)).first()
    if found is None:
        raise NotFound
    return found


def _held(act: Act) -> Condition:
    """Both ends must be this reader's to see."""
    seen = Mention.select(Mention.id).where((Mention.area == act.area.id) & visible(act, Mention.case))
    return standing(act) & Verdict.held_for.is_not_null() & Verdict.a.is_in(seen) & Verdict.b.is_in(seen)


async def _people_of(act: Act, held: Sequence[Mapping[str, Any]]) -> dict[UUID, tuple[UUID, Member]]:
    """Everybody in the groups of these verdicts, each with the person."""
    ends = sorted({end for row in held for end in (row["a"], row["b"])})
    persons = Mention.select(Mention.person_id).where(among(Mention.id, ends) & (Mention.area == act.area.id))
    rows = await (
        Mention.select(Mention.id, Mention.person_id, Mention.document, Mention.case, Mention.role)
        .where(Mention.person_id.is_in(persons) & (Mention.area == act.area.id))
        .order_by(Mention.id)
    )
    return {row["id"]: (row["person_id"], Member(row["id"], row["document"], row["case"], row["role"])) for row in rows}


def _line(
    act: Act,
    verdict: VerdictLine,
    people: Mapping[UUID, tuple[UUID, Member]],
    lines: Mapping[UUID, MemberLine],
    in_effect: Sequence[VerdictLine],
) -> AttentionLine:
    persons = {people[verdict.a][0], people[verdict.b][0]}
    group = [member for person, member in people.values() if person in persons]
    ids = {member.id for member in group}
    inside = [each for each in in_effect if each.a in ids and each.b in ids]
    against = contradiction(
        verdict.kind,
        verdict.a,
        verdict.b,
        group,
        same=[Edge(each.a, each.b) for each in inside if each.kind == "same"],
        different=[Edge(each.a, each.b) for each in inside if each.kind == "different"],
    )
    return AttentionLine(
        verdict=verdict,
        words=HELD_WORDS[against or verdict.held_for],
        days=(act.today - day_in_london(verdict.at)).days,
        members=tuple(lines[each.id] for each in group if each.id in lines),
        in_the_way=tuple(inside) if against else (),
        can_apply=not against,
    )
