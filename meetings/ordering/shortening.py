"""The order by rule, and a better one in which representatives wait less, worked out for one builder's cases."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.agenda import Opened, cases_to_place
from meetings.ordering.needed import Needed
from meetings.ordering.running import Running
from meetings.rules.agenda_order import CaseToPlace, Placed, families_of, order_cases
from meetings.rules.running_order import Shorter, shorten_waiting
from meetings.rules.running_search import CaseToRun


@dataclass(frozen=True, slots=True)
class Orders:
    """How the cases would stand by rule and in the order found."""

    by_rule: tuple[Placed, ...]
    shorter: Shorter

    @property
    def why_by_rule(self) -> dict[str, str]:
        return {placed.ref: placed.reason for placed in self.by_rule if placed.reason != "pinned"}

    @property
    def why_shorter(self) -> dict[str, str]:
        """Only what is taken up has a new reason, and what somebody may not see."""
        hidden = {placed.ref: "access" for placed in self.by_rule if placed.reason == "access"}
        return dict.fromkeys(sorted(self.shorter.moved), "waiting") | hidden


async def work_out(
    opened: Opened, running: Running, needed: Needed, *, unseen: set[UUID], keys: Sequence[str]
) -> Orders:
    """In a thread: others are answered meanwhile."""
    case_ids = [item.case.id for item in opened.items]
    cases = cases_to_place(opened, unseen=unseen, leaves_early=needed.leaves_early(case_ids))
    by_rule = order_cases(cases, keys)
    people = {item.case.ref: needed.by(item.case.id) for item in opened.items}
    now = _to_run(cases, running, people, keys)
    shorter = await asyncio.to_thread(
        shorten_waiting, now, by_rule=[placed.ref for placed in by_rule], leaves=needed.leaves, pause=running.pause
    )
    return Orders(by_rule, shorter)


def _to_run(
    cases: Sequence[CaseToPlace], running: Running, people: Mapping[str, frozenset[str]], keys: Sequence[str]
) -> list[CaseToRun]:
    minutes = {place.case_ref: place.minutes for place in running.places}
    families = families_of([case for case in cases if not case.is_unseen_by_some and case.pinned_to is None])
    family = {case.ref: group[0].ref for group in families if len(group) > 1 for case in group}
    return [
        CaseToRun(
            ref=case.ref,
            minutes=minutes[case.ref],
            needed_by=people[case.ref],
            family=family.get(case.ref, ""),
            is_pinned=case.pinned_to is not None,
            is_first=case.is_emergency_update and _updates_come_first(keys),
            is_last=case.is_unseen_by_some,
        )
        for case in cases
    ]


def _updates_come_first(keys: Sequence[str]) -> bool:
    return next((key for key in keys if key != "pinned"), "") == "emergency_update"
