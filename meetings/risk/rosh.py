"""Risk of serious harm in four steps: kept as a formal assessment set it. Nothing here makes a level.

Source: HMPPS, risk of serious harm guidance (2023), read in November 2026. A level is set and changed by a formal
assessment alone; the service keeps it with who assessed, on what day and in which system.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.risk.predictors import RSR, expected_band
from meetings.risk.tool import Question, RiskTool

LEVELS = ("low", "medium", "high", "very_high")
LEVEL_WORDS = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very High"}
STEPS: dict[str, str] = {
    "1": "What the figures suggest",
    "2": "Static, stable and acute factors, and what protects",
    "3": "How soon",
    "4": "The level set, with its reasons",
}
REVIEW_TRIGGERS: dict[str, str] = {
    "predictor_changed": "An input of a predictor changed",
    "material_impact": "Something that bears on management or on victims",
    "level_may_change": "The level may be higher or lower",
    "new_risk_factor": "A new risk factor",
    "changed_interrelation": "Factors act together differently",
    "new_protective_factor": "A new protective factor",
    "internal_control": "Progress in own control",
    "behaviour_or_access": "A change in behaviour, access or circumstances",
    "plan_changed": "The plan changed, leaving approved premises above all",
    "practitioner_changed": "The practitioner changed",
}
LIMITS = (
    "The level is the assessor's, set in a formal assessment. It is context for this case, ranks nobody, "
    "and may have changed since its date."
)

ROSH = RiskTool(
    id="rosh",
    version=1,
    title="Risk of serious harm (RoSH)",
    scoring="A level set by an assessor in four steps. Nothing is computed.",
    limits=LIMITS,
    source="HMPPS, risk of serious harm guidance, 2023.",
    read_on=date(2026, 11, 21),
    questions=tuple(Question(step, label, LEVELS) for step, label in STEPS.items()),
)


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """A level as an assessment gave it, with what it rests on."""

    level: str | None
    rsr: Decimal | None = None
    step_2: str | None = None
    step_3: str | None = None
    step_2_reasons: str = ""
    step_3_reasons: str = ""
    difference_reason: str = ""


def first_step(rsr: Decimal | None) -> str | None:
    """What an RSR suggests: Low, Medium or High and never Very High; blank without a figure."""
    return expected_band(RSR.id, rsr)


WARNINGS = {
    "very_high_without_step_2": (
        "Very High rests on the factors: ask the assessor for the text of step 2. An RSR cannot say it."
    ),
    "very_high_without_step_3": (
        "Very High rests on how soon: ask the assessor for the text of step 3. An RSR cannot say it."
    ),
    "steps_differ": "Steps 1 and 2 differ: ask the assessor for the evidence.",
}


def find_warnings(stated: StatedLevel) -> tuple[str, ...]:
    """What does not fit together, by code. Each is a question to the assessor; none alters the level."""
    suggested = first_step(stated.rsr)
    is_very_high = stated.level == "very_high"
    differ = bool(suggested and stated.step_2 and LEVEL_WORDS.get(stated.step_2) != suggested)
    found = {
        "very_high_without_step_2": is_very_high and not stated.step_2_reasons.strip(),
        "very_high_without_step_3": is_very_high and not stated.step_3_reasons.strip(),
        "steps_differ": differ and not stated.difference_reason.strip(),
    }
    return tuple(code for code, is_found in found.items() if is_found)


def warnings_of(stated: StatedLevel) -> tuple[str, ...]:
    return tuple(WARNINGS[code] for code in find_warnings(stated))
