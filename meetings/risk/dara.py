"""DARA, the domestic abuse risk assessment of first responders: an officer's grade with reasons, never a count.

Source: College of Policing, pages on DARA, read in November 2026. Its list of questions, its scale and the names of
its grades are not confirmed; an officer's grade is kept as stated.
"""

from datetime import date

from meetings.risk.tool import RiskTool

GRADES = ("standard", "medium", "high")
LIMITS = (
    "An officer's judgement of a pattern, not a count. It ranks nobody, and alone it never shows visible high risk."
)

DARA = RiskTool(
    id="dara",
    version=1,
    title="Domestic abuse risk assessment (DARA)",
    scoring="The officer's grade with reasons.",
    limits=LIMITS,
    source="College of Policing, DARA; the names of its grades are not confirmed.",
    read_on=date(2026, 11, 21),
    is_confirmed=False,
)


def routes_given(grade: str | None, *, area_counts_high: bool) -> frozenset[str]:
    """To which routes a DARA is evidence. A high one supports judgement and is known as high to the police.

    Visible high risk is never among them. `area_counts_high` is the local setting that makes it a route of its own.
    """
    if grade != "high":
        return frozenset()
    return frozenset({"PJ", "police_high"} | ({"dara_high"} if area_counts_high else set()))
