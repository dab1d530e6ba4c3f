"""The events of some cases, for the timeline of a person: abuse, referrals, hearings and actions. No text is opened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.counts import show_count
from meetings.actions import STATUS_WORDS
from meetings.evidence import Evidence
from meetings.many import among
from meetings.papers.person_timeline import Happening
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem
from meetings.tables.minutes import Action

InCase = tuple[Case, str, Evidence]  # a case, what the person is in it, and the referral as judged


async def happenings_of(act: Act, cases: Sequence[InCase], agencies: Mapping[UUID, str]) -> tuple[Happening, ...]:
    """Two statements, however many cases."""
    roles = {case.id: (role, case.ref) for case, role, _ in cases}
    heard = await _heard(list(roles))
    actions = await _actions(list(roles))
    return (
        *(each for case, role, evidence in cases for each in _of_referral(case, role, evidence, agencies)),
        *(_heard_words(row, roles, actions) for row in heard),
        *(_action_words(row, roles, agencies) for row in actions),
    )


def _of_referral(case: Case, role: str, evidence: Evidence, agencies: Mapping[UUID, str]) -> Iterator[Happening]:
    named = "Named as perpetrator. " if role == "Perpetrator" else ""
    words = f"{named}Referred by {agencies.get(case.referring_agency, 'an agency')}"
    mark = "Repeat" if evidence.reported.verdict.is_repeat else ""
    yield Happening("referrals", case.referred_on, words, role, case.ref, mark)
    incident_on = evidence.answers.get("incident_on")
    if incident_on:
        said = "Latest abuse, as the referral says"
        yield Happening("incidents", date.fromisoformat(incident_on), said, role, case.ref)
    if case.closed_on:
        yield Happening("meetings", case.closed_on, "Closed", role, case.ref)


async def _heard(cases: Sequence[UUID]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await AgendaItem.select(
        AgendaItem.case, AgendaItem.kind, AgendaItem.meeting.held_on.as_alias("on")
    ).where(among(AgendaItem.case, cases) & (AgendaItem.state == "heard"))
    return found


async def _actions(cases: Sequence[UUID]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await (
        Action.select(
            Action.case, Action.agency, Action.status, Action.due_on, Action.meeting.held_on.as_alias("given_on")
        )
        .where(among(Action.case, cases))
        .order_by(Action.due_on)
    )
    return found


def _heard_words(
    row: Mapping[str, Any], roles: Mapping[UUID, tuple[str, str]], actions: Iterable[Mapping[str, Any]]
) -> Happening:
    given = [each["status"] for each in actions if each["case"] == row["case"] and each["given_on"] == row["on"]]
    words = "Heard for update" if row["kind"] == "update" else "Heard"
    return Happening("meetings", row["on"], f"{words}; {_counts(given)}", *roles[row["case"]])


def _counts(statuses: Sequence[str]) -> str:
    """`4 actions: 3 done, 1 not done`."""
    if not statuses:
        return "no actions"
    endings = [f"{statuses.count(status)} {STATUS_WORDS[status].lower()}" for status in dict.fromkeys(statuses)]
    return f"{show_count(len(statuses), 'action', 'actions')}: {', '.join(endings)}"


def _action_words(
    row: Mapping[str, Any], roles: Mapping[UUID, tuple[str, str]], agencies: Mapping[UUID, str]
) -> Happening:
    words = f"Action due from {agencies.get(row['agency'], 'an agency')}: {STATUS_WORDS[row['status']].lower()}"
    return Happening("actions", row["due_on"], words, *roles[row["case"]])
