"""Figures at the edges of their bands: five by five, RSR, the new predictors. Stated bands are never replaced."""

from collections import Counter
from decimal import Decimal

import pytest

from meetings.risk.london_adults import rate, say_rating
from meetings.risk.predictors import PREDICTORS, StatedFigure, expected_band, is_on_boundary, say_figure, warn_of_band
from meetings.risk.rosh import first_step

# Rows by consequence from 1 to 5, cells by likelihood from 1 to 5, as the London tool prints them.
LONDON = {
    1: ("1 Low", "2 Low", "3 Low", "4 Moderate", "5 Moderate"),
    2: ("2 Low", "4 Moderate", "6 Moderate", "8 High", "10 High"),
    3: ("3 Low", "6 Moderate", "9 High", "12 High", "15 Severe"),
    4: ("4 Moderate", "8 High", "12 High", "16 Severe", "20 Severe"),
    5: ("5 Moderate", "10 High", "15 Severe", "20 Severe", "25 Severe"),
}
CELLS = [(n + 1, consequence, cell) for consequence, row in LONDON.items() for n, cell in enumerate(row)]


@pytest.mark.parametrize(("likelihood", "consequence", "cell"), CELLS)
def test_each_of_the_twenty_five_cells_has_its_product_and_band(likelihood: int, consequence: int, cell: str) -> None:
    rating = rate(likelihood, consequence)

    assert rating is not None
    assert f"{rating.product} {rating.band}" == cell


def test_the_cells_are_counted_by_band() -> None:
    bands = Counter(cell.split()[1] for _, _, cell in CELLS)

    assert bands == {"Low": 5, "Moderate": 7, "High": 7, "Severe": 6}


def test_a_rare_catastrophe_is_only_moderate_and_says_so() -> None:
    assert say_rating(rate(1, 5)) == "5, Moderate: likelihood 1 Rare times consequence 5 Catastrophic."


@pytest.mark.parametrize(("likelihood", "consequence"), [(None, 5), (3, None), (0, 5), (6, 1), (True, 5), ("3", 4)])
def test_half_a_rating_or_a_figure_off_the_scale_is_no_rating(likelihood: object, consequence: object) -> None:
    assert rate(likelihood, consequence) is None
    assert say_rating(None).startswith("Not rated")


@pytest.mark.parametrize(
    ("figure", "band"),
    [("0", "Low"), ("2.99", "Low"), ("3.00", "Medium"), ("6.89", "Medium"), ("6.90", "High"), ("24.0", "High")],
)
def test_an_rsr_suggests_low_medium_or_high_and_never_very_high(figure: str, band: str) -> None:
    assert first_step(Decimal(figure)) == band


def test_without_an_rsr_the_first_step_is_blank() -> None:
    assert first_step(None) is None


@pytest.mark.parametrize("band", ["Low", "Medium"])
def test_an_rsr_of_exactly_three_is_a_boundary_and_keeps_its_band(band: str) -> None:
    sent = StatedFigure("rsr", Decimal("3.0"), band)

    warned = warn_of_band(sent)

    assert is_on_boundary("rsr", sent.raw)
    assert warned is not None
    assert warned.startswith("Boundary: at exactly 3.0")
    assert say_figure(sent) == f"3.0, {band} as stated"


@pytest.mark.parametrize(
    ("tool", "figure", "band"),
    [
        ("svrp", "0.99", "Low"),
        ("svrp", "1.00", "Medium"),
        ("svrp", "2.99", "Medium"),
        ("svrp", "3.00", "High"),
        ("svrp", "6.89", "High"),
        ("svrp", "6.90", "Very High"),
        ("csrp", "4.0", "High"),
        ("rsr", "4.0", "Medium"),
        ("arp", "49.9", "Low"),
        ("arp", "50", "Medium"),
        ("arp", "75", "High"),
        ("arp", "90", "Very High"),
        ("vrp", "89.99", "High"),
        ("osp_dc", "0", "Not applicable"),
        ("osp_dc", "21", "Low"),
        ("osp_dc", "22", "Medium"),
        ("osp_dc", "29", "Medium"),
        ("osp_dc", "30", "High"),
        ("osp_dc", "35", "High"),
        ("osp_dc", "36", "Very High"),
        ("osp_dc", "64", "Very High"),
        ("iic_srp", "1", "Medium"),
    ],
)
def test_a_figure_is_compared_with_the_bands_of_its_own_tool(tool: str, figure: str, band: str) -> None:
    assert expected_band(tool, Decimal(figure)) == band
    assert warn_of_band(StatedFigure(tool, Decimal(figure), band)) is None


def test_a_band_that_does_not_fit_is_a_warning_and_the_sent_band_stays() -> None:
    sent = StatedFigure("csrp", Decimal("4.0"), "Medium")

    warned = warn_of_band(sent)

    assert warned == "Check the band with the sender: this figure would be High. The sent band is kept."
    assert say_figure(sent) == "4.0, Medium as stated"


def test_a_figure_off_the_scale_is_asked_about_and_a_missing_one_is_not() -> None:
    assert "outside the scale" in (warn_of_band(StatedFigure("osp_dc", Decimal(65), "Very High")) or "")
    assert warn_of_band(StatedFigure("osp_dc", None, "Low")) is None
    assert warn_of_band(StatedFigure("arp", Decimal(50), None)) is None
    assert say_figure(StatedFigure("arp", None, None)) == "No figure, no band stated"


def test_only_the_predictors_of_confirmed_guidance_count_as_confirmed() -> None:
    assert [tool.id for tool in PREDICTORS.values() if tool.is_confirmed] == ["rsr"]
