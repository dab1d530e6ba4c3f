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


# A paper holds what its reader's leaf of the same moment says was opened to make it. COALESCE keeps a list from
# becoming a join, which a server that has not yet counted its rows does row by row.
_FIND = """
WITH sought AS MATERIALIZED (
    {sought}
), each AS (
    SELECT {columns}, 1 AS is_certain FROM leaf WHERE {in_bounds} AND COALESCE(leaf.about IN ({ids}), FALSE)
    UNION ALL
    SELECT {columns}, 1 FROM leaf CROSS JOIN {words} WHERE {in_bounds} AND ({is_sought})
    UNION ALL
    SELECT {columns}, 0 FROM leaf WHERE {in_bounds} AND leaf.keys LIKE '%"objects":[],%'
        AND leaf.event NOT IN ({other_lists}) AND (leaf.about IS NULL OR leaf.about IN ({ids}))
), named AS MATERIALIZED (
    SELECT id, at, actor, reader, MAX(is_certain) AS is_certain FROM each GROUP BY id, at, actor, reader
), papers AS MATERIALIZED (
    SELECT paper.about, MAX(named.is_certain) AS is_certain
    FROM leaf AS paper JOIN named ON named.at = paper.at AND named.reader = paper.actor
    WHERE paper.area = {{}} AND paper.event = '{paper_written}' GROUP BY paper.about
), told AS MATERIALIZED (
    SELECT id, actor, is_certain FROM named
    UNION
    SELECT leaf.id, leaf.actor, papers.is_certain FROM leaf JOIN papers ON papers.about = leaf.about
    WHERE leaf.area = {{}}
)
SELECT CAST(told.id AS TEXT) AS id, told.is_certain AS is_certain, (SELECT COUNT(*) FROM told) AS number,
    (SELECT COUNT(DISTINCT actor) FROM told) AS people
FROM told ORDER BY told.id DESC LIMIT {{}} OFFSET {{}}
"""
_COLUMNS = "leaf.id, leaf.at, leaf.actor, COALESCE(leaf.actor, leaf.acting_for) AS reader"
_SQLITE = {
    "sought": "SELECT value AS word FROM json_each({})",
    "ids": "SELECT value FROM json_each({})",
    # A damaged leaf stops nobody here: the check of the log names it.
    "words": "json_tree(CASE WHEN json_valid(leaf.keys) THEN leaf.keys ELSE 'null' END) AS told",
    "is_sought": "told.key IN (SELECT word FROM sought) OR told.atom IN (SELECT word FROM sought)",
}
_POSTGRES = {
    "sought": "SELECT unnest(string_to_array(CAST({} AS TEXT), ',')) AS word",
    "ids": "SELECT CAST(unnest(string_to_array(CAST({} AS TEXT), ',')) AS UUID)",
    # Ids stand between quotation marks. Splitting there is three times as quick as reading the JSON.
    "words": "LATERAL unnest(string_to_array(leaf.keys, '\"')) AS told(word)",
    "is_sought": "COALESCE(told.word IN (SELECT word FROM sought), FALSE)",
}


async def find_leaves(sought: Sought, *, most: int, after: int = 0) -> Found:
    """One page of the leaves that tell of what is sought, and the sums over all pages. One statement."""
    ids = [str(each) for each in sought.ids]
    words, ids_alone, lists = map(_as_list, ([*ids, *sought.pseudonyms], ids, [*map(str, sought.lists_about)]))
    bounds = (sought.area, _earliest(sought.ids), *([sought.actor] if sought.actor else []))
    rows = await Leaf.raw(
        _statement(is_own=sought.actor is not None),
        *(words, *bounds, ids_alone, *bounds, *bounds, lists, sought.area, sought.area, most, after),
    )
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
        columns=_COLUMNS,
        other_lists=", ".join(f"'{event}'" for event in _OTHER_LISTS),
        paper_written=Event.PAPER_WRITTEN,
        in_bounds="leaf.area = {} AND leaf.id >= {}" + (" AND leaf.actor = {}" if is_own else ""),
    )


def _as_list(words: Collection[str]) -> str:
    """One value for a list of any length: databases limit how many values a statement may have."""
    return json.dumps(list(words)) if is_sqlite() else ",".join(words)


def _earliest(ids: Collection[UUID]) -> UUID:
    """No leaf about any of these was written before the oldest was made."""
    milliseconds = (min(ids).int >> 80) - _MARGIN_MILLISECONDS
    return UUID(int=max(milliseconds, 0) << 80)
