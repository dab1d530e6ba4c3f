"""Recency, frequency, gravity and number of victims of one perpetrator: four inputs and their weighted sum.

Source: College of Policing, pages on MATAC, read in November 2026. No weights are published that we could confirm, so
each area sets its own; the inputs always stand beside the sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.risk.tool import Question, RiskTool

INPUTS: dict[str, str] = {
    "recency": "How recent",
    "frequency": "How often",
    "gravity": "How grave",
    "victims": "Number of victims",
}
MOST = 1000
SERIAL_YEARS = 3
LIMITS = (
    "The weights are this area's own and are not confirmed by any source. The sum depends on what was recorded, "
    "compares with no other tool, and does not rank people here."
)

MATAC = RiskTool(
    id="matac-rfgv",
    version=1,
    title="MATAC: recency, frequency, gravity, victims",
    scoring="Each input times the area's weight, added up.",
    limits=LIMITS,
    source="College of Policing, MATAC; weights are a local setting.",
    read_on=date(2026, 11, 21),
    questions=tuple(Question(code, label, ()) for code, label in INPUTS.items()),
    is_confirmed=False,
)


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """The sum with every input and weight it was made of."""

    inputs: tuple[tuple[str, int], ...]
    weights: tuple[tuple[str, Decimal], ...]
    total: Decimal


def weigh(inputs: Mapping[str, int | None], weights: Mapping[str, int]) -> WeightedSum | None:
    """None while an input is missing: a sum of three would look like a sum of four. Weights are in percent."""
    held = [(code, inputs.get(code)) for code in INPUTS]
    known = tuple((code, number) for code, number in held if number is not None)
    if len(known) < len(INPUTS):
        return None
    shares = tuple((code, Decimal(weights[code]) / 100) for code in INPUTS)
    total = sum((Decimal(number) * share for (_, number), (_, share) in zip(known, shares, strict=True)), Decimal(0))
    return WeightedSum(known, shares, total)


def say_sum(summed: WeightedSum | None) -> str:
    """`6.5 = recency 8 x 0.25 + ...`"""
    if summed is None:
        return "Not added up: all four inputs are needed."
    shares = dict(summed.weights)
    told = " + ".join(f"{INPUTS[code].lower()} {number} × {shares[code]}" for code, number in summed.inputs)
    return f"{summed.total.normalize():f} = {told}"


def is_serial(victims: int | None) -> bool:
    """Two victims or more within three years."""
    return victims is not None and victims > 1
