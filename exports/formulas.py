"""The only formulas our workbooks hold. Nothing from data can add one: a reference is a cell address or is refused."""

import re
from enum import StrEnum

from openpyxl.cell.cell import Cell

DATA_NOT_HELD = "data not held"
NOTHING_TO_DIVIDE = "none"
POPULATION_MISSING = "population not entered"


class Formula(StrEnum):
    """Each with the addresses it needs in braces."""

    MEETINGS_OF_QUARTER = "=COUNTIFS({quarters},{period})"
    SUM_OF_QUARTER = "=SUMIFS({amounts},{quarters},{period})"
    HELD_SUM_OF_QUARTER = (
        f'=IF(COUNTIFS({{quarters}},{{period}},{{amounts}},"{DATA_NOT_HELD}")>0,"{DATA_NOT_HELD}",'
        "SUMIFS({amounts},{quarters},{period}))"
    )
    SUM_OF_YEAR = "=SUM({above})"
    HELD_SUM_OF_YEAR = f'=IF(COUNTIF({{above}},"{DATA_NOT_HELD}")>0,"{DATA_NOT_HELD}",SUM({{above}}))'
    QUARTERS_WITH_MEETINGS = '=COUNTIF({above},">0")'
    SHARE = (
        f'=IF(AND(ISNUMBER({{part}}),ISNUMBER({{whole}})),IF({{whole}}>0,{{part}}/{{whole}},"{NOTHING_TO_DIVIDE}"),'
        f'"{DATA_NOT_HELD}")'
    )
    REST_SHARE = f'=IF({{whole}}>0,({{whole}}-{{part}})/{{whole}},"{NOTHING_TO_DIVIDE}")'
    PER_10000 = f'=IF(ISNUMBER({{population}}),{{whole}}/{{population}}*10000,"{POPULATION_MISSING}")'
    HUNDREDTH = "={whole}/100"
    FOUR_HUNDREDTH = "={whole}/400"
    LESS_THAN_ALL = "=SUM({above})-{whole}"


_ADDRESS = r"(?:Meetings!)?\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
_ALLOWED = tuple(
    re.compile(re.sub(r"\\\{[a-z]+\\\}", lambda _: _ADDRESS, re.escape(formula.value))) for formula in Formula
)


def write_formula(cell: Cell, formula: Formula, **addresses: str) -> None:
    """A live formula on these cells of our own making."""
    written = formula.value.format(**addresses)
    if not is_allowed(written):
        raise ValueError("That is no formula of ours.")
    cell.value = written


def is_allowed(text: str) -> bool:
    """Whether a formula is one of the list, on plain addresses."""
    return any(allowed.fullmatch(text) for allowed in _ALLOWED)
