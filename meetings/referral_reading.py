"""A referral as the coordinator decides on it: routes said and shown, repeat with its reason, gaps, alerts, people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.query.functions import Count

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from meetings.access import find_case, visible
from meetings.alerts import AlertShown, read_alerts
from meetings.arrivals import REFERRAL
from meetings.bring_in.origin import Origin, origin_of
from meetings.evidence import Evidence, RepeatShown, open_evidence
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.forms.findings import Gap
from meetings.forms.summary import Block, summary
from meetings.history import Step, events_of, names_in, steps
from meetings.legacy.log_blocks import log_blocks
from meetings.many import among
from meetings.papers.safe_contact import SafeContact, safe_contact_of
from meetings.people_rows import PersonRow, person_rows
from meetings.questions import QuestionLine, question_line, questions_of
from meetings.rules.routes import Routes
from meetings.rules.states import WORDS
from meetings.schedule import MeetingOffer, next_with_room, offer_meetings
from meetings.second_referrals import Joined, SecondReferral, joined_by, seconds_of
from meetings.tables.documents import Case, CaseEvent, Question
from meetings.tables.people import Mention, MentionValue
from meetings.triage.opinion_reading import OpinionShown, opinions_on
from meetings.values import cards_with_values, value_rows


@dataclass(frozen=True, slots=True)
class ReferralPaper:
    """Everything one decides on, at this reading."""

    case_ref: str
    case_number: str | None
    status: str
    status_words: str
    received_at: datetime
    sender: str
    victim: PersonRow
    perpetrators: tuple[PersonRow, ...]
    people: tuple[PersonRow, ...]
    safe_contact: SafeContact
    alerts: tuple[AlertShown, ...]
    routes: Routes
    repeats: tuple[RepeatShown, ...]
    reported: RepeatShown
    gaps: tuple[Gap, ...]
    blocks: tuple[Block, ...]
    form_version: int
    history: tuple[Step, ...]
    questions: tuple[QuestionLine, ...]
    offers: tuple[MeetingOffer, ...]
    next_offer: MeetingOffer | None
    is_late: bool
    is_restricted: bool
    may_decide: bool
    joined: Joined | None = None
    seconds: tuple[SecondReferral, ...] = ()
    origin: Origin | None = None
    opinions: tuple[OpinionShown, ...] = ()


async def read_referral(act: Act, case_ref: str, *, reason_code: str | None = None) -> ReferralPaper:
    """Two leaves: the referral with those its verdicts rest on, and the people, questions and reasons of the case."""
    case = await find_case(act, case_ref)
    permit = act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))
    evidence = (await open_evidence(act, [case], permit))[case.id]
    rows = await _rows_of(act, case)
    opened = await act.vault.open_records(
        act.permit(Event.CASE_READ, "case", case.id, reason_code=reason_code), rows.everything
    )
    offers = await offer_meetings(act, received_at=case.received_at)
    history = steps(rows.events, rows.reasons_in(opened), await names_in(act, rows.events))
    sender = await Agency.select(Agency.name).where(Agency.id == case.referring_agency).first()
    paper = _Paper(act, case, evidence, sender["name"] if sender else "", await read_alerts(act, case, evidence))
    made = paper.made(rows.people_in(opened), history, rows.questions_in(opened), tuple(offers))
    return replace(
        made,
        joined=await joined_by(act, case),
        seconds=await seconds_of(act, case),
        origin=await origin_of(act, case),
        opinions=await opinions_on(act, case),
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is at hand once everything is opened."""

    act: Act
    case: Case
    evidence: Evidence
    sender: str
    alerts: tuple[AlertShown, ...]

    def made(
        self,
        people: tuple[PersonRow, ...],
        history: tuple[Step, ...],
        questions: tuple[QuestionLine, ...],
        offers: tuple[MeetingOffer, ...],
    ) -> ReferralPaper:
        case, evidence = self.case, self.evidence
        form = registry.find(REFERRAL, evidence.form_version)
        return ReferralPaper(
            case_ref=case.ref,
            case_number=case.case_number,
            status=case.status,
            status_words=WORDS[case.status],
            received_at=case.received_at,
            sender=self.sender,
            victim=next(person for person in people if person.role == "Victim"),
            perpetrators=tuple(person for person in people if person.role == "Perpetrator"),
            people=people,
            safe_contact=safe_contact_of(evidence.answers),
            alerts=self.alerts,
            routes=evidence.routes,
            repeats=tuple(evidence.repeats.values()),
            reported=evidence.reported,
            gaps=evidence.gaps,
            blocks=log_blocks(evidence.answers)
            or summary(form, to_answers(form, evidence.answers, dict(evidence.not_given))),
            form_version=evidence.form_version,
            history=history,
            questions=questions,
            offers=offers,
            next_offer=next_with_room(offers),
            is_late=case.late,
            is_restricted=case.restricted is not None,
            may_decide=self.act.is_coordinator or case.restricted is not None,
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The sealed rows of a case that are opened together."""

    mentions: Sequence[Mention]
    events: Sequence[CaseEvent]
    questions: Sequence[Question]
    values: Sequence[MentionValue]
    counts: dict[UUID, int]

    @property
    def everything(self) -> list[Any]:
        return [*self.mentions, *self.events, *self.questions, *self.values]

    def people_in(self, opened: Sequence[dict[str, Any]]) -> tuple[PersonRow, ...]:
        known = [*opened[: len(self.mentions)], *opened[len(opened) - len(self.values) :]]
        cards = cards_with_values(self.mentions, self.values, known)
        return tuple(person_rows(self.mentions, cards, self.counts))

    def reasons_in(self, opened: Sequence[dict[str, Any]]) -> list[str | None]:
        start = len(self.mentions)
        return [each["reason"] for each in opened[start : start + len(self.events)]]

    def questions_in(self, opened: Sequence[dict[str, Any]]) -> tuple[QuestionLine, ...]:
        start = len(self.mentions) + len(self.events)
        bodies = [each["body"] for each in opened[start : start + len(self.questions)]]
        return tuple(question_line(row, body) for row, body in zip(self.questions, bodies, strict=True))


async def _rows_of(act: Act, case: Case) -> _Rows:
    mentions = await Mention.objects().where((Mention.case == case.id) & (Mention.document == case.opened_by))
    persons = [mention.person_id for mention in mentions]
    counted = (
        await Mention.select(Mention.person_id, Count())
        .where(among(Mention.person_id, persons) & visible(act, Mention.case))
        .group_by(Mention.person_id)
    )
    counts = {row["person_id"]: row["count"] for row in counted}
    values = await value_rows([mention.id for mention in mentions], state="accepted")
    return _Rows(mentions, await events_of(case.id), await questions_of(case), values, counts)
