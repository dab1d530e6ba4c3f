"""What only one place may do, read off the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import python_files, shown, tree_of


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def files_importing(library: str) -> set[str]:
    return {
        shown(path)
        for path in python_files()
        if any(module == library or module.startswith(f"{library}.") for module in imported(path))
    }


def test_only_the_vault_touches_cryptography() -> None:
    # The offline verifier stands alone so that an auditor can run it without the service.
    assert files_importing("cryptography") <= {"marac/vault/primitives.py", "marac/audit/offline.py"}


def test_passwords_and_tokens_never_come_from_a_guessable_source() -> None:
    # Benchmarks invent people from a seed; the service never imports them.
    assert {path for path in files_importing("random") if not path.startswith("marac/commands/benchmarks/")} == set()


def test_nothing_is_kept_in_a_format_that_can_run_code() -> None:
    assert files_importing("pickle") | files_importing("marshal") | files_importing("shelve") == set()


def test_errors_are_swallowed_whole_only_where_a_loop_must_go_on() -> None:
    whole = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "BaseException")
        if not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]

    assert whole == []


def test_imports_stand_at_the_top_of_a_file() -> None:
    inside = [
        f"{shown(path)}: {function.name}"
        for path in python_files()
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []
