"""Adults at risk, five by five: how likely harm is times how grave it would be.

Source: London multi-agency policy on safeguarding adults, risk assessment and rating tool of about 2011, read in
November 2026. Its terms are older than the Care Act 2014.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.risk.tool import Question, RiskTool, band_of, rising

LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
CONSEQUENCES = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}
# The tool writes 1 to 3, 4 to 6, 8 to 12 and 15 to 25; no product of two such figures falls between.
BANDS = rising(("Low", "1"), ("Moderate", "4"), ("High", "8"), ("Severe", "15"))
LEVELS = ("low", "moderate", "high", "severe")
STAGES = ("alert", "strategy", "investigation", "case_conference", "review")
CATEGORIES: dict[str, str] = {
    "1": "Kinds and severity of harm, children or other adults",
    "2": "Whether it may go on or grow",
    "3": "Planning, threats, violence or coercion",
    "4": "Pattern for both people, and how long",
    "5": "What it does to independence, health and wellbeing",
    "6": "Support needed",
}
LIMITS = (
    "The figure is likelihood times consequence, both by judgement. It ranks nobody. "
    "A catastrophic consequence that is rare comes out as only Moderate: read the words beside it."
)

LONDON_ADULTS = RiskTool(
    id="london-adults-at-risk",
    version=1,
    title="Adults at risk, likelihood and consequence",
    scoring="Likelihood 1 to 5 times consequence 1 to 5.",
    limits=LIMITS,
    source="London multi-agency policy on safeguarding adults, risk assessment and rating tool, about 2011.",
    read_on=date(2026, 11, 21),
    questions=tuple(Question(code, label, LEVELS) for code, label in CATEGORIES.items()),
    bands=BANDS,
)


@dataclass(frozen=True, slots=True)
class Rating:
    """Likelihood and consequence, with what they come to."""

    likelihood: int
    consequence: int

    @property
    def product(self) -> int:
        return self.likelihood * self.consequence

    @property
    def band(self) -> str:
        return band_of(BANDS, Decimal(self.product)) or ""


def rate(likelihood: object, consequence: object) -> Rating | None:
    """None until both are given."""
    held = (likelihood, consequence)
    if any(isinstance(one, bool) or not isinstance(one, int) or one not in LIKELIHOODS for one in held):
        return None
    return Rating(int(str(likelihood)), int(str(consequence)))


def say_rating(rating: Rating | None) -> str:
    """`10, High: likelihood 2 Unlikely times consequence 5 Catastrophic.`"""
    if rating is None:
        return "Not rated: likelihood and consequence are both needed."
    likely, grave = LIKELIHOODS[rating.likelihood], CONSEQUENCES[rating.consequence]
    return (
        f"{rating.product}, {rating.band}: likelihood {rating.likelihood} {likely} "
        f"times consequence {rating.consequence} {grave}."
    )
