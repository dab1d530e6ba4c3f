"""Labels and the answers beside them, found in the tables and the running text of a form, each in its part of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.legacy.word_fields import CHILD, Target, find_target, is_label, role_named
from meetings.legacy.word_paper import Cell, Paper, Table

FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer with its label. `row` is the number of a child in the tables of children; `note` says what is odd."""

    label: str
    answer: Cell
    target: Target | None
    row: int | None = None
    note: str = ""


def pairs_of(paper: Paper) -> tuple[Pair, ...]:
    """Every text of the form stands in one of them; printed words without an answer have no label."""
    return tuple(_walk(paper))


def _walk(paper: Paper) -> Iterator[Pair]:
    role, number_of_children = "", 0
    waiting: Pair | None = None
    for block in paper.blocks:
        if isinstance(block, Cell):
            found, waiting = _in_text(block, waiting, role)
            yield from found
            continue
        if waiting:
            yield waiting
            waiting = None
        if _is_of_children(block):
            rows = list(_children(block, number_of_children))
            number_of_children += len(block.rows) - 1
            yield from rows
            continue
        role = _role_of(block) or role
        for row in block.rows:
            role, pairs = _in_row(row, role)
            yield from pairs
    if waiting:
        yield waiting


def _in_text(cell: Cell, waiting: Pair | None, role: str) -> tuple[list[Pair], Pair | None]:
    """A known label takes the paragraphs after it; `Label: answer` stands in one line."""
    before, colon, after = cell.text.partition(":")
    if colon and after.strip() and is_label(before):
        done = [waiting] if waiting else []
        return [*done, Pair(before.strip(), replace(cell, text=after.strip()), find_target(before, role))], None
    if is_label(cell.text):
        empty = Pair(cell.text, replace(cell, text=""), find_target(cell.text, role))
        return ([waiting] if waiting else []), empty
    if waiting is None:
        return ([Pair("", cell, None)] if cell.text else []), None
    if not waiting.answer.text:
        return [], replace(waiting, answer=cell)
    text = f"{waiting.answer.text}\n{cell.text}".strip()
    return [], replace(waiting, answer=replace(waiting.answer, text=text))


def _is_of_children(table: Table) -> bool:
    """Its first row holds labels alone, or names a child beside another label."""
    heads = [cell.text for cell in table.rows[0]] if table.rows else []
    if len(heads) < FEWEST_COLUMNS:
        return False
    known = [head for head in heads if is_label(head)]
    return known == heads or (len(known) > 1 and any(role_named(head) == CHILD for head in known))


def _children(table: Table, before: int) -> Iterator[Pair]:
    heads, *rows = table.rows
    for n, row in enumerate(rows):
        if not any(cell.text for cell in row):
            continue
        for m, cell in enumerate(row):
            head = heads[m].text if m < len(heads) else ""
            yield Pair(head, cell, find_target(head, CHILD) if head else None, row=before + n)


def _role_of(table: Table) -> str:
    """A table that names one kind of person is about that person, also above the name."""
    roles = {role for row in table.rows for cell in row if (role := role_named(cell.text))}
    return roles.pop() if len(roles) == 1 else ""


def _in_row(row: tuple[Cell, ...], role: str) -> tuple[str, list[Pair]]:
    pairs = []
    for n in range(0, len(row), 2):
        label, answer = row[n], row[n + 1] if n + 1 < len(row) else None
        known = label if is_label(label.text) or answer is None else answer
        role = role_named(known.text) or role
        pairs += _pair(label, answer, role)
    return role, pairs


def _pair(label: Cell, answer: Cell | None, role: str) -> list[Pair]:
    if answer is None:
        return [Pair("", label, None)] if label.text else []
    if is_label(answer.text) and not is_label(label.text):
        known = find_target(answer.text, role_named(answer.text) or role)
        return [Pair(answer.text, label, known, note="Its label stands after it.")]
    return [Pair(label.text, answer, find_target(label.text, role))] if label.text or answer.text else []
