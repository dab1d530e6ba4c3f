"""Tokens of mentions: written and removed in the transaction of what they are made from, and looked up to find others.

A token is a keyed hash of something two mentions of one person share; matching.py weighs what was found.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from agencies.acts import Act
from marac.database import is_sqlite
from meetings.many import among
from meetings.people.prepared import Prepared
from meetings.people.tokens import TOKEN_TYPES, stored_tokens
from meetings.people.tokens import Token as PlainToken
from meetings.tables.matching import Token

# Opening the hundredth best instead of the three-hundredth costs a fifth of a point of recall, measured.
MOST_OPENED = 300
# SQLite joins at most 500 selections in one statement.
_ASKED_AT_ONCE = 400
_WRITTEN_AT_ONCE = 500


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
    for start in range(0, len(rows), _WRITTEN_AT_ONCE):
        part = rows[start : start + _WRITTEN_AT_ONCE]
        values = ", ".join(["({}, {}, {}, {}, {})"] * len(part))
        await Token.raw(
            f"INSERT INTO token (area, type, version, bits64, mention) VALUES {values}",  # noqa: S608
            *(value for row in part for value in row),
        )


async def find_candidates(
    act: Act, asked: Sequence[Iterable[PlainToken]], *, but: Iterable[UUID] = (), most: int = MOST_OPENED
) -> list[list[UUID]]:
    """For each person asked for, the mentions that share most with them, best first, without those in `but`."""
    found = await _look_up(act, await _indexed(act, asked))
    weights: list[Counter[UUID]] = [Counter() for _ in asked]
    for (whose, kind, _, _), mentions in found:
        for mention_id in mentions:
            weights[whose][mention_id] += TOKEN_TYPES[kind].weight  # type: ignore[assignment]
    left_out = set(but)
    return [_best(weight, left_out, most) for weight in weights]


def _best(weights: Counter[UUID], left_out: set[UUID], most: int) -> list[UUID]:
    """Of equal weight the newest first: it is the likelier one to know the latest name and address."""
    wanted = [(weight, mention_id) for mention_id, weight in weights.items() if mention_id not in left_out]
    return [mention_id for _, mention_id in sorted(wanted, reverse=True)[:most]]


async def _indexed(act: Act, asked: Sequence[Iterable[PlainToken]]) -> list[Asked]:
    owned = [(whose, token) for whose, tokens in enumerate(asked) for token in sorted(tokens)]
    indexed = await act.vault.index_tokens(act.area.id, [token for _, token in owned])
    return [(owned[n % len(owned)][0], *token) for n, token in enumerate(indexed)]


async def _look_up(act: Act, asked: Sequence[Asked]) -> list[tuple[Asked, list[UUID]]]:
    """The newest mentions under each token. A loose one that too many have is left out whole."""
    mentions: list[list[UUID]] = [[] for _ in asked]
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        part = asked[start : start + _ASKED_AT_ONCE]
        statement, values = looking_up(act.area.id, part)
        for row in await Token.raw(statement, *values):
            mentions[start + row["n"]].append(UUID(str(row["mention"])))
    return [(token, found) for token, found in zip(asked, mentions, strict=True) if not _is_too_common(token, found)]


def _is_too_common(token: Asked, found: Sequence[UUID]) -> bool:
    kind = TOKEN_TYPES[token[1]]
    return kind.is_loose and len(found) > kind.limit


def looking_up(area: UUID, asked: Sequence[Asked]) -> tuple[str, list[Any]]:
    """One statement for all, each token with a limit of its own; it reads the index of tokens and nothing else."""
    if is_sqlite():
        values = [value for _, kind, version, bits in asked for value in (area, kind, version, bits)]
        return _one_selection_each(asked), values
    _, kinds, versions, bits = zip(*asked, strict=True)
    return _LATERAL, [list(kinds), list(versions), list(bits), [_limit(kind) for kind in kinds], area]


# PostgreSQL plans this at once; thirty selections joined by UNION ALL take it ten times as long as reading them.
_LATERAL = """
    SELECT CAST(asked.place AS INTEGER) - 1 AS n, found.mention
    FROM unnest({}::varchar[], {}::integer[], {}::bigint[], {}::integer[])
        WITH ORDINALITY AS asked (type, version, bits64, most, place)
    CROSS JOIN LATERAL (
        SELECT mention FROM token
        WHERE area = {} AND type = asked.type AND version = asked.version AND bits64 = asked.bits64
        ORDER BY mention DESC LIMIT asked.most
    ) AS found
"""


def _one_selection_each(asked: Sequence[Asked]) -> str:
    """SQLite knows no lateral join."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT {n} AS n, mention FROM token"  # noqa: S608
        " WHERE area = {} AND type = {} AND version = {} AND bits64 = {}"
        f" ORDER BY mention DESC LIMIT {_limit(kind)}) AS found_{n}"
        for n, (_, kind, _, _) in enumerate(asked)
    )


def _limit(kind: str) -> int:
    # One more shows that a loose token has too many.
    return TOKEN_TYPES[kind].limit + TOKEN_TYPES[kind].is_loose
