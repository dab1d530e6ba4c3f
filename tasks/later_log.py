"""What a log tells of rights taken away: read from the database that is being replaced, or from an exported log."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from marac.audit.checkpoints import newest_note
from marac.audit.events import Event
from marac.audit.notes import Checker
from marac.audit.offline import check
from marac.audit.tables import Leaf
from marac.errors import Refused

# A restore gives none of these back. Exclusions, restrictions and their ends are all `access:change`.
REPLAYED = (Event.ACCESS_CHANGED, Event.OFFICER_ENDED, Event.ROLE_ENDED, Event.KEY_DESTROYED)
UNREADABLE = "The log given cannot be read. Write one with: marac audit export FILE"
OTHER_LOG = "The log given is not a later log of the database in this backup. Nothing was changed."


@dataclass(frozen=True, slots=True)
class ToldLeaf:
    """One leaf of a later log."""

    id: UUID
    event: Event
    area: UUID
    about: UUID
    at: datetime
    business_at: datetime
    keys: Mapping[str, Any]

    @property
    def change(self) -> str:
        """For a change of access: exclude, end or name."""
        return str(self.keys.get("change", ""))

    @property
    def bar(self) -> tuple[Any, ...]:
        return self.about, self.keys["exclusion"], self.keys["officer"], self.keys["agency"]


async def told_here() -> list[ToldLeaf]:
    """From the database at hand."""
    rows = await Leaf.select().where(Leaf.event.is_in([event.value for event in REPLAYED]))
    return [
        ToldLeaf(
            id=row["id"],
            event=Event(row["event"]),
            area=row["area"],
            about=row["about"],
            at=row["at"],
            business_at=row["business_at"],
            keys=json.loads(row["keys"]),
        )
        for row in rows
    ]


def told_in(lines: Sequence[bytes]) -> list[ToldLeaf]:
    """From an exported log. Raises Refused for a file that is none."""
    try:
        return list(_told(lines))
    except (ValueError, KeyError, TypeError):
        raise Refused(UNREADABLE) from None


def read_lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().splitlines(keepends=True)
    except OSError:
        raise Refused(UNREADABLE) from None


async def requires_later_log(lines: Sequence[bytes], checker: Checker) -> None:
    """The log was changed by nobody, and begins with the log of the database at hand. Raises Refused."""
    head = await newest_note()
    outcomes = [check(lines, public, from_head=head) for public in checker.public_keys.values()]
    if not any(outcome.sound for outcome in outcomes):
        raise Refused(OTHER_LOG)


def still_standing(missing: Sequence[ToldLeaf]) -> list[ToldLeaf]:
    """Without exclusions that were ended again in the same stretch of the log.

    One that stands in the copy and was ended later stays: too little is shown rather than too much.
    """
    ended = Counter(leaf.bar for leaf in missing if leaf.change == "end")
    standing = []
    for leaf in missing:
        if leaf.change == "exclude" and ended[leaf.bar]:
            ended[leaf.bar] -= 1
        elif leaf.change != "end":
            standing.append(leaf)
    return standing


def _told(lines: Sequence[bytes]) -> Iterator[ToldLeaf]:
    names = {event.value for event in REPLAYED}
    for line in lines:
        leaf = json.loads(line).get("leaf")
        if leaf is not None and leaf["event"] in names:
            yield ToldLeaf(
                id=UUID(leaf["id"]),
                event=Event(leaf["event"]),
                area=UUID(leaf["area"]),
                about=UUID(leaf["about"]),
                at=datetime.fromisoformat(leaf["at"]),
                business_at=datetime.fromisoformat(leaf["business_at"]),
                keys=leaf["keys"],
            )
