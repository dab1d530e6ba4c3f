"""Which names are the same name: groups of spellings and of familiar forms, read once from the tables beside."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLES = files("meetings.people") / "name_tables"
KINDS = ("spellings", "nicknames")


class Group(NamedTuple):
    """One line of a table: the name as it is most often written, and how else it is met."""

    kind: str
    source: str
    name: str
    others: tuple[str, ...]
    table: str


def groups() -> Iterator[Group]:
    """Every group of every table, with the source that stands above it."""
    for table in sorted(TABLES.iterdir(), key=lambda path: path.name):
        if table.name.endswith(".txt"):
            yield from read_table(table.name.removesuffix(".txt"), table.read_text(encoding="utf-8"))


def read_table(table: str, text: str) -> Iterator[Group]:
    """`# kind | source` stands above the groups it is true of; `name: other other` is a group."""
    kind = source = ""
    for line in text.splitlines():
        if line.startswith("#"):
            kind, _, source = (part.strip() for part in line[1:].partition("|"))
        elif line.strip():
            name, _, others = line.partition(":")
            yield Group(kind, source, name.strip(), tuple(others.split()), table)


class Standing(NamedTuple):
    """The groups that a word stands in, by their first names."""

    spellings: frozenset[str] = frozenset()
    nicknames: frozenset[str] = frozenset()


NOWHERE = Standing()


@cache
def standings() -> Mapping[str, Standing]:
    """Of every word in the tables."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for group in groups():
        for word in (group.name, *group.others):
            found.setdefault(word, (set(), set()))[KINDS.index(group.kind)].add(group.name)
    return {word: Standing(frozenset(same), frozenset(familiar)) for word, (same, familiar) in found.items()}


EUROPEAN = frozenset({"english", "irish_gaelic_welsh", "polish_romanian_slavic"})


@cache
def far_eastern_names() -> frozenset[str]:
    """Chinese and Vietnamese names that no people of Europe shares (as it does Lee, Mai and Lan)."""
    ours = (group for group in groups() if group.source.startswith(("Chinese", "Vietnamese")))
    return frozenset(word for group in ours for word in (group.name, *group.others)) - european_names()


@cache
def european_names() -> frozenset[str]:
    """Names of peoples whose second name is a middle name; those shared with others (Adam, Maria) among them."""
    return frozenset(word for group in groups() if group.table in EUROPEAN for word in (group.name, *group.others))
