"""The area's dated rules as they stood on a day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.acts import Act
from agencies.tables import Setting
from meetings.rules.settings import SettingRow, value_on


@dataclass(frozen=True, slots=True)
class RulesOfDay:
    """Every setting of the area, judged on one day: an old referral is judged by the rule of its day."""

    rows: Sequence[SettingRow]
    day: date

    def value(self, key: str) -> Any:
        """The value in force; the first value also rules the time before it; else our default."""
        return value_on(self.rows, key, self.day)

    def on(self, day: date) -> "RulesOfDay":
        """The same area on another day, without asking the database again."""
        return RulesOfDay(self.rows, day)


async def settings_on(act: Act, day: date) -> RulesOfDay:
    rows = (
        await Setting.select(Setting.name, Setting.value, Setting.from_on)
        .where(Setting.area == act.area.id)
        .order_by(Setting.from_on)
    )
    return RulesOfDay([SettingRow(row["name"], json.loads(row["value"]), row["from_on"]) for row in rows], day)
