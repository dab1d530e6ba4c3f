"""What was said of a mention after its document: every value stays, with who said it and when, and what became of it.

A research return proposes values, an officer adds some; a coordinator accepts or disputes them, and may change their
mind. Each decision is kept. Accepted values are part of what the mention says from then on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.vault.opening import Permit
from meetings.many import among
from meetings.rules.accepted_values import with_accepted
from meetings.tables.documents import Document
from meetings.tables.people import Mention, MentionValue, ValueDecision

Record = dict[str, Any]
STATES = ("proposed", "accepted", "disputed")
KINDS = ("name", "alias", "born_on", "address", "phone", "identifiers", "note")


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody made of a value, last."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value with its source and where it stands."""

    value_id: UUID
    mention_id: UUID
    kind: str
    value: Any
    state: str
    said_on: date
    source: str
    """The agency whose document says it, or the officer who added it."""
    document_ref: str
    decided: Decided | None


async def values_of(act: Act, mention_ids: Sequence[UUID], *, permit: Permit) -> dict[UUID, tuple[ValueLine, ...]]:
    """By mention, in the order they came, opened under one leaf. The caller has filtered the mentions."""
    rows = await value_rows(mention_ids)
    if not rows:
        return {}
    decisions = await _decisions(rows)
    opened = await act.vault.open_records(permit, [*rows, *decisions])
    names = await names_of(act, {row.by for row in decisions if row.by} | {r.source_officer for r in rows} - {None})
    decided = {
        row.value: Decided(names.get(row.by, ""), row.business_at, record["reason"] or "")
        for row, record in zip(decisions, opened[len(rows) :], strict=True)
    }
    sources = await _sources(rows)
    lines: dict[UUID, tuple[ValueLine, ...]] = {}
    for row, record in zip(rows, opened, strict=False):
        source, ref = sources.get(row.source_document, (names.get(row.source_officer, ""), ""))
        line = ValueLine(
            row.id, row.mention, row.kind, record["value"], row.state, row.said_on, source, ref, decided.get(row.id)
        )
        lines[row.mention] = (*lines.get(row.mention, ()), line)
    return lines


async def accepted_values(
    act: Act, mention_ids: Sequence[UUID], *, permit: Permit
) -> dict[UUID, tuple[tuple[str, Any], ...]]:
    """Kind and value of what was accepted, by mention, for `person_from_card`."""
    rows = await value_rows(mention_ids, state="accepted")
    return accepted_in(rows, await act.vault.open_records(permit, rows))


async def value_rows(mention_ids: Sequence[UUID], *, state: str | None = None) -> list[MentionValue]:
    """Sealed, in the order they came, to be opened under the leaf of whoever asks."""
    if not mention_ids:
        return []
    wanted = among(MentionValue.mention, list(mention_ids))
    if state is not None:
        wanted = wanted & (MentionValue.state == state)
    found: list[MentionValue] = await MentionValue.objects().where(wanted).order_by(MentionValue.id)
    return found


def accepted_in(rows: Sequence[MentionValue], opened: Sequence[Record]) -> dict[UUID, tuple[tuple[str, Any], ...]]:
    """By mention, of rows opened elsewhere."""
    found: dict[UUID, tuple[tuple[str, Any], ...]] = {}
    for row, record in zip(rows, opened, strict=True):
        if row.state == "accepted":
            found[row.mention] = (*found.get(row.mention, ()), (row.kind, record["value"]))
    return found


def cards_with_values(
    mentions: Sequence[Mention], rows: Sequence[MentionValue], opened: Sequence[Record]
) -> list[Record]:
    """The cards of these mentions, with what was accepted since; `opened` is both, in that order."""
    accepted = accepted_in(rows, opened[len(mentions) :])
    return [
        with_accepted(record["card"], accepted.get(mention.id, ()))
        for mention, record in zip(mentions, opened, strict=False)
    ]


async def _decisions(rows: Sequence[MentionValue]) -> list[ValueDecision]:
    """The last one of each value."""
    found = (
        await ValueDecision.objects()
        .where(among(ValueDecision.value, [row.id for row in rows]))
        .order_by(ValueDecision.id)
    )
    return list({row.value: row for row in found}.values())


async def _sources(rows: Sequence[MentionValue]) -> Mapping[UUID | None, tuple[str, str]]:
    documents = [row.source_document for row in rows if row.source_document is not None]
    if not documents:
        return {}
    told = await Document.select(Document.id, Document.ref, Document.sender.name.as_alias("sender")).where(
        among(Document.id, documents)
    )
    return {row["id"]: (row["sender"] or "", row["ref"]) for row in told}
