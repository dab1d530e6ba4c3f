"""The parts of a case: a table that comes to hold something of a case is never forgotten."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from piccolo import columns as kinds
from piccolo.columns import Column, ForeignKey
from piccolo.table import Table

from marac.database import count_queries
from marac.ids import new_ref, uuid7
from marac.piccolo_app import APP_CONFIG
from meetings.case_parts import LOOSE, PARTS, parts_of
from meetings.tables.documents import Case, CaseDocument, Document, Draft
from meetings.tables.meeting import AgendaItem
from meetings.tables.research import Ask
from tests.cast import Cast
from tests.fakes import TUESDAY

pytestmark = pytest.mark.anyio
# Ids without a reference, and why none of these leads to a case; a new one has to be thought about.
OF_NO_CASE = {
    "alert_settled.other",  # Another case, or an answer to this one, which the alert points at.
    "case_event.meeting",
    "chase.thing",  # An ask, an action or a meeting; its case stands beside it.
    "chase_pause.thing",  # The same.
    "case_record.bring_in",  # Old records of many cases.
    "case_record.joined_to",  # Another case: the earlier one, of which this is the second referral.
    "document.corrects",  # An earlier version on the same case, which is a part by itself.
    "exclusion.joined",  # What said that two referrals are one, a row of either case.
    "mention.person_id",  # The oldest mention of the group, perhaps of another case.
    "paper.about",  # A meeting. Papers are found by the leaf of their making.
    "paper.membership",
    "repeat_notice.after_anchor",  # Another case: the one that started the clock.
    "repeat_notice.before_anchor",
    "meeting.called_for",  # Its case stands on the agenda of that meeting.
    "sealed_form.draft",  # It ends with the filing, which has a leaf of its own.
    "sealed_form.document",  # Its filing has a leaf of its own, of the document.
    "sealed_form.seal_key",
    "sealed_once.sealed_form",
    "date_ahead.document",  # The form that names the day, on the same case.
    "review_done.document",  # A form on the same case, which is asked by its own case.
    "verdict.joined",  # The same as of an exclusion.
    "verdict.inherits",  # An earlier verdict.
    "people_search.scanned_to",  # Any mention of the area.
    "verdict.replaces",  # The same.
}
LEADING_TO_A_CASE = {
    "attachment.case",
    "attachment.document",
    "attachment.draft",
    "attachment_part.case",
    "document.case",
    "draft.about",
    "draft.document",
}
# No leaf ever names a token.
NEVER_NAMED = {"token.mention"}
DATA_KEY = "dk"


def refers_to(column: ForeignKey[Any]) -> type[Table]:
    return column._foreign_key_meta.resolved_references


def told(column: Column) -> str:
    return f"{column._meta.table._meta.tablename}.{column._meta.name}"


def references_to_a_case() -> set[str]:
    """Every reference in the schema that leads to a case, over however many tables."""
    about_cases: set[type[Table]] = {Case}
    found: set[str] = set()
    for _ in APP_CONFIG.table_classes:
        for table in APP_CONFIG.table_classes:
            ways = [column for column in table._meta.foreign_key_columns if refers_to(column) in about_cases]
            found |= {told(column) for column in ways}
            about_cases |= {table} if ways else set()
    return found


def test_every_reference_that_leads_to_a_case_is_followed() -> None:
    assert {told(column) for column in PARTS} == references_to_a_case() - NEVER_NAMED
    assert len(PARTS) == len({told(column) for column in PARTS})


def test_every_table_with_a_case_is_asked() -> None:
    asked = {column._meta.table for column in PARTS} | set(LOOSE)

    assert [
        table.__name__
        for table in APP_CONFIG.table_classes
        if any(column._meta.name == "case" for column in table._meta.columns) and table not in asked
    ] == []


def test_what_refers_to_a_form_is_asked_as_well() -> None:
    asked = {column._meta.table for column in PARTS} | {Case}
    of_a_form = {
        table
        for table in APP_CONFIG.table_classes
        if any(refers_to(column) is Document for column in table._meta.foreign_key_columns)
    }

    assert of_a_form
    assert of_a_form <= asked


def test_every_id_without_a_reference_was_thought_about() -> None:
    loose = {
        told(column)
        for table in APP_CONFIG.table_classes
        if table.__module__.startswith("meetings.")
        for column in table._meta.columns
        if isinstance(column, kinds.UUID) and not column._meta.primary_key and column._meta.name != DATA_KEY
    }

    assert loose == OF_NO_CASE | LEADING_TO_A_CASE


class Rows:
    """Bare rows, one for each reference in PARTS, made from the schema; what they refer to is made with them."""

    def __init__(self, cast: Cast) -> None:
        self.made: dict[type[Table], list[UUID]] = {}
        self.standing: dict[str, UUID] = {"area": cast.amina.area.id, "officer": cast.amina.officer_id}
        self.standing["agency"] = cast.bryn.agency_id or uuid7()

    async def make(self, table: type[Table], **given: UUID | None) -> UUID:
        values = {column._meta.name: await self.value(column) for column in table._meta.columns}
        await table.insert(table(**{**values, **given}))
        self.made.setdefault(table, []).append(values["id"])
        return UUID(str(values["id"]))

    async def value(self, column: Column) -> Any:
        if column._meta.primary_key:
            return uuid7()
        if isinstance(column, ForeignKey):
            return await self.referred(column)
        if isinstance(column, kinds.Varchar):
            return new_ref()[: column.length]
        if isinstance(column, kinds.Timestamptz):
            return TUESDAY
        if isinstance(column, kinds.Date):
            return date(2026, 9, 1)
        if isinstance(column, kinds.UUID):
            return None if column._meta.null else uuid7()
        return column.get_default_value()

    async def referred(self, column: ForeignKey[Any]) -> UUID:
        table = refers_to(column)
        name = table._meta.tablename
        if name in self.standing:
            return self.standing[name]
        return self.made[table][0] if table in self.made else await self.make(table)

    @property
    def of_the_case(self) -> set[UUID]:
        tables = {Case, *LOOSE, *(column._meta.table for column in PARTS)}
        return {row for table, rows in self.made.items() if table in tables for row in rows}


async def a_case_with_a_row_in_every_table(cast: Cast) -> Rows:
    rows = Rows(cast)
    for column in PARTS:
        await rows.make(column._meta.table)
    [case], [ask] = rows.made[Case], rows.made[Ask][:1]
    document = await rows.make(Document, case=case)
    await rows.make(Draft, document=document)
    await rows.make(Draft, about=ask)
    await rows.make(Draft, about=case)
    return rows


async def test_a_row_in_any_table_is_found_and_none_of_another_case(cast: Cast) -> None:
    one, other = [await a_case_with_a_row_in_every_table(cast) for _ in range(2)]

    with count_queries() as queries:
        parts = await parts_of(one.made[Case][0])

    assert queries.number == 1
    assert set(parts.ids) == one.of_the_case
    assert set(parts.ids).isdisjoint(other.of_the_case)
    items = await AgendaItem.select(AgendaItem.meeting).where(AgendaItem.id.is_in(one.made[AgendaItem]))
    assert set(parts.meetings) == {item["meeting"] for item in items}


async def test_a_later_form_brings_its_draft_along(cast: Cast) -> None:
    rows = await a_case_with_a_row_in_every_table(cast)
    later = await rows.make(Document)
    draft = await rows.make(Draft, document=later)

    await rows.make(CaseDocument, document=later, withdrawn_at=None)

    assert {later, draft} <= set((await parts_of(rows.made[Case][0])).ids)
