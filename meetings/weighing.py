"""What a change of identities does to repeats and safe addresses: weighed before and after it, on the people as linked.

The referrals are opened before the transaction of the change begins, for nothing is opened inside one. The service
opens them, and the verdict comes out the same whoever makes it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import MaracError
from marac.vault.opening import Permit
from meetings.homes_told import homes_of
from meetings.known_referrals import ADULTS, KnownCase, OpenedReferral, known_around, open_answers, opened_ids
from meetings.repeat_judging import judge_repeats, reported_clock
from meetings.rules.repeats import TRANSFER, RepeatClock
from meetings.rules.repeats import Verdict as RepeatVerdict
from meetings.rules.safety_clash import safety_links
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.people import Mention

Known = Mapping[UUID, KnownCase]
# Neither a repeat nor none: not judged yet, or no case of its own.
UNDECIDED_OR_JOINED: dict[str, str] = {
    "duplicate_of_earlier": "Same incident?",
    "joined_to_earlier": "Part of an earlier case",
}


class MoreToOpen(MaracError):
    """Somebody linked these people meanwhile: more referrals must be opened, and the change begun again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One case at one moment: its repeat verdict by each clock, and the cases that an address of it touches."""

    case: KnownCase
    repeats: Mapping[RepeatClock, RepeatVerdict]
    reported_clock: RepeatClock
    clashes: frozenset[str]

    @property
    def reported(self) -> RepeatVerdict:
        return self.repeats[self.reported_clock]

    @property
    def tags(self) -> tuple[str, ...]:
        """What a page would say by each clock: a change of these is told to the coordinator."""
        return tuple(tag_of(self.repeats[clock]) for clock in RepeatClock)

    @property
    def anchor(self) -> UUID | None:
        """The earlier case that started the reported clock."""
        start = self.reported.anchor_from
        return UUID(start) if start and start != TRANSFER else None


def tag_of(verdict: RepeatVerdict) -> str:
    if verdict.reason in UNDECIDED_OR_JOINED:
        return UNDECIDED_OR_JOINED[verdict.reason]
    return "Repeat" if verdict.is_repeat else "Not a repeat"


@dataclass(frozen=True, slots=True)
class Scales:
    """The referrals around two groups of people, opened, and the area's rules."""

    act: Act
    opened: Mapping[UUID, OpenedReferral]
    rules: RulesOfDay

    async def weigh(self, members: Sequence[Mention]) -> dict[UUID, Standing]:
        """The cases of these people as they are linked now. Raises MoreToOpen."""
        known = await known_around(self.act, cases_of(members))
        if missing(known, members, self.opened):
            raise MoreToOpen("Somebody decides about these people at this moment. Try again.")
        return self.judge(known, cases_of(members))

    async def weigh_as_one(self, members: Sequence[Mention]) -> tuple[dict[UUID, Standing], dict[UUID, Standing]]:
        """As they stand, and as they would stand if all of these were one person. Nothing is written."""
        known = await known_around(self.act, cases_of(members))
        return self.judge(known, cases_of(members)), self.judge(as_one_person(known, members), cases_of(members))

    def judge(self, known: Known, case_ids: Collection[UUID]) -> dict[UUID, Standing]:
        """By the rules that every page asks."""
        return {case_id: self._standing(known, known[case_id]) for case_id in case_ids if case_id in known}

    def _standing(self, known: Known, case: KnownCase) -> Standing:
        others = [other for other in known.values() if other.id != case.id]
        this = case.referral(self._answers(case.id))
        homes = [homes_of(other, self.opened.get(other.id)) for other in others]
        return Standing(
            case,
            judge_repeats(this, [other.referral(self._answers(other.id)) for other in others], self.rules),
            reported_clock(this, self.rules),
            frozenset(link.to for link in safety_links(homes_of(case, self.opened.get(case.id)), homes)),
        )

    def _answers(self, case_id: UUID) -> dict[str, Any] | None:
        return self.opened[case_id].answers if case_id in self.opened else None


async def open_scales(act: Act, members: Sequence[Mention]) -> Scales:
    """Open what any regrouping of these people could need: one statement, one leaf. Outside a transaction."""
    service = _as_service(act)
    known = await known_around(service, cases_of(members)) if cases_of(members) else {}
    rules = await settings_on(service, act.today)
    permit = Permit(by=service.actor, event=Event.IDENTITY_WEIGHED, kind="mention", about=members[0].id, keys={})
    return Scales(service, await open_answers(service, missing(known, members, {}), permit), rules)


def missing(known: Known, members: Sequence[Mention], opened: Collection[UUID]) -> list[KnownCase]:
    """What must be opened whichever of these people are joined: as many as if all were one person."""
    whole = as_one_person(known, members)
    return [known[case.id] for case in opened_ids(cases_of(members), whole) if case.id not in opened]


def as_one_person(known: Known, members: Sequence[Mention]) -> dict[UUID, KnownCase]:
    """The same cases with all of these persons as the oldest of them."""
    oldest = min(member.id for member in members)
    names = {member.person_id: oldest for member in members}
    return {
        case.id: replace(
            case,
            victim=names.get(case.victim, case.victim),
            perpetrators=tuple(names.get(person, person) for person in case.perpetrators),
        )
        for case in known.values()
    }


def cases_of(members: Sequence[Mention]) -> list[UUID]:
    """Cases in which these are victim or perpetrator, in order."""
    return sorted({member.case for member in members if member.role in ADULTS})


def _as_service(act: Act) -> Act:
    """Whom a colleague may not see counts as well, so it is the service that reads."""
    actor = replace(act.actor, officer_id=None, acting_for=None)
    return replace(act, actor=actor, officer_id=None, agency_id=None)
