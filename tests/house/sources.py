"""What the tests of the house rules read: the project's own files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("marac", "agencies", "meetings", "tasks", "exports")


def python_files(*folders: str) -> Iterator[Path]:
    """The Python files of these folders; without any, of the whole service."""
    for folder in folders or PACKAGES:
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(path.read_text())


def text_of(name: str) -> str:
    """The text of one file of the project."""
    return (ROOT / name).read_text()


def shown(path: Path) -> str:
    """A file's name as a person would say it."""
    return str(path.relative_to(ROOT))
