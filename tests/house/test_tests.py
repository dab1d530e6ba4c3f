"""The tests themselves: each asserts something, none waits, and chance always has a seed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import python_files, shown, tree_of

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(path: Path) -> Iterator[Function]:
    yield from (node for node in tree_of(path).body if isinstance(node, Function))


# Each raises where what it says is not so.
CLAIMS = re.compile(r"^(pytest\.raises|expect|check_\w+|\w+\.wait_for_url)$")


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def asserts_itself(function: Function) -> bool:
    claims = any(isinstance(node, ast.Assert) for node in ast.walk(function))
    return claims or any(CLAIMS.match(ast.unparse(call.func)) for call in calls_in(function))


def test_every_test_asserts_something() -> None:
    written = [(path, function) for path in python_files("tests") for function in functions_of(path)]
    asserting = {function.name for _, function in written if asserts_itself(function)}

    idle = [
        f"{shown(path)}: {function.name}"
        for path, function in written
        if function.name.startswith("test_") and function.name not in asserting
        if not {ast.unparse(call.func) for call in calls_in(function)} & asserting
    ]

    assert idle == []


def test_no_test_waits_for_time_to_pass() -> None:
    # A sleep of nothing only lets other tasks run.
    waiting = [
        f"{shown(path)}:{call.lineno}"
        for path in python_files("tests")
        for call in calls_in(tree_of(path))
        if ast.unparse(call.func).endswith(".sleep") and [ast.unparse(given) for given in call.args] != ["0"]
    ]

    assert waiting == []


def test_chance_in_tests_has_a_seed() -> None:
    unseeded = [
        f"{shown(path)}:{call.lineno}"
        for path in python_files("tests")
        for call in calls_in(tree_of(path))
        if ast.unparse(call.func).startswith("random.")
        if ast.unparse(call.func) != "random.Random" or not call.args
    ]

    assert unseeded == []
