"""Local rules as dated settings: what each means, its default and range, and whether anything national confirms it.

The first value of a key also rules the time before it; without any value the default of the catalogue holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.forms.declaration import Json
from meetings.rules.setting_shapes import Shape, is_in_shape
from meetings.rules.settings_catalogue import CATALOGUE, Setting

NOT_CONFIRMED = "Local default, not confirmed against national guidance."

__all__ = ["CATALOGUE", "NOT_CONFIRMED", "Setting", "SettingRow", "Shape", "check_value", "say_status", "value_on"]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One dated value of an area. Rows are never changed."""

    key: str
    value: Json
    from_on: date


def value_on(rows: Iterable[SettingRow], key: str, day: date) -> Json:
    """The value in force on a day. A key that is not in the catalogue is a mistake of ours and raises KeyError."""
    row = row_on(rows, key, day)
    return row.value if row else CATALOGUE[key].default


def row_on(rows: Iterable[SettingRow], key: str, day: date) -> SettingRow | None:
    """The row in force on a day; of two from the same day the one that was entered last."""
    of_key = sorted((row for row in rows if row.key == key), key=lambda row: row.from_on)
    begun = [row for row in of_key if row.from_on <= day]
    return (begun[-1] if begun else of_key[0]) if of_key else None


def check_value(key: str, value: Json) -> str:
    """Why this value may not be entered, or nothing."""
    setting = CATALOGUE.get(key)
    if setting is None:
        return "Choose a setting from the list."
    if not is_in_shape(setting.shape, value, setting.least, setting.most, setting.choices):
        return setting.rule
    return ""


def say_status(key: str) -> str:
    """What stands under the value on its page."""
    setting = CATALOGUE[key]
    return setting.source if setting.is_confirmed else NOT_CONFIRMED
