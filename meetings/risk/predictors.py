"""Figures that prison and probation compute: kept as they were sent, never computed here.

Bands as in the code of the Ministry of Justice, repository hmpps-arns-risk-actuarial-api, and for RSR in the HMPPS
guidance on risk of serious harm (2023), both read in November 2026. No scale is ever read as another: 4.0 % is Medium
as RSR and High as CSRP.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.risk.tool import Band, RiskTool, band_of, rising

STATED_BANDS = ("Low", "Medium", "High", "Very High", "Not applicable")
_READ_ON = date(2026, 11, 21)
_CODE = "Ministry of Justice, hmpps-arns-risk-actuarial-api, code as read; the day it went live is not confirmed."
_LIMITS = (
    "Kept as the sending system stated it. It tells of a group of people with like histories, ranks nobody, "
    "and says nothing of when."
)
_BROAD = rising(("Low", "0"), ("Medium", "50"), ("High", "75"), ("Very High", "90"))
_SERIOUS = rising(("Low", "0"), ("Medium", "1"), ("High", "3"), ("Very High", "6.9"))
RSR_BOUNDARY = Decimal("3.0")
RSR_LIMITS = (
    f"{_LIMITS} It covers two years from the start of an order or from release, never says Very High, "
    "and can understate domestic abuse with few sanctions."
)


def _predictor(code: str, title: str, bands: tuple[Band, ...], unit: str = "percent") -> RiskTool:
    return RiskTool(
        id=code,
        version=1,
        title=title,
        scoring=f"Stated by the sending system, in {unit}.",
        limits=_LIMITS,
        source=_CODE,
        read_on=_READ_ON,
        bands=bands,
        is_confirmed=False,
    )


RSR = RiskTool(
    id="rsr",
    version=1,
    title="Risk of serious recidivism (RSR)",
    scoring="Stated by the sending system, in percent.",
    limits=RSR_LIMITS,
    source="HMPPS, risk of serious harm guidance, 2023: below 3, 3 to 6.89, 6.9 and above.",
    read_on=_READ_ON,
    bands=rising(("Low", "0"), ("Medium", "3"), ("High", "6.9")),
)
ARP = _predictor("arp", "All reoffending predictor (ARP)", _BROAD)
VRP = _predictor("vrp", "Violent reoffending predictor (VRP)", _BROAD)
SVRP = _predictor("svrp", "Serious violent reoffending predictor (SVRP)", _SERIOUS)
CSRP = _predictor("csrp", "Combined serious reoffending predictor (CSRP)", _SERIOUS)
OSP_DC = _predictor(
    "osp_dc",
    "OASys sexual reoffending predictor, direct contact (OSP/DC)",
    (
        Band("Not applicable", Decimal(0), Decimal(1)),
        Band("Low", Decimal(1), Decimal(22)),
        Band("Medium", Decimal(22), Decimal(30)),
        Band("High", Decimal(30), Decimal(36)),
        Band("Very High", Decimal(36), Decimal(65)),
    ),
    "points",
)
IIC_SRP = _predictor(
    "iic_srp",
    "Sexual reoffending predictor, indecent images (IIC-SRP)",
    rising(("Low", "0"), ("Medium", "1"), ("High", "2")),
    "sanctions",
)

PREDICTORS: dict[str, RiskTool] = {tool.id: tool for tool in (RSR, ARP, VRP, SVRP, CSRP, OSP_DC, IIC_SRP)}


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as it came: the tool, the figure, the band its system named."""

    tool: str
    raw: Decimal | None
    band: str | None


def expected_band(tool: str, raw: Decimal | None) -> str | None:
    """What the tool's own bands say of a figure: to compare with, never to put in the place of what was sent."""
    return band_of(PREDICTORS[tool].bands, raw) if raw is not None else None


def is_on_boundary(tool: str, raw: Decimal | None) -> bool:
    """Guidance calls an RSR of exactly 3.0 Medium, the code that computes it Low."""
    return tool == RSR.id and raw == RSR_BOUNDARY


def warn_of_band(figure: StatedFigure) -> str | None:
    """A warning where figure and band do not fit together. The band that was sent stays."""
    if is_on_boundary(figure.tool, figure.raw):
        return "Boundary: at exactly 3.0 guidance says Medium and the computing code says Low. The sent band is kept."
    expected = expected_band(figure.tool, figure.raw)
    if expected is None and figure.raw is not None:
        return "Check the figure with the sender: it is outside the scale of this tool."
    if expected is None or figure.band is None or figure.band == expected:
        return None
    return f"Check the band with the sender: this figure would be {expected}. The sent band is kept."


def say_figure(figure: StatedFigure) -> str:
    """`4.0, Medium as stated`"""
    raw = "No figure" if figure.raw is None else str(figure.raw)
    return f"{raw}, {figure.band} as stated" if figure.band else f"{raw}, no band stated"
