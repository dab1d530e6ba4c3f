"""The severity of abuse grid: four kinds of abuse, how severe now, and whether it changed. It has no total.

Source: SafeLives, severity of abuse grid in the 2014 practice pack, read in November 2026. It stands beside the
checklist of 24 items and never in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meetings.risk.tool import Question, RiskTool

ROWS: dict[str, str] = {
    "physical": "Physical abuse",
    "sexual": "Sexual abuse",
    "stalking": "Stalking and harassment",
    "controlling": "Jealous, controlling or emotional abuse",
}
OCCURRING = ("yes", "no", "dont_know", "not_answered")
SEVERITIES = ("standard", "moderate", "high")
ESCALATIONS = ("reduced", "unchanged", "worse")
FOLLOW_UPS = ("severity", "severity_escalation", "frequency_escalation")
LIMITS = (
    "The grid has no total and ranks nobody. It stands beside the checklist and never in its place. "
    "Current means an incident in the past three months."
)

SOAG = RiskTool(
    id="safelives-soag",
    version=1,
    title="Severity of abuse grid",
    scoring="Four rows, each with severity and change over three months. Nothing is added up.",
    limits=LIMITS,
    source="SafeLives, severity of abuse grid, 2014 practice pack.",
    read_on=date(2026, 11, 21),
    questions=tuple(Question(code, label, OCCURRING) for code, label in ROWS.items()),
    licence="The wording of the grid belongs to SafeLives; these are short labels and not its text.",
)

# Short neutral guidance to the three levels; circumstances such as alcohol or culture shift them by judgement.
GUIDANCE: dict[str, dict[str, str]] = {
    "physical": {
        "standard": "Slap or push without injury.",
        "moderate": "Lasting pain, light bruises or a shallow cut.",
        "high": "Clear injury, a threat or attempt to kill, strangling, a weapon, head or lasting injury, miscarriage.",
    },
    "sexual": {
        "standard": "Insults.",
        "moderate": "Pressure, unwanted touch, acts that cause discomfort.",
        "high": "Threat or force, rape, pain, weapons, children abused, forced prostitution, deliberate infection.",
    },
    "stalking": {
        "standard": "Contact now and then.",
        "moderate": "Frequent contact.",
        "high": "Constant or obsessive, uninvited visits, property destroyed, threats to kill, others drawn in.",
    },
    "controlling": {
        "standard": "Time accounted for, some isolation, put down in public.",
        "moderate": "Strong isolation, post or calls opened, money controlled, constant accusations.",
        "high": "Most of life controlled, medicine or care withheld, locked in, threats about children or to kill.",
    },
}


@dataclass(frozen=True, slots=True)
class GridRow:
    """One kind of abuse as it was answered; the three follow-ups are empty unless it is happening."""

    code: str
    label: str
    occurring: str
    severity: str | None = None
    severity_escalation: str | None = None
    frequency_escalation: str | None = None


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that breaks the grid's rule: what is missing, or what stands there although the row says otherwise."""

    row: str
    missing: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def read_grid(answers: object) -> tuple[GridRow, ...]:
    """The four rows, in the order of the grid, whatever stands in a document; a row left out is not answered."""
    given = answers if isinstance(answers, Mapping) else {}
    return tuple(_row(code, given.get(code)) for code in ROWS)


def _row(code: str, answered: object) -> GridRow:
    given = answered if isinstance(answered, Mapping) else {}
    occurring = given.get("occurring")
    if occurring != "yes":
        return GridRow(code, ROWS[code], occurring if occurring in OCCURRING else "not_answered")
    held = {name: given.get(name) for name in FOLLOW_UPS}
    return GridRow(code, ROWS[code], "yes", **held)


def faults(answers: object) -> tuple[RowFault, ...]:
    """Yes needs all three follow-ups; anything else may have none."""
    given = answers if isinstance(answers, Mapping) else {}
    found = []
    for code in ROWS:
        row = given.get(code)
        held = [name for name in FOLLOW_UPS if isinstance(row, Mapping) and row.get(name) is not None]
        if isinstance(row, Mapping) and row.get("occurring") == "yes":
            fault = RowFault(code, missing=tuple(name for name in FOLLOW_UPS if name not in held))
        else:
            fault = RowFault(code, unasked=tuple(held))
        if fault.missing or fault.unasked:
            found.append(fault)
    return tuple(found)


def say_row(row: GridRow) -> str:
    """`High; severity worse, frequency unchanged over three months.`"""
    if row.occurring != "yes":
        return {"no": "Not happening.", "dont_know": "Not known."}.get(row.occurring, "Not answered.")
    said = [row.severity or "severity not given", row.severity_escalation, row.frequency_escalation]
    severity, worse, oftener = (word or "not given" for word in said)
    return f"{severity.capitalize()}; severity {worse}, frequency {oftener} over three months."


def change_since(before: tuple[GridRow, ...], now: tuple[GridRow, ...]) -> tuple[str, ...]:
    """What differs between two grids, a sentence a row. Two levels are named; neither is called better."""
    pairs = [(old, new) for old, new in zip(before, now, strict=True) if old != new]
    return tuple(f"{new.label}: before {_uncapital(say_row(old))} Now {_uncapital(say_row(new))}" for old, new in pairs)


def _uncapital(said: str) -> str:
    return said[0].lower() + said[1:]
