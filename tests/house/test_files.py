"""How files and functions are kept: short, well named, and each with a sentence of its own."""

import ast
from pathlib import Path

from tests.house.sources import python_files, shown, tree_of

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
EMPTY_NAMES = {"utils", "helpers", "common", "core", "manager", "base", "misc", "util", "helper"}
# Migrations are made by a program and never edited.
MADE_BY_PROGRAM = "migrations"


def hand_written(*folders: str) -> list[Path]:
    return [path for path in python_files(*folders) if MADE_BY_PROGRAM not in path.parts]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_longer_than_one_can_read_at_a_sitting() -> None:
    files = [*hand_written(), *hand_written("tests")]

    too_long = [shown(path) for path in files if len(path.read_text().splitlines()) > LONGEST_FILE]

    assert files
    assert too_long == []


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{shown(path)}: {node.name}"
        for path in hand_written()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_every_file_says_what_lives_in_it() -> None:
    silent = [
        shown(path) for path in hand_written() if path.read_text().strip() and ast.get_docstring(tree_of(path)) is None
    ]

    assert silent == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    nameless = [shown(path) for path in hand_written() if path.stem in EMPTY_NAMES]

    assert nameless == []


def test_names_of_tests_are_told_once() -> None:
    names: dict[str, list[str]] = {}
    for path in python_files("tests"):
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                names.setdefault(node.name, []).append(shown(path))

    assert {name: paths for name, paths in names.items() if len(paths) > 1} == {}
