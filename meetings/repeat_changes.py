"""What a verdict did to the repeats and safe addresses of referrals, and the notice that a coordinator gets of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.ids import uuid7
from meetings.rules.repeats import RepeatClock
from meetings.tables.people import Mention, RepeatNotice
from meetings.weighing import Standing, tag_of

# HMPPS and SafeLives say nothing of it; a link over this many cases is more than one pair of records.
CASES_OF_A_WIDE_GROUP = 3


@dataclass(frozen=True, slots=True)
class RepeatChange:
    """One referral whose tag is another by one of the clocks."""

    case_id: UUID
    case_ref: str
    case_number: str
    before: Standing
    after: Standing

    @property
    def words(self) -> str:
        """`Not a repeat, now Repeat` by the reported clock, or by the other where that alone changed."""
        clocks = (self.after.reported_clock, *RepeatClock)
        pairs = [(tag_of(self.before.repeats[clock]), tag_of(self.after.repeats[clock])) for clock in clocks]
        before, after = next((was, now) for was, now in pairs if was != now)
        return f"{before}, now {after.lower()}"


Weighed = Mapping[UUID, Standing]


def repeat_changes(before: Weighed, after: Weighed) -> tuple[RepeatChange, ...]:
    """Referrals in order of making."""
    return tuple(
        RepeatChange(case_id, now.case.ref, now.case.case_number or "", before[case_id], now)
        for case_id, now in sorted(after.items())
        if case_id in before and before[case_id].tags != now.tags
    )


def raises_clash(before: Weighed, after: Weighed) -> bool:
    """A victim's address touches another case now that it did not touch before."""
    return any(now.clashes - before[case_id].clashes for case_id, now in after.items() if case_id in before)


def reasons_for_chair(members: Sequence[Mention], before: Weighed, after: Weighed) -> tuple[str, ...]:
    """Why a link of these people is shown to the chair at the next agenda; none for an everyday one."""
    found = {
        "repeat": bool(repeat_changes(before, after)),
        "clash": raises_clash(before, after),
        "cases": len({member.case for member in members}) >= CASES_OF_A_WIDE_GROUP,
    }
    return tuple(reason for reason, holds in found.items() if holds)


async def note_changes(act: Act, changes: Sequence[RepeatChange], *, verdict: UUID, deed: str) -> None:
    """A notice and a leaf for each referral. Inside the transaction of the verdict, after its row."""
    for change in changes:
        await RepeatNotice.insert(_notice(act, change, verdict, deed))
        await act.record(
            Event.REPEAT_CHANGED,
            "case",
            change.case_id,
            verdict=str(verdict),
            before=change.before.reported.reason.value,
            after=change.after.reported.reason.value,
        )


def _notice(act: Act, change: RepeatChange, verdict: UUID, deed: str) -> RepeatNotice:
    before, after = change.before, change.after
    return RepeatNotice(
        id=uuid7(),
        area=act.area.id,
        case=change.case_id,
        verdict=verdict,
        deed=deed,
        by=act.officer_id,
        at=act.at,
        business_at=act.business_at,
        reported_clock=after.reported_clock.value,
        before_by_referral=before.repeats[RepeatClock.LAST_REFERRAL].reason.value,
        before_by_heard=before.repeats[RepeatClock.LAST_HEARD].reason.value,
        after_by_referral=after.repeats[RepeatClock.LAST_REFERRAL].reason.value,
        after_by_heard=after.repeats[RepeatClock.LAST_HEARD].reason.value,
        before_anchor=before.anchor,
        after_anchor=after.anchor,
    )
