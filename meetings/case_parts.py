"""Everything that is about one case, from every table: what a leaf may name instead of the case itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from piccolo.columns import ForeignKey
from piccolo.table import Table

from meetings.tables.agendas import AgendaVersionLine
from meetings.tables.attachments import Attachment, AttachmentPart
from meetings.tables.chasing import Chase, ChasePause
from meetings.tables.documents import Case, CaseDocument, CaseEvent, Document, Draft, Exclusion, NamedReader, Question
from meetings.tables.matching import PeopleSearch, Suggestion
from meetings.tables.meeting import AgendaItem, CirculationReader, Presence
from meetings.tables.minutes import Action, ActionEvent, Flag, MinutesPart, MinutesRevision, Telling, UnfinishedAction
from meetings.tables.people import (
    AlertSettled,
    ConfidentialPlace,
    Mention,
    MentionValue,
    RepeatNotice,
    ValueDecision,
    Verdict,
)
from meetings.tables.research import Ask, Assignment, Research, ResearchLine
from meetings.tables.reviews import DateAhead, ReviewDone, ReviewNote
from meetings.tables.triage import Opinion

# Every reference to a case, or to something that is about one; a table stands after those it refers to. No leaf names
# a token, so tokens are not among them.
PARTS: tuple[ForeignKey[Any], ...] = (
    CaseEvent.case,
    CaseDocument.case,
    Question.case,
    Exclusion.case,
    NamedReader.case,
    Mention.case,
    MentionValue.mention,
    Verdict.a,
    Verdict.b,
    PeopleSearch.case,
    PeopleSearch.mention,
    Suggestion.mention,
    Suggestion.other,
    Suggestion.search,
    Suggestion.verdict,
    ValueDecision.value,
    RepeatNotice.case,
    RepeatNotice.verdict,
    AlertSettled.case,
    ConfidentialPlace.case,
    Ask.case,
    Assignment.ask,
    Research.case,
    Research.ask,
    ResearchLine.research,
    AgendaItem.case,
    Presence.agenda_item,
    CirculationReader.agenda_item,
    AgendaVersionLine.agenda_item,
    MinutesPart.agenda_item,
    MinutesRevision.part,
    Action.case,
    Action.agenda_item,
    ActionEvent.action,
    UnfinishedAction.action,
    Telling.case,
    Telling.agenda_item,
    Flag.case,
    ReviewDone.case,
    DateAhead.case,
    ReviewNote.case,
    Chase.case,
    ChasePause.case,
    Opinion.case,
)
# Forms know their case, and drafts what became of them, by an id alone.
LOOSE: dict[type[Table], str] = {
    Document: (
        '"case" IN (SELECT id FROM part_case_record)'
        " OR id IN (SELECT document FROM case_document"
        ' WHERE withdrawn_at IS NULL AND "case" IN (SELECT id FROM part_case_record))'
        " OR id IN (SELECT opened_by FROM case_record WHERE id IN (SELECT id FROM part_case_record))"
    ),
    Draft: (
        "document IN (SELECT id FROM part_document)"
        " OR about IN (SELECT id FROM part_case_record) OR about IN (SELECT id FROM part_ask)"
    ),
    Attachment: '"case" IN (SELECT id FROM part_case_record) OR draft IN (SELECT id FROM part_draft)',
    AttachmentPart: "attachment IN (SELECT id FROM part_attachment)",
}
_MEETINGS = (
    "SELECT CAST(meeting AS TEXT) AS id, 1 AS is_meeting FROM agenda_item WHERE id IN (SELECT id FROM part_agenda_item)"
)


@dataclass(frozen=True, slots=True)
class CaseParts:
    """The case with all its parts, and the meetings it was listed for, which have other cases too."""

    ids: tuple[UUID, ...]
    meetings: tuple[UUID, ...]


async def parts_of(case_id: UUID) -> CaseParts:
    """One statement over every table."""
    rows = await Case.raw(_statement(), case_id)
    return CaseParts(
        ids=tuple(UUID(row["id"]) for row in rows if not row["is_meeting"]),
        meetings=tuple({UUID(row["id"]) for row in rows if row["is_meeting"]}),
    )


def _statement() -> str:
    ways: dict[type[Table], str] = {Case: "id = {}", **_ways(), **LOOSE}
    names = {table._meta.tablename: way for table, way in ways.items()}
    parts = ", ".join(f"part_{name} AS (SELECT id FROM {name} WHERE {way})" for name, way in names.items())  # noqa: S608
    ids = [f"SELECT CAST(id AS TEXT) AS id, 0 AS is_meeting FROM part_{name}" for name in names]  # noqa: S608
    return f"WITH {parts} {' UNION ALL '.join([*ids, _MEETINGS])}"


def _ways() -> dict[type[Table], str]:
    """For each table the condition that makes a row one of the case."""
    ways: dict[type[Table], list[str]] = {}
    for column in PARTS:
        referred = column._foreign_key_meta.resolved_references._meta.tablename
        way = f'"{column._meta.name}" IN (SELECT id FROM part_{referred})'  # noqa: S608
        ways.setdefault(column._meta.table, []).append(way)
    return {table: " OR ".join(each) for table, each in ways.items()}
