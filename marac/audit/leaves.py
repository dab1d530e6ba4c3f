"""What a leaf may say, and its one canonical form as bytes."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marac.audit.events import Event

# Ids, codes and numbers. No space, no letter beyond ASCII, no @: a name or an address can hardly slip in.
_CODE = re.compile(r"[A-Za-z0-9._:,/+=-]{0,200}\Z")
MOST_OBJECTS = 1_000


class LeafRefused(ValueError):
    """A fault in our own code: a leaf with other keys than its event has, or with words in it."""


def checked_keys(event: Event, keys: Mapping[str, object]) -> str:
    """The keys as canonical JSON. Raises LeafRefused for a missing, an extra or a wordy one."""
    if event.keys != keys.keys():
        missing, extra = sorted(event.keys - keys.keys()), sorted(keys.keys() - event.keys)
        raise LeafRefused(f"{event.name}: missing {missing}, not expected {extra}")
    plain = {name: _checked_value(event, name, value) for name, value in keys.items()}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def _checked_value(event: Event, name: str, value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and _CODE.match(value):
        return str(value)
    if isinstance(value, list | tuple) and len(value) <= MOST_OBJECTS and all(map(_is_code, value)):
        return list(map(str, value))
    raise LeafRefused(f"{event.name}: {name} is not an id, a code or a number")


def _is_code(value: object) -> bool:
    return isinstance(value, UUID) or (isinstance(value, str) and bool(_CODE.match(value)))


def checked_code(name: str, value: str) -> str:
    if not _CODE.match(value):
        raise LeafRefused(f"{name} is not a code")
    return str(value)


ROWS = "$rows"


def with_rows(keys: str, rows: Mapping[UUID, str]) -> str:
    """The keys, and before them the marks of all sealed rows this act wrote."""
    if not rows:
        return keys
    marks = json.dumps({str(row): rows[row] for row in sorted(rows)}, separators=(",", ":"))
    return f'{{"{ROWS}":{marks}{"" if keys == "{}" else ","}{keys[1:]}'


def row_mark(version: int, row_mac: bytes) -> str:
    """What a leaf keeps of a sealed row: enough to notice later that the whole row was rolled back."""
    return f"{version}.{hashlib.sha256(row_mac).hexdigest()[:32]}"


def leaf_bytes(row: Mapping[str, str | None]) -> bytes:
    """Canonical JSON of a leaf, keys sorted, from its row as `reading` gives it: every column as text.

    `keys` stands as it was written, so that even a changed blank shows.
    """
    shown = (
        f'{{"about":{_quoted(row["about"])},"acting_for":{_quoted(row["acting_for"])},'
        f'"actor":{_quoted(row["actor"])},"area":{_quoted(row["area"])},"at":{_quoted(row["at"])},'
        f'"business_at":{_quoted(row["business_at"])},"decision":{_quoted(row["decision"])},'
        f'"event":{_quoted(row["event"])},"id":{_quoted(row["id"])},"keys":{row["keys"]},'
        f'"kind":{_quoted(row["kind"])},"row_mac":{_quoted(row["row_mac"])},"session":{_quoted(row["session"])},"v":1}}'
    )
    return shown.encode()


def _quoted(value: str | None) -> str:
    if value is None:
        return "null"
    return f'"{value}"' if _CODE.match(value) else json.dumps(value)
