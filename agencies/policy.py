"""Who may: the policy table, read once from policy.toml and asked by every page."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agencies.roles import Role

_TABLE = Path(__file__).parent / "policy.toml"
FORUMS = frozenset({"marac", "mappa"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: who may, in which forums, and how the page "Who can see what" says it."""

    name: str
    words: str
    roles: frozenset[Role]
    forums: frozenset[str]


@cache
def policy() -> Mapping[str, Row]:
    """The whole table. A word it does not know stops the service at its start."""
    document = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    groups = {name: _roles(words, {}) for name, words in document["groups"].items()}
    return {name: _row(name, said, groups) for name, said in document["rows"].items()}


def may(row: str, *, roles: frozenset[Role], forum: str) -> bool:
    """Whether one of these roles opens this row in this forum. An unknown row is a mistake of ours, not a refusal."""
    known = policy()[row]
    return forum in known.forums and bool(known.roles & roles)


def rows_of(role: Role, *, forum: str) -> tuple[Row, ...]:
    """What a role may, in the order of the table."""
    return tuple(row for row in policy().values() if may(row.name, roles=frozenset({role}), forum=forum))


def _row(name: str, said: Mapping[str, Any], groups: Mapping[str, frozenset[Role]]) -> Row:
    forums = frozenset(said.get("forums", ["marac"]))
    if not forums <= FORUMS:
        raise ValueError(f"Policy row {name} names a forum there is not.")
    return Row(name=name, words=said["words"], roles=_roles(said["roles"], groups), forums=forums)


def _roles(words: list[str], groups: Mapping[str, frozenset[Role]]) -> frozenset[Role]:
    named = [groups[word] if word in groups else frozenset({Role(word)}) for word in words]
    return frozenset().union(*named)
