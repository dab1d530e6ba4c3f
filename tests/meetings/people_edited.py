"""A small area in which anything may happen to anybody, step by step, and what must be true of it after each step."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import Refused
from meetings.arrivals import Result
from meetings.decisions import Acceptance, accept_referral, decline_referral, withdraw_case
from meetings.evidence import open_area_evidence
from meetings.intake import take_in
from meetings.joining import join_referral, take_apart
from meetings.known_referrals import known_in_area
from meetings.reconciliation import rebuilt_groups, settle_pair, undo_verdict
from meetings.referral_reading import read_referral
from meetings.rules.repeats import Referral, RepeatClock, repeat_verdict
from meetings.rules.states import STANDING
from meetings.schedule import load_calendar
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.tables.people import Mention, MentionValue, Verdict
from meetings.value_deciding import decide_value
from tests.cast import Cast
from tests.documents import a_referral, a_return, ellen, frank
from tests.fakes import FixedClock

FIRST_DAY = date(2025, 3, 1)
CORRECTED: dict[str, Any] = {
    "given_names": "Elen",
    "family_name": None,
    "aliases": [{"given_names": "Nell", "family_name": "Quarmby", "kind": "also_known_as", "note": None}],
    "born_on": None,
    "addresses": [],
    "identifiers": {},
    "note": None,
}


@dataclass
class Edited:
    """The rows that somebody touched on purpose since the merge."""

    mentions: set[UUID] = field(default_factory=set)
    cases: set[UUID] = field(default_factory=set)
    values: set[UUID] = field(default_factory=set)


@dataclass
class Stage:
    """The area, whoever acts in it, and chance."""

    cast: Cast
    clock: FixedClock
    chance: random.Random
    meeting_ref: str
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each referral by its sender's reference, as it was sent."""
    merged: UUID | None = None
    merged_pair: set[UUID] = field(default_factory=set)
    edited: Edited = field(default_factory=Edited)

    async def coordinator(self) -> Act:
        return await self.cast.amina.act()

    async def refer(self) -> None:
        """A new document, with mentions of its own."""
        reference = f"NMP-26-{len(self.told):05}"
        referred_on = FIRST_DAY + timedelta(days=self.chance.randrange(540))
        incident_on = referred_on - timedelta(days=self.chance.choice([0, 1, 30, 200]))
        document = a_referral(
            sender_reference=reference,
            referred_on=referred_on.isoformat(),
            incident_on=incident_on.isoformat() if self.chance.random() < 0.8 else None,
            identified_on=None,
            victim=ellen(),
            perpetrators=[frank() for _ in range(self.chance.choice([1, 1, 2]))],
            children=[],
        )
        taken = await take_in(await self.cast.bryn.act(), document)
        assert taken.result is Result.RECEIVED, taken.messages
        self.told[reference] = document

    async def link(self) -> None:
        await self._say(self.chance.choice(["same", "same", "same", "different", "unsure"]))

    async def unlink(self) -> None:
        rows = await Verdict.select(Verdict.id, Verdict.a, Verdict.b).where(Verdict.withdrawn_at.is_null())
        rows = [row for row in rows if row["id"] != self.merged]
        if rows:
            verdict = self.chance.choice(sorted(rows, key=lambda row: str(row["id"])))
            await self._touching(verdict["a"], verdict["b"], undo_verdict(await self.coordinator(), verdict["id"]))

    async def decide(self) -> None:
        """Accept, decline or withdraw."""
        act = await self.coordinator()
        case = self.chance.choice(await Case.objects().order_by(Case.id))
        if case.status == "received" and self.chance.random() < 0.7:
            await accept_referral(
                act, case.ref, Acceptance(self.meeting_ref, late_agreed_by=self.cast.grace.officer_id)
            )
        elif case.status == "received":
            await decline_referral(act, case.ref, reason_code="no_route", reason="Ask the helpline.")
        elif case.status == "listed" and self.chance.random() < 0.3:
            await withdraw_case(act, case.ref, reason_code="moved_away", reason="Left the country.")
        self.edited.cases.add(case.id)

    async def correct(self) -> None:
        """A research return tells of the victim."""
        numbers = [row["case_number"] for row in await Case.select(Case.case_number).order_by(Case.id)]
        known = [number for number in numbers if number]
        if known:
            reference = f"MGP-RES-{self.chance.randrange(10**9)}"
            person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
            persons = [{**person, "corrections": CORRECTED}]
            told = a_return(self.chance.choice(known), sender_reference=reference, persons=persons)
            await take_in(await self.cast.nadia.act(), told)

    async def judge_value(self) -> None:
        values = await MentionValue.select(MentionValue.id).order_by(MentionValue.id)
        if values:
            value = self.chance.choice(values)["id"]
            state = self.chance.choice(["accepted", "disputed", "proposed"])
            await decide_value(await self.coordinator(), value, state=state)
            self.edited.values.add(value)

    async def send_twice(self) -> None:
        """Somebody sends the same again, and the coordinator joins the two."""
        reference = self.chance.choice(sorted(self.told))
        case = await Case.objects().where(Case.opened_by.sender_reference == reference).first()
        if case is None or not self.told[reference]["incident_on"] or case.status not in STANDING:
            return
        again = f"NMP-26-{len(self.told):05}"
        document = {**self.told[reference], "sender_reference": again}
        taken = await take_in(await self.cast.bryn.act(), document)
        self.told[again] = document
        for role in ("victim", "perpetrator"):
            one, other = [await self._named(ref, role) for ref in (str(taken.case_ref), case.ref)]
            await self._touching(one, other, settle_pair(await self.coordinator(), one, other, kind="same"))
        await self._join(str(taken.case_ref))

    async def _join(self, case_ref: str) -> None:
        act = await self.coordinator()
        alerts = (await read_referral(act, case_ref)).alerts
        keys = [each.key for each in alerts if each.alert.code == "duplicate_of"]
        if keys:
            await join_referral(act, case_ref, key=self.chance.choice(keys), reason="Sent twice.")

    async def part(self) -> None:
        joined = await Case.select(Case.ref, Case.id).where(Case.status == "joined").order_by(Case.id)
        if joined:
            row = self.chance.choice(joined)
            await take_apart(await self.coordinator(), row["ref"])
            self.edited.cases.add(row["id"])

    async def _named(self, case_ref: str, role: str) -> UUID:
        rows = await Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == role))
        found: UUID = rows[0]["id"]
        return found

    async def step(self) -> None:
        """Anything."""
        self.clock.move(timedelta(minutes=7))
        deeds: list[Callable[[], Awaitable[None]]] = [
            *[self.link] * 5, *[self.unlink] * 4, self.decide, self.decide, self.correct, self.judge_value,
            self.send_twice, self.part,
        ]  # fmt: skip
        with suppress(Refused):  # What two joined referrals hold on to.
            await self.chance.choice(deeds if self.chance.random() < 0.97 else [self.refer])()

    async def _say(self, kind: str) -> None:
        rows = await Mention.select(Mention.id, Mention.role).order_by(Mention.id)
        role = self.chance.choice(["victim", "perpetrator", ""])
        a, b = (row["id"] for row in self.chance.sample([row for row in rows if role in ("", row["role"])], 2))
        if {a, b} == self.merged_pair:  # The contrary of the merge would take it back.
            return
        act = await self.coordinator()
        await self._touching(a, b, settle_pair(act, a, b, kind=kind, reason="Somebody is sure."))

    async def _touching(self, a: UUID, b: UUID, deed: Awaitable[object]) -> None:
        """Whoever was or is in one of the groups was touched."""
        before = await group_of(a, b)
        await deed
        self.edited.mentions |= before | await group_of(a, b)


async def stage(cast: Cast, clock: FixedClock, *, seed: int, number_of_referrals: int) -> Stage:
    await load_calendar(await cast.amina.act(), cast.loaded[0].meetings)
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None
    made = Stage(cast, clock, random.Random(seed), meeting.ref)
    for _ in range(number_of_referrals):
        await made.refer()
    for _ in range(number_of_referrals):
        await made.step()
    return made


async def group_of(a: UUID, b: UUID) -> set[UUID]:
    persons = Mention.select(Mention.person_id).where(Mention.id.is_in([a, b]))
    return {row["id"] for row in await Mention.select(Mention.id).where(Mention.person_id.is_in(persons))}


async def rows_of(table: Any) -> dict[UUID, dict[str, Any]]:
    """Every row, every column, sealed bytes as they are."""
    return {row["id"]: row for row in await table.select()}


async def check_rule(on: Stage) -> None:
    """Persons follow from the verdicts alone, and each repeat flag from the rule over every referral as it was sent."""
    act = await on.coordinator()
    persons = await rebuilt_groups(act)
    assert persons == {row["id"]: row["person_id"] for row in await Mention.select(Mention.id, Mention.person_id)}
    shown = await open_area_evidence(act, act.permit(Event.MACHINE_REPORTED, "area", act.area.id, report="test"))
    referrals = await _referrals(on, act, persons)
    for case_id, judged in shown.items():
        others = [other for other in referrals.values() if other.ref != str(case_id)]
        for clock in RepeatClock:
            ruled = repeat_verdict(referrals[case_id], others, clock=clock)
            verdict = judged.repeats[clock].verdict
            assert (verdict.is_repeat, verdict.reason) == (ruled.is_repeat, ruled.reason)


async def _referrals(on: Stage, act: Act, persons: dict[UUID, UUID]) -> dict[UUID, Referral]:
    """As the rule reads them: people by the verdicts, dates as sent, status as it stands."""
    mentions = await Mention.select(Mention.id, Mention.case, Mention.role, Mention.outside_id).order_by(Mention.n)
    found: dict[UUID, Referral] = {}
    for case_id, known in (await known_in_area(act)).items():
        ours = [row for row in mentions if row["case"] == case_id]
        told = on.told[ours[0]["outside_id"].split("/")[0]]
        found[case_id] = Referral(
            ref=str(case_id),
            received_at=known.row["received_at"],
            referred_on=date.fromisoformat(told["referred_on"]),
            victim=str(next(persons[row["id"]] for row in ours if row["role"] == "victim")),
            perpetrators=tuple(str(persons[row["id"]]) for row in ours if row["role"] == "perpetrator"),
            incident_on=date.fromisoformat(told["incident_on"]) if told["incident_on"] else None,
            status=known.row["status"],
            heard_on=known.row["heard_on"],
        )
    return found
