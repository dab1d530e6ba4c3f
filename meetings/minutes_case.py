"""One case of the minutes, as the paper shows it: people, what was shared, risks, decisions, actions, corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.members import AgencyLine
from meetings.actions import STATUS_WORDS
from meetings.case_content import CaseContent
from meetings.meeting_reading import HowHeld
from meetings.minutes_lines import lines_of, read_risk, read_shared
from meetings.papers.minutes_paper import (
    ActionLine,
    Correction,
    MinutesCase,
    RiskLine,
    SharedLine,
    TellingVictim,
    VictimView,
)
from meetings.papers.person_from_card import MayRead, person_lines, relation_words
from meetings.papers.person_lines import PersonLines
from meetings.tables.meeting import AgendaItem, Approval
from meetings.tables.minutes import Action, Telling


@dataclass(frozen=True, slots=True)
class Written:
    """One revision, opened."""

    item_id: UUID
    heading: str
    n: int
    kind: str
    by: UUID
    at: Any
    text: str


@dataclass(frozen=True, slots=True)
class MinutesBook:
    """What the minutes of a meeting are made of, opened for one reader."""

    act: Act
    contents: Mapping[UUID, CaseContent]
    written: Sequence[Written]
    actions: Sequence[tuple[Action, dict[str, Any]]]
    tellings: Mapping[UUID, tuple[Telling, dict[str, Any]]]
    held: HowHeld
    approval: Approval | None
    names: Mapping[UUID, str]
    agencies: Mapping[UUID, AgencyLine]


def case_of(book: MinutesBook, item: AgendaItem, *, number: int) -> MinutesCase:
    """One case as it was heard."""
    content = book.contents[item.case]
    written = [row for row in book.written if row.item_id == item.id]
    actions = [(row, values) for row, values in book.actions if row.agenda_item == item.id]
    texts = {row.heading: row.text for row in written if row.kind == "draft"}
    victim, perpetrators, children = people_of(content, book.act, may=MayRead(addresses=False))
    telling = book.tellings.get(item.id)
    return MinutesCase(
        number=number,
        case_number=content.case.case_number or "",
        case_ref=content.case.ref,
        victim=victim,
        perpetrators=perpetrators,
        children=children,
        kind={"emergency": "Emergency", "update": "Update"}.get(item.kind, ""),
        opened_at=item.opened_at,
        closed_at=item.closed_at,
        not_in_room=book.held.out_for(item.id, book.names),
        summary=texts.get("summary", ""),
        shared=tuple(_shared(line, book.agencies) for line in lines_of(texts.get("information", ""))),
        risks=_risks(texts.get("risks", ""), actions),
        victim_view=VictimView(text=texts["victim_view"]) if texts.get("victim_view") else None,
        decisions=tuple(lines_of(texts.get("decision", ""))),
        dissent=texts.get("dissent", ""),
        telling_victim=_telling(telling, book.names) if telling else None,
        actions=tuple(action_line(row, values, book.names, book.agencies) for row, values in actions),
        corrections=_corrections(written, book.names),
    )


def people_of(
    content: CaseContent, act: Act, *, may: MayRead
) -> tuple[PersonLines, tuple[PersonLines, ...], tuple[PersonLines, ...]]:
    """Victim, perpetrators and children of a case, as far as this reader may have them."""
    written_on = content.case.referred_on
    victim = person_lines("victim", content.victim.card, today=act.today, written_on=written_on, may=may)
    perpetrators = tuple(
        person_lines(
            "perpetrator",
            person.card,
            today=act.today,
            written_on=written_on,
            may=may,
            relationships=relation_words(person.card, victim=victim.full_name, perpetrators=()),
        )
        for person in content.perpetrators
    )
    adults = [person.full_name for person in perpetrators]
    children = tuple(
        person_lines(
            "child",
            person.card,
            today=act.today,
            written_on=written_on,
            may=may,
            relationships=relation_words(person.card, victim=victim.full_name, perpetrators=adults),
        )
        for person in content.children
    )
    return victim, perpetrators, children


def _shared(line: str, agencies: Mapping[UUID, AgencyLine]) -> SharedLine:
    shared = read_shared(line)
    by_short = {agency.short: agency.name for agency in agencies.values()}
    return SharedLine(
        agency=by_short.get(shared.agency, shared.agency),
        text=shared.text,
        kind="opinion" if shared.kind == "opinion" else "fact",
    )


def _risks(text: str, actions: Sequence[tuple[Action, dict[str, Any]]]) -> tuple[RiskLine, ...]:
    risks = []
    for line in lines_of(text):
        dash_item, label = read_risk(line)
        answering = [
            f"A{row.n}"
            for row, values in actions
            if values["risk"] == label or (dash_item is not None and row.dash_item == dash_item)
        ]
        risks.append(RiskLine(label=label, dash_item=dash_item, actions=tuple(answering)))
    return tuple(risks)


def _telling(telling: tuple[Telling, dict[str, Any]], names: Mapping[UUID, str]) -> TellingVictim:
    row, values = telling
    return TellingVictim(
        by=names.get(row.officer, ""),
        method=values["method"] or "",
        due_on=row.due_on,
        outcome=(row.outcome or "").replace("_", " "),
        told_on=row.told_on,
        reason=values["reason"] or "",
    )


def action_line(
    row: Action, values: Mapping[str, Any], names: Mapping[UUID, str], agencies: Mapping[UUID, AgencyLine]
) -> ActionLine:
    return ActionLine(
        ref=f"A{row.n}",
        text=values["text"],
        owner_agency=agencies[row.agency].name,
        owner_person=names.get(row.owner, "") if row.owner else "",
        due_on=row.due_on,
        status=STATUS_WORDS[row.status],
        risk=values["risk"] or "",
        safe_to_tell=values["safe_method"] or "" if row.contacts_victim else "",
    )


def _corrections(written: Sequence[Written], names: Mapping[UUID, str]) -> tuple[Correction, ...]:
    before = {row.heading: row.text for row in written if row.kind == "draft"}
    found = []
    for row in written:
        if row.kind == "correction":
            found.append(
                Correction(
                    corrected_at=row.at,
                    by=names.get(row.by, ""),
                    section=row.heading,
                    now=row.text,
                    before=before.get(row.heading, ""),
                )
            )
            before[row.heading] = row.text
    return tuple(found)
