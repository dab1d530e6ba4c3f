"""Tokens of mentions: written and removed in the transaction of what they are made from, and looked up to find others.

A token is a keyed hash of something two mentions of one person share; matching.py weighs what was found.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from agencies.acts import Act
from marac.database import insert_many, is_sqlite, transaction
from meetings.many import among
from meetings.people.prepared import Prepared
from meetings.people.sharing import Sharing
from meetings.people.tokens import TOKEN_TYPES, stored_tokens
from meetings.people.tokens import Token as PlainToken
from meetings.tables.matching import Token

# Mentions found for one person; matching.py tells what fewer of them cost.
MOST_FOUND = 50


class TokenRow(NamedTuple):
    """A token as it is stored."""

    area: UUID
    type: str
    version: int
    bits64: int
    mention: UUID


Asked = tuple[int, str, int, int]  # whose, type, version, bits


async def write_tokens(act: Act, people: Iterable[tuple[UUID, Prepared]]) -> None:
    """In the transaction that writes these mentions, under every index key in use."""
    await insert_tokens(await token_rows(act, people))


async def replace_tokens(act: Act, mention_id: UUID, person: Prepared) -> None:
    """In the transaction that changes what is known of this mention."""
    rows = await token_rows(act, [(mention_id, person)])
    await remove_tokens([mention_id])
    await insert_tokens(rows)


async def remove_tokens(mention_ids: Sequence[UUID]) -> None:
    """In the transaction that removes these mentions: the database lets no mention go before its tokens."""
    await Token.delete().where(among(Token.mention, mention_ids))


async def token_rows(act: Act, people: Iterable[tuple[UUID, Prepared]]) -> list[TokenRow]:
    """The tokens of these people under every index key in use."""
    owned = [(mention_id, token) for mention_id, person in people for token in sorted(stored_tokens(person))]
    indexed = await act.vault.index_tokens(act.area.id, [token for _, token in owned])
    mentions = [mention_id for mention_id, _ in owned]
    return [
        TokenRow(act.area.id, kind, version, bits, mentions[n % len(mentions)])
        for n, (kind, version, bits) in enumerate(indexed)
    ]


async def insert_tokens(rows: Sequence[TokenRow]) -> None:
    """Past the table class, which takes longer for a row than its hash and its writing together."""
    if not rows:
        return
    if is_sqlite():
        # As texts and in the order of the index: making a text of an id takes longer than writing the row.
        texts = {row.mention: str(row.mention) for row in rows}
        told = [(str(row.area), row.type, row.version, row.bits64, texts[row.mention]) for row in sorted(rows)]
        async with transaction():
            await insert_many(Token._meta.tablename, TokenRow._fields, told)
        return
    await Token.raw(_INSERT_POSTGRES, *(list(column) for column in zip(*rows, strict=True)))


_INSERT_POSTGRES = (
    "INSERT INTO token (area, type, version, bits64, mention)"
    " SELECT * FROM unnest({}::uuid[], {}::varchar[], {}::integer[], {}::bigint[], {}::uuid[])"
)


async def find_candidates(
    act: Act, asked: Sequence[Iterable[PlainToken]], *, but: Iterable[UUID] = (), most: int = MOST_FOUND
) -> list[list[UUID]]:
    """For each person asked for, the mentions that share most with them, best first, without those in `but`."""
    sharing = [Sharing[Any]() for _ in asked]
    for (whose, kind, _, _), mentions in await _look_up(act, await _indexed(act, asked)):
        sharing[whose].note(TOKEN_TYPES[kind], mentions)
    left_out = set(but)
    return [_opened(each, left_out, most) for each in sharing]


def _opened(sharing: Sharing[Any], left_out: set[UUID], most: int) -> list[UUID]:
    ids = (UUID(mention) if isinstance(mention, str) else mention for mention in sharing.likeliest())
    return list(islice((mention for mention in ids if mention not in left_out), most))


async def _indexed(act: Act, asked: Sequence[Iterable[PlainToken]]) -> list[Asked]:
    owned = [(whose, token) for whose, tokens in enumerate(asked) for token in sorted(tokens)]
    indexed = await act.vault.index_tokens(act.area.id, [token for _, token in owned])
    return [(owned[n % len(owned)][0], *token) for n, token in enumerate(indexed)]


async def _look_up(act: Act, asked: Sequence[Asked]) -> list[tuple[Asked, Sequence[Any]]]:
    """The newest mentions under each token that has any, as the database names them.

    A loose token that too many have is left out whole.
    """
    if not asked:
        return []
    statement, values = looking_up(act.area.id, asked)
    rows = await Token.raw(statement, *values)
    found = [(asked[row["n"]], _mentions(row["mentions"])) for row in rows]
    return [(token, mentions) for token, mentions in found if not _is_too_common(token, mentions)]


def _mentions(found: Any) -> Sequence[Any]:
    """Of a hundred mentions few are opened, so SQLite's text is made into ids later, and only for those."""
    return found.split(",") if isinstance(found, str) else found or ()


def _is_too_common(token: Asked, found: Sequence[Any]) -> bool:
    kind = TOKEN_TYPES[token[1]]
    return kind.is_loose and len(found) > kind.limit


def looking_up(area: UUID, asked: Sequence[Asked]) -> tuple[str, list[Any]]:
    """One statement for all, each token with a limit of its own; it reads the index of tokens and nothing else.

    It is the same statement however many tokens there are, so the database plans it once.
    """
    if is_sqlite():
        return _one_selection_a_limit(), [value for limit in _LIMITS for value in (area, _json_of(asked, limit))]
    _, kinds, versions, bits = zip(*asked, strict=True)
    return _FOR_EACH, [area, list(kinds), list(versions), list(bits), [_limit(kind) for kind in kinds]]


_FOR_EACH = """
    SELECT CAST(asked.place AS INTEGER) - 1 AS n, ARRAY(
        SELECT mention FROM token
        WHERE area = {} AND type = asked.type AND version = asked.version AND bits64 = asked.bits64
        ORDER BY mention DESC LIMIT asked.most
    ) AS mentions
    FROM unnest({}::varchar[], {}::integer[], {}::bigint[], {}::integer[])
        WITH ORDINALITY AS asked (type, version, bits64, most, place)
"""


def _one_selection_a_limit() -> str:
    """SQLite takes no limit from a column."""
    return " UNION ALL ".join(
        "SELECT json_extract(asked.value, '$[0]') AS n, (SELECT group_concat(mention) FROM (SELECT mention FROM token"  # noqa: S608
        " WHERE area = {} AND type = json_extract(asked.value, '$[1]') AND version = json_extract(asked.value, '$[2]')"
        f" AND bits64 = json_extract(asked.value, '$[3]') ORDER BY mention DESC LIMIT {limit})) AS mentions"
        " FROM json_each({}) AS asked"
        for limit in _LIMITS
    )


def _json_of(asked: Sequence[Asked], limit: int) -> str:
    return json.dumps([(n, *token[1:]) for n, token in enumerate(asked) if _limit(token[1]) == limit])


def _limit(kind: str) -> int:
    # One more shows that a loose token has too many.
    return TOKEN_TYPES[kind].limit + TOKEN_TYPES[kind].is_loose


_LIMITS = sorted({_limit(kind) for kind in TOKEN_TYPES})
