"""What a referral comes to by its own evidence: routes and repeat, computed at this reading, with gaps and links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.dates import day_in_london
from marac.vault.opening import Permit
from meetings.access import visible
from meetings.forms import registry
from meetings.forms.findings import Gap
from meetings.homes_told import homes_of
from meetings.known_referrals import (
    KnownCase,
    OpenedReferral,
    hidden_cases,
    known_around,
    known_by,
    known_in_area,
    open_answers,
    open_answers_and_cards,
    opened_ids,
    people_around,
)
from meetings.legacy.log_row import is_log_row
from meetings.repeat_judging import judge_repeats, reported_clock
from meetings.rules.links import Link, links_of
from meetings.rules.repeat_sentences import in_short, sentence_of
from meetings.rules.repeats import TRANSFER, Referral, RepeatClock, Verdict
from meetings.rules.routes import Routes, local_rules, read_routes
from meetings.rules.safety_clash import Homes, contact_links, safety_links
from meetings.second_referrals import card_here, speaking
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention

Json = dict[str, Any]
NOT_YOURS = "Repeat: details with the coordinator."


@dataclass(frozen=True, slots=True)
class RepeatShown:
    """One clock's verdict as this reader may see it; a hidden case shows that it is a repeat, and no more."""

    verdict: Verdict
    earlier_case_ref: str | None
    earlier_case_number: str | None
    sentence: str
    in_short: str
    """`Repeat: the same two people, referred 14 March 2025, eleven months ago`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A referral judged at this reading."""

    case: KnownCase
    form_version: int
    answers: Json
    not_given: Mapping[str, str]
    gaps: tuple[Gap, ...]
    routes: Routes
    repeats: Mapping[RepeatClock, RepeatShown]
    reported_clock: RepeatClock
    links: tuple[Link, ...]
    other_cases: Mapping[str, KnownCase]
    contacts: tuple[Link, ...] = ()
    """Telephones and schools that touch another referral; alerts, never links that are reported."""
    hidden: frozenset[UUID] = frozenset()

    @property
    def reported(self) -> RepeatShown:
        return self.repeats[self.reported_clock]

    @property
    def number_of_known_people(self) -> int:
        """Adults of this referral whom a case that this reader may open names as well."""
        cases = [other for other in self.other_cases.values() if other.whole != self.case.whole]
        others = [other for other in cases if other.id not in self.hidden]
        elsewhere = {person for other in others for person in (other.victim, *other.perpetrators)}
        return len(elsewhere & {self.case.victim, *self.case.perpetrators})

    @property
    def seconds(self) -> tuple[KnownCase, ...]:
        """Other referrals of this very case, those that joined it."""
        return tuple(other for other in self.other_cases.values() if other.row["joined_to"] == self.case.id)

    @property
    def is_possible_duplicate(self) -> bool:
        return any(link.type == "duplicate_of" for link in self.links)


Cards = dict[UUID, list[tuple[Mention, Json]]]


async def open_evidence(act: Act, cases: Sequence[Case], permit: Permit) -> dict[UUID, Evidence]:
    """Judge these cases: four statements and one leaf, however many. The caller has filtered them."""
    if not cases:
        return {}
    case_ids = [case.id for case in cases]
    known = await known_around(act, case_ids)
    return await _judge(act, case_ids, known, permit)


async def open_evidence_and_cards(
    act: Act, cases: Sequence[Case], permit: Permit, *, rules: RulesOfDay
) -> tuple[dict[UUID, Evidence], Cards]:
    """The same, with the cards of everybody in these cases: three statements and one leaf for a whole agenda."""
    if not cases:
        return {}, {}
    case_ids = [case.id for case in cases]
    around = await people_around(act, case_ids)
    known = known_by(around)
    people = speaking(around, cases)
    opened, cards = await open_answers_and_cards(act, opened_ids(case_ids, known), people, permit.showing(case_ids))
    by_case: Cards = {}
    for mention, card in zip(people, cards, strict=True):
        by_case.setdefault(mention.case.joined_to or mention.case.id, []).append((mention, card_here(mention, card)))
    return await _judged(act, case_ids, known, opened, rules), by_case


async def open_area_evidence(act: Act, permit: Permit) -> dict[UUID, Evidence]:
    """Judge every case of the area; for reports."""
    known = await known_in_area(act)
    return await _judge(act, list(known), known, permit, is_filtered=False)


async def _judge(
    act: Act, case_ids: Sequence[UUID], known: Mapping[UUID, KnownCase], permit: Permit, *, is_filtered: bool = True
) -> dict[UUID, Evidence]:
    rules = await settings_on(act, act.today)
    opened = await open_answers(act, opened_ids(case_ids, known), permit.showing(case_ids))
    return await _judged(act, case_ids, known, opened, rules, is_filtered=is_filtered)


async def _judged(
    act: Act,
    case_ids: Sequence[UUID],
    known: Mapping[UUID, KnownCase],
    opened: Mapping[UUID, OpenedReferral],
    rules: RulesOfDay,
    *,
    is_filtered: bool = True,
) -> dict[UUID, Evidence]:
    referrals = {
        case_id: case.referral(opened[case_id].answers if case_id in opened else None)
        for case_id, case in known.items()
    }
    homes = {case_id: homes_of(case, opened.get(case_id)) for case_id, case in known.items()}
    # Where the caller has filtered the cases, only what they are compared with may be hidden.
    open_to_reader = set(case_ids) if is_filtered else set()
    others = [case_id for case_id in known if case_id not in open_to_reader] if act.officer_id else []
    hidden = await hidden_cases(act, others, visible(act, Case.id))
    around = _neighbours(known)
    return {
        case_id: _evidence(
            known[case_id], opened[case_id], rules, _Around(known, referrals, homes, hidden, around[case_id])
        )
        for case_id in case_ids
        if case_id in known
    }


def _neighbours(known: Mapping[UUID, KnownCase]) -> dict[UUID, set[UUID]]:
    """For each case the others that share somebody, so that an area is judged without comparing all with all."""
    by_person: dict[UUID, set[UUID]] = {}
    for case in known.values():
        for person in case.people:
            by_person.setdefault(person, set()).add(case.id)
    return {case.id: set().union(*(by_person[person] for person in case.people)) for case in known.values()}


@dataclass(frozen=True, slots=True)
class _Around:
    """What one case is judged against."""

    known: Mapping[UUID, KnownCase]
    referrals: Mapping[UUID, Referral]
    homes: Mapping[UUID, Homes]
    hidden: set[UUID]
    near: set[UUID]


def _evidence(case: KnownCase, opened: OpenedReferral, rules: RulesOfDay, around: _Around) -> Evidence:
    document, answers = opened.document, opened.answers
    this = around.referrals[case.id]
    near = [other for other in around.near if other != case.id]
    others = [around.referrals[other] for other in near]
    local = local_rules(rules.rows, this.referred_on)
    verdicts = judge_repeats(this, others, rules)
    return Evidence(
        case=case,
        form_version=document.version,
        answers=answers,
        not_given=opened.not_given,
        gaps=_gaps(document, answers),
        routes=read_routes(answers, rules=local, repeat=verdicts[RepeatClock.LAST_REFERRAL]),
        repeats={
            clock: _shown(verdict, around.known, around.hidden, today=rules.day) for clock, verdict in verdicts.items()
        },
        reported_clock=reported_clock(this, rules),
        links=links_of(this, others) + safety_links(around.homes[case.id], [around.homes[other] for other in near]),
        other_cases={str(other): around.known[other] for other in near},
        contacts=contact_links(around.homes[case.id], [around.homes[other] for other in near]),
        hidden=frozenset(around.hidden),
    )


def _gaps(document: Document, answers: Json) -> tuple[Gap, ...]:
    """What a referral leaves open. A row of an old log was never asked."""
    if is_log_row(document.form):
        return ()
    form = registry.find(document.form, document.version)
    return form.check(answers, received_on=day_in_london(document.business_at)).gaps


def _shown(verdict: Verdict, known: Mapping[UUID, KnownCase], hidden: set[UUID], *, today: date) -> RepeatShown:
    from_case = verdict.anchor_from not in (None, TRANSFER)
    anchor = known[UUID(verdict.anchor_from)] if from_case and verdict.anchor_from else None
    if anchor is not None and anchor.id in hidden:
        words = NOT_YOURS if verdict.is_repeat else ""
        return RepeatShown(verdict, None, None, words, in_short=words)
    return RepeatShown(
        verdict,
        anchor.ref if anchor else None,
        anchor.case_number if anchor else None,
        sentence_of(
            verdict.reason,
            verdict.clock,
            test_from=verdict.test_from,
            test_on=verdict.test_on,
            anchor_on=verdict.anchor_on,
            ends_on=verdict.ends_on,
            today=today,
        ),
        in_short=in_short(verdict.reason, verdict.clock, anchor_on=verdict.anchor_on, today=today),
    )
