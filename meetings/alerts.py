"""Alerts of a referral as its reader sees them, and settling one with a reason.

None goes away by itself: it is settled by somebody, with a reason, and can be opened again. One that points at another
case comes back as soon as it points at a further one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, NotFound
from marac.ids import uuid7
from meetings.access import denied, find_case, may_see_every_case
from meetings.answer_places import alerts_of_answers
from meetings.confidential_places import is_known_place
from meetings.early_conflicts import early_conflicts
from meetings.evidence import Evidence, open_evidence
from meetings.known_referrals import KnownCase
from meetings.many import among
from meetings.rules.alerts import OF_THE_REFERRAL_ALONE, Alert, alerts_of, known_places_in, place_of
from meetings.rules.links import SERIAL_PERPETRATOR
from meetings.rules.role_conflicts import Roles, role_conflicts
from meetings.tables.documents import Case
from meetings.tables.people import AlertSettled

DUPLICATE = "duplicate_of"
HIDDEN = "other"
GIVE_REASON = "Write why this needs nothing more."
SEVERAL_VICTIMS = "This perpetrator is named with {victims} victims, in {cases} cases."
Subject = tuple[str, UUID | None]  # code, and the other case


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case that this reader may open."""

    ref: str
    number: str


@dataclass(frozen=True, slots=True)
class SettledAlert:
    """Who looked into it, and why it needs nothing more."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert, with the other cases that this reader may open. `key` names it where it is settled."""

    alert: Alert
    key: str
    others: tuple[OtherCase, ...] = ()
    settled: SettledAlert | None = None
    subjects: tuple[Subject, ...] = ()

    @property
    def case_ref(self) -> str | None:
        return self.others[0].ref if self.others else None

    @property
    def case_number(self) -> str | None:
        return self.others[0].number if self.others else None


async def read_alerts(act: Act, case: Case, evidence: Evidence) -> tuple[AlertShown, ...]:
    """Open ones first, most urgent first; then those that were settled."""
    found = await alerts_found(act, evidence)
    settled = await _settled(act, case) if found else {}
    shown = [replace(each, settled=_settled_as_one(each, settled)) for each in found]
    return tuple(sorted(shown, key=lambda each: each.settled is not None))


async def settle_alert(act: Act, case_ref: str, *, key: str, reason: str, is_other_incident: bool = False) -> None:
    """It needs nothing more, and why. `is_other_incident`: what may have been sent twice is about another abuse."""
    if not reason.strip():
        raise InvalidForm({"reason": GIVE_REASON})
    case, alert = await find_alert(act, case_ref, key)
    async with transaction():
        await _keep(act, case, alert, is_open_again=False, reason=reason.strip())
        if alert.alert.code == DUPLICATE and is_other_incident:
            await Case.update({Case.is_judged_apart: True}).where(Case.id == case.id)


async def reopen_alert(act: Act, case_ref: str, *, key: str) -> None:
    """It needs looking into again; what was written before stays on record."""
    case, alert = await find_alert(act, case_ref, key)
    async with transaction():
        await _keep(act, case, alert, is_open_again=True, reason="")
        if alert.alert.code == DUPLICATE:
            await Case.update({Case.is_judged_apart: False}).where(Case.id == case.id)


async def alerts_found(act: Act, evidence: Evidence) -> list[AlertShown]:
    """As the evidence stands, each once; what is hidden from this reader is folded into a sentence without a case.

    A case that was referred twice has the alerts of both referrals; the second one has none of its own beside it.
    Those who search their records for a case learn nothing here of other cases or of where somebody is safe.
    """
    if evidence.case.whole != evidence.case.id:
        return []
    found = await _of_referral(act, evidence)
    for second in await _seconds(act, evidence):
        found += await _of_referral(act, second)
        evidence = replace(
            evidence,
            other_cases={**second.other_cases, **evidence.other_cases},
            hidden=evidence.hidden | second.hidden,
        )
    if not may_see_every_case(act):
        found = [alert for alert in found if alert.code in OF_THE_REFERRAL_ALONE]
    by_key: dict[str, AlertShown] = {}
    for alert in found:
        shown = _shown(evidence, alert)
        by_key[shown.key] = _together(by_key[shown.key], shown) if shown.key in by_key else shown
    counted = [_counted(evidence, each) for each in by_key.values()]
    others = [*await _of_suggestions(act, evidence), *await _of_answers(act, evidence)]
    return sorted([*counted, *others], key=lambda shown: place_of(shown.alert))


async def _of_referral(act: Act, evidence: Evidence) -> list[Alert]:
    others = [other for other in evidence.other_cases.values() if other.whole != evidence.case.whole]
    return list(
        alerts_of(
            evidence.answers,
            (*evidence.links, *evidence.contacts),
            conflicts=role_conflicts(_roles(evidence.case), [_roles(other) for other in others]),
            has_known_place=await is_known_place(act, known_places_in(evidence.answers)),
            today=act.today,
        )
    )


async def _of_suggestions(act: Act, evidence: Evidence) -> list[AlertShown]:
    """Roles that may conflict, as far as strong suggestions tell before anybody decided."""
    if not may_see_every_case(act):
        return []
    return [
        AlertShown(
            each.alert,
            f"{each.alert.code}.{each.case_ref}.{n}",
            (OtherCase(each.case_ref, each.case_number),),
            subjects=((each.alert.code, each.case_id),),
        )
        for n, each in enumerate(await early_conflicts(act, evidence.case.id))
    ]


async def _of_answers(act: Act, evidence: Evidence) -> list[AlertShown]:
    """One for each agency in whose answer an address stands, settled apart."""
    if not may_see_every_case(act):
        return []
    cases = [evidence.case.id, *(second.id for second in evidence.seconds if second.id not in evidence.hidden)]
    return [
        AlertShown(each.alert, f"{each.alert.code}.{each.ref}", subjects=((each.alert.code, each.research),))
        for each in await alerts_of_answers(act, cases)
    ]


async def _seconds(act: Act, evidence: Evidence) -> list[Evidence]:
    """The other referrals of this case, as far as this reader may open them."""
    ids = [second.id for second in evidence.seconds if second.id not in evidence.hidden]
    if not ids:
        return []
    cases = await Case.objects().where(among(Case.id, ids)).order_by(Case.received_at)
    permit = act.permit(Event.REFERRAL_READ, "case", evidence.case.id, case=str(evidence.case.id))
    return list((await open_evidence(act, cases, permit)).values())


def _roles(case: KnownCase) -> Roles:
    return Roles(
        str(case.id),
        case.row["status"],
        str(case.victim),
        frozenset(str(person) for person in case.perpetrators),
        frozenset(str(person) for person in case.children),
    )


def _shown(evidence: Evidence, alert: Alert) -> AlertShown:
    to = _whole(evidence, alert.to)
    if to is None or to == evidence.case.id:
        return AlertShown(alert, alert.code, subjects=((alert.code, None),))
    other = evidence.other_cases.get(str(to))
    if other is None or other.id in evidence.hidden:
        return AlertShown(alert, f"{alert.code}.{HIDDEN}", subjects=((alert.code, to),))
    here = (OtherCase(other.ref, other.case_number or ""),)
    # Of one perpetrator with several victims one alert tells; of anything else, one for each other case.
    key = alert.code if alert.code == SERIAL_PERPETRATOR else f"{alert.code}.{other.ref}"
    return AlertShown(alert, key, here, subjects=((alert.code, other.id),))


def _whole(evidence: Evidence, to: str | None) -> UUID | None:
    """The case that an alert points at, where it points at the second referral of one."""
    if to is None:
        return None
    other = evidence.other_cases.get(to)
    is_near = other is not None and (str(other.whole) in evidence.other_cases or other.whole == evidence.case.id)
    return other.whole if other is not None and is_near else UUID(to)


def _together(one: AlertShown, more: AlertShown) -> AlertShown:
    others = tuple(dict.fromkeys((*one.others, *more.others)))
    return replace(one, others=others, subjects=tuple(dict.fromkeys((*one.subjects, *more.subjects))))


def _counted(evidence: Evidence, shown: AlertShown) -> AlertShown:
    """How many victims and cases, of those that this reader may open."""
    if shown.key != SERIAL_PERPETRATOR or len(shown.others) == 1:
        return shown
    ids = {other for _, other in shown.subjects}
    victims = {other.victim for other in evidence.other_cases.values() if other.id in ids} | {evidence.case.victim}
    words = SEVERAL_VICTIMS.format(victims=len(victims), cases=len(shown.others) + 1)
    return replace(shown, alert=replace(shown.alert, sentence=words))


async def _settled(act: Act, case: Case) -> Mapping[Subject, SettledAlert]:
    """The last word on each, where that is that it needs nothing more."""
    rows = await AlertSettled.objects().where(AlertSettled.case == case.id).order_by(AlertSettled.id)
    last = {(row.code, row.other): row for row in rows}
    standing = [row for row in last.values() if not row.is_open_again]
    if not standing:
        return {}
    opened = await act.vault.open_records(act.permit(Event.ALERT_READ, "case", case.id), standing)
    names = await names_of(act, {row.by for row in standing if row.by})
    return {
        (row.code, row.other): SettledAlert(names.get(row.by, ""), row.business_at, record["reason"] or "")
        for row, record in zip(standing, opened, strict=True)
    }


def _settled_as_one(shown: AlertShown, settled: Mapping[Subject, SettledAlert]) -> SettledAlert | None:
    """Settled once all that it tells is."""
    found = [settled.get(subject) for subject in shown.subjects]
    return found[-1] if all(found) else None


async def find_alert(act: Act, case_ref: str, key: str) -> tuple[Case, AlertShown]:
    """Raises NotFound for an alert that the referral does not raise."""
    case = await find_case(act, case_ref)
    if not may_see_every_case(act):
        raise await denied(act, "case", row="referral.decide", about=case.id)
    permit = act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))
    evidence = (await open_evidence(act, [case], permit))[case.id]
    return case, _of_key(await alerts_found(act, evidence), key)


def _of_key(found: Sequence[AlertShown], key: str) -> AlertShown:
    for each in found:
        if each.key == key:
            return each
    raise NotFound


async def _keep(act: Act, case: Case, shown: AlertShown, *, is_open_again: bool, reason: str) -> None:
    event = Event.ALERT_REOPENED if is_open_again else Event.ALERT_SETTLED
    for code, other in shown.subjects:
        row = AlertSettled(
            id=uuid7(),
            area=act.area.id,
            case=case.id,
            code=code,
            other=other,
            is_open_again=is_open_again,
            by=act.officer_id,
            at=act.at,
            business_at=act.business_at,
            dk=case.dk,
        )
        await act.vault.seal(row, {AlertSettled.reason: reason or None})
        await AlertSettled.insert(row)
        await act.record(event, "case", case.id, code=code, other=str(other) if other else None)
