"""The nightly comparison of what is derived about people with what it follows from. It counts, and repairs nothing.

Persons follow from verdicts, repeats from persons, the state of a value from its last decision, the status of a case
from its last event, and that it joined another from what is kept of that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from meetings.known_referrals import ADULTS, KnownCase, OpenedReferral, known_in_area, open_answers
from meetings.reconciliation import rebuilt_groups
from meetings.rules.contradictions import Member, has_both_roles, is_two_of_one_document
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case, CaseDocument, CaseEvent
from meetings.tables.people import Mention, MentionValue, ValueDecision, Verdict
from meetings.verdict_rows import in_effect
from meetings.weighing import Scales

CASES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Recheck:
    """How many differ, of each kind."""

    persons: int
    repeats: int
    contradictions: int
    values: int
    statuses: int

    @property
    def number(self) -> int:
        return sum(asdict(self).values())


@for_everybody
async def recheck_people(act: Act) -> Recheck:
    """For the service itself: one area. The leaf says what was found."""
    rebuilt = await rebuilt_groups(act)
    stored = await Mention.select(Mention.id, Mention.person_id).where(Mention.area == act.area.id)
    found = Recheck(
        persons=sum(rebuilt[row["id"]] != row["person_id"] for row in stored),
        repeats=await _repeats(act, rebuilt),
        contradictions=await _contradictions(act, rebuilt),
        values=await _values(act),
        statuses=await _statuses(act),
    )
    async with transaction():
        await act.record(Event.PEOPLE_RECHECKED, "area", act.area.id, **asdict(found))
    return found


async def _repeats(act: Act, rebuilt: Mapping[UUID, UUID]) -> int:
    """Referrals whose verdict, as pages read it from the persons kept, is not the rule's on persons built afresh."""
    known = await known_in_area(act)
    afresh = await _with_persons(act, known, rebuilt)
    near = _near(known), _near(afresh)
    linked = [case_id for case_id in known if len(near[0][case_id] | near[1][case_id]) > 1]
    differing = 0
    for start in range(0, len(linked), CASES_AT_ONCE):
        part = linked[start : start + CASES_AT_ONCE]
        wanted = sorted(set().union(*(near[0][case_id] | near[1][case_id] for case_id in part)))
        permit = act.permit(Event.IDENTITY_WEIGHED, "area", act.area.id)
        scales = await _scales(act, await open_answers(act, [known[case_id] for case_id in wanted], permit))
        differing += sum(_tags(scales, known, near[0], each) != _tags(scales, afresh, near[1], each) for each in part)
    return differing


async def _scales(act: Act, opened: Mapping[UUID, OpenedReferral]) -> Scales:
    return Scales(act, opened, await settings_on(act, act.today))


def _tags(
    scales: Scales, known: Mapping[UUID, KnownCase], near: Mapping[UUID, set[UUID]], case_id: UUID
) -> tuple[str, ...]:
    around = {each: known[each] for each in near[case_id]}
    return scales.judge(around, [case_id])[case_id].tags


def _near(known: Mapping[UUID, KnownCase]) -> dict[UUID, set[UUID]]:
    """Each case with those that name one of its adults."""
    by_person: dict[UUID, set[UUID]] = {}
    for case in known.values():
        for person in (case.victim, *case.perpetrators):
            by_person.setdefault(person, set()).add(case.id)
    return {
        case.id: set().union(*(by_person[person] for person in (case.victim, *case.perpetrators)))
        for case in known.values()
    }


async def _with_persons(
    act: Act, known: Mapping[UUID, KnownCase], rebuilt: Mapping[UUID, UUID]
) -> dict[UUID, KnownCase]:
    rows = (
        await Mention.select(Mention.id, Mention.case, Mention.role, Mention.document)
        .where((Mention.area == act.area.id) & Mention.role.is_in(ADULTS))
        .order_by(Mention.n)
    )
    people: dict[tuple[UUID, str], list[UUID]] = {}
    for row in rows:
        if row["case"] in known and row["document"] == known[row["case"]].document_id:
            people.setdefault((row["case"], row["role"]), []).append(rebuilt[row["id"]])
    return {
        case_id: replace(
            case, victim=people[case_id, "victim"][0], perpetrators=tuple(people.get((case_id, "perpetrator"), ()))
        )
        for case_id, case in known.items()
    }


async def _contradictions(act: Act, rebuilt: Mapping[UUID, UUID]) -> int:
    """Persons who cannot be one by what stands now, however that came about."""
    rows = await Mention.select(Mention.id, Mention.document, Mention.case, Mention.role).where(
        Mention.area == act.area.id
    )
    groups: dict[UUID, list[Member]] = {}
    for row in rows:
        groups.setdefault(rebuilt[row["id"]], []).append(Member(row["id"], row["document"], row["case"], row["role"]))
    broken = {
        person for person, group in groups.items() if has_both_roles(group) or is_two_of_one_document(group)
    } | await _parted_persons(act, rebuilt)
    return len(broken)


async def _parted_persons(act: Act, rebuilt: Mapping[UUID, UUID]) -> set[UUID]:
    rows = await Verdict.select(Verdict.a, Verdict.b).where(in_effect(act, "different"))
    return {rebuilt[row["a"]] for row in rows if rebuilt[row["a"]] == rebuilt[row["b"]]}


async def _values(act: Act) -> int:
    decisions = (
        await ValueDecision.select(ValueDecision.value, ValueDecision.state)
        .where(ValueDecision.area == act.area.id)
        .order_by(ValueDecision.id)
    )
    last = {row["value"]: row["state"] for row in decisions}
    rows = await MentionValue.select(MentionValue.id, MentionValue.state).where(MentionValue.area == act.area.id)
    return sum(last.get(row["id"], row["state"]) != row["state"] for row in rows)


async def _statuses(act: Act) -> int:
    events: Sequence[Mapping[str, object]] = (
        await CaseEvent.select(CaseEvent.case, CaseEvent.to_status)
        .where(CaseEvent.area == act.area.id)
        .order_by(CaseEvent.id)
    )
    last = {row["case"]: row["to_status"] for row in events}
    rows = await Case.select(Case.id, Case.status, Case.opened_by, Case.joined_to).where(Case.area == act.area.id)
    joins = await CaseDocument.select(CaseDocument.document, CaseDocument.case).where(
        (CaseDocument.area == act.area.id)
        & (CaseDocument.relation == "duplicate")
        & CaseDocument.withdrawn_at.is_null()
    )
    into = {join["document"]: join["case"] for join in joins}
    return sum(last.get(row["id"]) != row["status"] or into.get(row["opened_by"]) != row["joined_to"] for row in rows)
