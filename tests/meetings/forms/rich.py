"""Documents of any form, made from its declaration: every kind of value, follow-ups only where they are asked."""

from random import Random
from typing import Any

from meetings.forms.asking import is_asked
from meetings.forms.blanks import put_blank
from meetings.forms.declaration import Field, Json, Kind, Part, Rows
from meetings.forms.findings import is_blank
from meetings.forms.form import Form

NAMED: dict[str, Json] = {
    "sender_reference": "WEB-26-0002", "agency": "northmoor-police", "case_number": "NM-26-001",
    "nhs_number": "9434765919",
}  # fmt: skip
TEXTS = ("Mill Lane", "Asked on Tuesday", "Zoë Ødegård", "A note", "نادية")
DAYS = ("2025-11-30", "2026-01-02", "2026-03-27")
MOST_TRIES = 20
BIRTHS = (("1985-03-27", "exact"), ("1985-03", "month"), ("1985", "year"), ("34", "estimated_age"), (None, "unknown"))


def a_document(form: Form, seed: int) -> dict[str, Any]:
    """The same for the same seed."""
    whole: dict[str, Json] = {}
    _fill(form.root.parts, whole, whole, Random(seed))
    return {name: value for name, value in whole.items() if name != "corrects"}


def _fill(parts: tuple[Part, ...], held: dict[str, Json], whole: dict[str, Json], dice: Random) -> None:
    for part in parts:
        if is_asked(part.asked_if, held, whole):
            value = _value(part, whole, dice)
            if not (part.optional and is_blank(value)):
                held[part.name] = value
        elif not part.optional:
            put_blank(held, part)


def _value(part: Part, whole: dict[str, Json], dice: Random) -> Json:
    if isinstance(part, Field):
        return _answer(part, dice)
    if isinstance(part, Rows):
        return [_filled(part.parts, whole, dice) for _ in range(part.least + dice.randint(0, 2))]
    return None if part.nullable and dice.random() < 1 / 3 else _filled(part.parts, whole, dice)


def _filled(parts: tuple[Part, ...], whole: dict[str, Json], dice: Random) -> Json:
    """A group or row that holds something, where it can: one that holds nothing is none."""
    held: dict[str, Json] = {}
    for _ in range(MOST_TRIES):
        held = {}
        _fill(parts, held, whole, dice)
        if not all(is_blank(value) for value in held.values()):
            break
    return dict(held)


def _answer(part: Field, dice: Random) -> Json:
    if part.name in NAMED:
        return NAMED[part.name]
    if part.nullable and dice.random() < 1 / 3:
        return None
    written, precision = dice.choice(BIRTHS)
    some = sorted(
        dice.sample(range(len(part.choices)), min(len(part.choices), max(part.least, len(part.choices) // 2)))
    )
    values: dict[Kind, Json] = {
        Kind.FIXED: part.fixed,
        Kind.DATE: dice.choice(DAYS),
        Kind.MOMENT: "2026-03-27T14:30:00+00:00",
        Kind.BORN_ON: {"value": written, "precision": precision},
        Kind.WHOLE: part.least,
        Kind.DECIMAL: "2.99"[: 2 + part.decimals] if part.decimals else "2",
        Kind.FLAG: dice.random() < 1 / 2,
        Kind.CHOICE: dice.choice(part.choices) if part.choices else "",
        Kind.CHOICES: [part.choices[n] for n in some],
        Kind.LINES: [dice.choice(TEXTS) for _ in range(part.least + dice.randint(0, 2))],
        Kind.PHONE: "01632 960123",
        Kind.EMAIL: "jo@agency.example.org",
    }
    return values.get(part.kind, dice.choice(TEXTS))
