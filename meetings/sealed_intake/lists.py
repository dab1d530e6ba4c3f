"""The signed lists of keys as they are served, and the fingerprints a person compares."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from agencies.acts import Act
from marac.vault.key_lists import decoded, key_fingerprint, root_fingerprint
from marac.vault.seal_lists import newest_lists

SUITES = {1: "X25519", 2: "P-256"}


@dataclass(frozen=True, slots=True)
class ListedKey:
    """A key of the list, as a page shows it."""

    suite: str
    fingerprint: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class KeysPaper:
    """The list of one area, for comparing by telephone."""

    serial: int
    fingerprint: str
    keys: tuple[ListedKey, ...]


async def served_lists(slug: str | None = None) -> tuple[bytes, str]:
    """The JSON of the newest lists, and a tag that changes with them."""
    lists: dict[str, Any] = {"lists": [each.shown() for each in await newest_lists(slug)]}
    content = json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


async def list_of_area(act: Act) -> dict[str, Any] | None:
    """The newest signed list of this area, as it is served; None where none was published yet."""
    found = await newest_lists(act.area.slug)
    return found[0].shown() if found else None


async def read_keys(act: Act) -> KeysPaper | None:
    """None where no list was published yet."""
    found = await newest_lists(act.area.slug)
    if not found:
        return None
    listed = json.loads(found[0].body)
    return KeysPaper(listed["serial"], root_fingerprint(found[0].root), tuple(_shown(key) for key in listed["keys"]))


def _shown(key: dict[str, Any]) -> ListedKey:
    return ListedKey(
        SUITES.get(key["suite"], "?"),
        key_fingerprint(decoded(key["public"])),
        datetime.fromtimestamp(key["not_before"], UTC),
        datetime.fromtimestamp(key["not_after"], UTC),
    )
