"""Finding leaves: everything the trail tells of some objects, in whichever of its ways a leaf names them.

A leaf is about an object, has its id among the keys (also as a sealed row that the act wrote), or names what was
shown by pseudonym. A list of more than the vault names keeps a hash alone: it may have shown any of them.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import is_sqlite

# Long lists that show staff, or what is its author's alone.
_OTHER_LISTS = (Event.OFFICER_LISTED, Event.FORM_TAKEN_BACK, Event.DRAFT_READ)
# Ids are in order of time, but clocks of two machines differ a little.
_MARGIN_MILLISECONDS = 3_600_000


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in an area's leaves, and perhaps by whom alone."""

    area: UUID
    ids: Collection[UUID]
    pseudonyms: Collection[str]
    # What a list too long to name its objects must be about to have shown one of them; nothing at all will do too.
    lists_about: Collection[UUID]
    actor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of leaves, newest first, and how many leaves and people there are in all."""

    leaves: tuple[UUID, ...] = ()
    uncertain: frozenset[UUID] = frozenset()
    number: int = 0
    number_of_people: int = 0


# A paper holds what its reader's leaf of the same moment says was opened to make it.
_FIND = """
WITH sought AS MATERIALIZED (
    {sought}
), each AS (
    SELECT leaf.id, leaf.at, leaf.actor, COALESCE(leaf.actor, leaf.acting_for) AS reader,
        (COALESCE(leaf.about IN ({ids}), FALSE) OR {names_one}) AS is_certain,
        (leaf.keys LIKE '%"objects":[],%' AND leaf.event NOT IN ({other_lists})
            AND (leaf.about IS NULL OR leaf.about IN ({ids}))) AS is_long
    FROM leaf WHERE leaf.area = {{}} AND leaf.id >= {{}} {by_whom}
), named AS MATERIALIZED (
    SELECT * FROM each WHERE is_certain OR is_long
), told AS MATERIALIZED (
    SELECT id, actor, is_certain FROM named
    UNION
    SELECT leaf.id, leaf.actor, TRUE FROM leaf WHERE leaf.area = {{}} AND leaf.about IN (
        SELECT paper.about FROM leaf AS paper JOIN named ON named.at = paper.at AND named.reader = paper.actor
        WHERE paper.area = {{}} AND paper.event = '{paper_written}')
)
SELECT CAST(told.id AS TEXT) AS id, told.is_certain AS is_certain, (SELECT COUNT(*) FROM told) AS number,
    (SELECT COUNT(DISTINCT actor) FROM told) AS people
FROM told ORDER BY told.id DESC LIMIT {{}} OFFSET {{}}
"""
_SQLITE = {
    "sought": "SELECT value AS word FROM json_each({})",
    "ids": "SELECT value FROM json_each({})",
    # A damaged leaf stops nobody here: the check of the log names it.
    "names_one": """EXISTS (
            SELECT 1 FROM json_tree(CASE WHEN json_valid(leaf.keys) THEN leaf.keys ELSE 'null' END) AS told
            WHERE told.key IN (SELECT word FROM sought) OR told.atom IN (SELECT word FROM sought))""",
}
_POSTGRES = {
    "sought": "SELECT unnest(string_to_array(CAST({} AS TEXT), ',')) AS word",
    "ids": "SELECT CAST(unnest(string_to_array(CAST({} AS TEXT), ',')) AS UUID)",
    "names_one": """EXISTS (
            SELECT 1 FROM unnest(string_to_array(translate(leaf.keys, '[]":', ',,,,'), ',')) AS told(word)
            WHERE told.word IN (SELECT word FROM sought))""",
}


async def find_leaves(sought: Sought, *, most: int, after: int = 0) -> Found:
    """One page of the leaves that tell of what is sought, and the sums over all pages. One statement."""
    ids = [str(each) for each in sought.ids]
    by_whom = [] if sought.actor is None else [sought.actor]
    lists = map(_as_list, ([*ids, *sought.pseudonyms], ids, [str(each) for each in sought.lists_about]))
    bounds = (sought.area, _earliest(sought.ids), *by_whom, sought.area, sought.area)
    rows = await Leaf.raw(_statement(is_own=bool(by_whom)), *lists, *bounds, most, after)
    if not rows:
        return Found()
    return Found(
        leaves=tuple(UUID(row["id"]) for row in rows),
        uncertain=frozenset(UUID(row["id"]) for row in rows if not row["is_certain"]),
        number=rows[0]["number"],
        number_of_people=rows[0]["people"],
    )


def _statement(*, is_own: bool) -> str:
    return _FIND.format(
        **(_SQLITE if is_sqlite() else _POSTGRES),
        other_lists=", ".join(f"'{event}'" for event in _OTHER_LISTS),
        paper_written=Event.PAPER_WRITTEN,
        by_whom="AND leaf.actor = {}" if is_own else "",
    )


def _as_list(words: Collection[str]) -> str:
    """One value for a list of any length: databases limit how many values a statement may have."""
    return json.dumps(list(words)) if is_sqlite() else ",".join(words)


def _earliest(ids: Collection[UUID]) -> UUID:
    """No leaf about any of these was written before the oldest was made."""
    milliseconds = (min(ids).int >> 80) - _MARGIN_MILLISECONDS
    return UUID(int=max(milliseconds, 0) << 80)
