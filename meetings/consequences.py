"""What would follow if two mentions were one person, told before anybody decides. Nothing is written but the look."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody
from marac.dates import show_date
from meetings.access import visible
from meetings.many import among
from meetings.people_around import MemberLine, member_lines
from meetings.repeat_changes import CASES_OF_A_WIDE_GROUP, RepeatChange, raises_clash, repeat_changes
from meetings.rules.contradictions import HELD_WORDS
from meetings.rules.repeat_sentences import BY
from meetings.tables.documents import Case
from meetings.verdict_rows import Wanted, groups_around, opposite_of, why_not
from meetings.weighing import open_scales


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """One referral whose repeat verdict would change."""

    case_ref: str
    case_number: str
    becomes_repeat: bool
    words: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a verdict of the same person would do, as far as this reader may know."""

    members: tuple[MemberLine, ...] = ()
    repeats: tuple[ConsequenceLine, ...] = ()
    held_for: str = ""
    needs_reason: bool = False
    raises_safety_clash: bool = False
    is_for_chair: bool = False

    @property
    def number_of_mentions(self) -> int:
        return len(self.members)

    @property
    def refused(self) -> str:
        """Why it would take no effect; empty where it would."""
        return HELD_WORDS[self.held_for] if self.held_for else ""

    @property
    def sentence(self) -> str:
        """`If same: the referral becomes a repeat (referred 14 March 2026). Links 3 mentions in all.`"""
        if self.held_for:
            return f"If same: kept for attention, nothing is linked. {self.refused}"
        parts = [line.words for line in self.repeats] or ["no repeat verdict changes"]
        if self.raises_safety_clash:
            parts.append("an address touches another case")
        return f"If same: {'; '.join(parts)}. Links {self.number_of_mentions} mentions in all."


async def consequence_of(act: Act, a: UUID, b: UUID, *, seen_from: str = "") -> Consequence:
    """`seen_from` is the reference of the referral one looks from, which the sentence calls "the referral"."""
    found, changes = await _weighed(act, a, b)
    if not changes:
        return found
    rows = await Case.select(Case.id).where(
        among(Case.id, [change.case_id for change in changes]) & visible(act, Case.id)
    )
    seen = {row["id"] for row in rows}
    lines = tuple(_line(change, seen_from) for change in changes if change.case_id in seen)
    return Consequence(found.members, lines, "", found.needs_reason, found.raises_safety_clash, found.is_for_chair)


@for_everybody
async def _weighed(act: Act, a: UUID, b: UUID) -> tuple[Consequence, Sequence[RepeatChange]]:
    group = await groups_around(act, a, b)
    wanted = Wanted(a, b, "same")
    contrary = [verdict.id for verdict in await opposite_of(act, wanted)]
    held_for = await why_not(act, wanted, group, without=contrary)
    lines = await member_lines(act, [member.id for member in group])
    members = tuple(lines[each.id] for each in group if each.id in lines)
    if held_for:
        return Consequence(members, held_for=held_for, needs_reason=bool(contrary)), ()
    before, after = await (await open_scales(act, group)).weigh_as_one(group)
    changes = repeat_changes(before, after)
    clashes = raises_clash(before, after)
    is_wide = len({member.case for member in group}) >= CASES_OF_A_WIDE_GROUP
    told = Consequence(members, (), "", bool(contrary), clashes, bool(changes) or clashes or is_wide)
    return told, changes


def _line(change: RepeatChange, seen_from: str) -> ConsequenceLine:
    whose = "the referral" if change.case_ref == seen_from else change.case_number or "another referral"
    after = change.after.reported
    if after.is_repeat and after.anchor_on:
        words = f"{whose} becomes a repeat ({BY[after.clock]} {show_date(after.anchor_on)})"
    elif after.reason == "duplicate_of_earlier":
        words = f"{whose} may be the same incident as an earlier referral"
    elif change.before.reported.is_repeat:
        words = f"{whose} is no repeat any more"
    else:
        words = f"{whose} changes by the other clock alone"
    return ConsequenceLine(change.case_ref, change.case_number, after.is_repeat, words)
