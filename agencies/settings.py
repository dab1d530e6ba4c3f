"""Dated local rules of an area as rows: added, never changed. What they mean is said by the meetings’ catalogue."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Setting
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of one rule, from a day on."""

    id: UUID
    name: str
    value: Any
    from_on: date
    source: str
    entered_at: datetime
    by: UUID | None
    second: UUID | None


async def values_of(area_id: UUID, *, name: str | None = None) -> list[DatedValue]:
    """All values of an area, or of one rule, in the order in which they rule; a later entry of the same day wins."""
    query = Setting.select().where(Setting.area == area_id)
    if name is not None:
        query = query.where(Setting.name == name)
    rows = await query.order_by(Setting.name, Setting.from_on, Setting.entered_at, Setting.id)
    return [_value(row) for row in rows]


async def add_value(act: Act, name: str, *, value: object, from_on: date, source: str) -> None:
    """A new value from a coming day on. Raises InvalidForm for a day that is past: that takes two people."""
    if from_on <= act.today:
        raise InvalidForm({"from_on": "Choose a date from tomorrow; the past keeps its rule"})
    async with transaction():
        await _insert(act, name, value=value, from_on=from_on, source=source, by=act.officer_id, second=None)


async def add_past_value(act: Act, name: str, *, value: object, from_on: date, source: str, asked_by: UUID) -> None:
    """A value for days already past, entered by the second of two people, inside the caller's transaction."""
    await _insert(act, name, value=value, from_on=from_on, source=source, by=asked_by, second=act.officer_id)


def rule_on(values: list[DatedValue], day: date) -> DatedValue | None:
    """The value of one rule that rules a day: the latest begun by then; before the first, the first."""
    begun = [value for value in values if value.from_on <= day]
    return begun[-1] if begun else (values[0] if values else None)


async def _insert(
    act: Act, name: str, *, value: object, from_on: date, source: str, by: UUID | None, second: UUID | None
) -> None:
    row = Setting(
        area=act.area.id,
        name=name,
        value=json.dumps(value, sort_keys=True, ensure_ascii=False),
        from_on=from_on,
        source=source,
        entered_at=act.at,
        by=by,
        second=second,
    )
    await row.save()
    await act.record(
        Event.SETTING_CHANGED, "setting", row.id, name=name, from_on=from_on.isoformat(), second=second is not None
    )


def _value(row: dict[str, Any]) -> DatedValue:
    return DatedValue(
        id=row["id"],
        name=row["name"],
        value=json.loads(row["value"]),
        from_on=row["from_on"],
        source=row["source"],
        entered_at=row["entered_at"],
        by=row["by"],
        second=row["second"],
    )
