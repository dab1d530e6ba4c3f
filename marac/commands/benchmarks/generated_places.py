"""Where invented people live and how they are rung up: addresses that change, refuges many share, spellings of both."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

AREAS = (
    "LS BD HX HD WF SK OL BL WN PR BB LA CA DL TS SR NE DH YO HU DN LN NG DE ST TF WV DY CV LE PE NR IP CO CM SS RM "
    "IG EN AL SG MK NN OX RG SL SN BS BA GL HR SY LL CF SA NP TA EX PL TQ TR DT BH SP SO PO GU RH BN TN ME CT DA BR"
).split()
STREETS = (
    "Alma Victoria Station Church Mill Park Albert Queen King Chapel Manor Grange Elm Oak Ash Beech Cedar Birch Maple "
    "Willow Hawthorn Holly Laurel Meadow Orchard Priory Abbey Castle Bridge River Brook Spring Well Hill Dale Moor "
    "Heath Common Green School College Market Union Wellington Nelson Trafalgar Waterloo Gladstone Milton Byron "
    "Tennyson Wordsworth Shelley Burns Windsor Balmoral Sandringham Stanley Clarence York Lancaster Suffolk "
    "Oxford Salisbury Lincoln Durham Carlisle Exeter Dorset Devon Cornwall Kingsway Northfield Southfield Eastfield"
).split()
KINDS = "Street Road Avenue Close Lane Drive Way Crescent Gardens Terrace Court Place Grove Walk View Rise".split()
SHORT_KINDS = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Crescent": "Cres"}
TOWN_HEADS = "Har Wel Kirk Ald Bex Cran Hal Mel Nor Ash Thorn Bram Sel Wick Lang Rip Ot Pon Stain Whit".split()
TOWN_TAILS = "ford ton ley by worth field bridge thorpe mouth wick".split()
UNIT_FIRST, UNIT_LAST = "ABDEF", "ABDEFGHJLN"
RECORDS_AN_AREA = 50_000
REFUGES_AN_AREA = 3


class Place(NamedTuple):
    line: str
    town: str
    postcode: str


class Country:
    """The postcode areas of one run, the more records the more of them."""

    def __init__(self, number_of_records: int, rng: Random) -> None:
        wanted = min(len(AREAS), max(2, number_of_records // RECORDS_AN_AREA))
        self.areas = rng.sample(AREAS, wanted)
        self.towns = {area: [rng.choice(TOWN_HEADS) + rng.choice(TOWN_TAILS) for _ in range(6)] for area in self.areas}
        self.refuges = {area: [self.home_in(area, rng) for _ in range(REFUGES_AN_AREA)] for area in self.areas}

    def home_in(self, area: str, rng: Random) -> Place:
        district, sector = rng.randint(1, 18), rng.randint(0, 9)
        postcode = f"{area}{district} {sector}{rng.choice(UNIT_FIRST)}{rng.choice(UNIT_LAST)}"
        line = f"{rng.randint(1, 160)} {rng.choice(STREETS)} {rng.choice(KINDS)}"
        if rng.random() < 0.18:
            line = f"Flat {rng.randint(1, 24)}, {line}"
        return Place(line, self.towns[area][district % 6], postcode)


def spelt_line(line: str, rng: Random) -> str:
    """The same house by another hand."""
    for long, short in SHORT_KINDS.items():
        if line.endswith(long):
            line = line.removesuffix(long) + rng.choice((short, short + "."))
    if line.startswith("Flat ") and rng.random() < 0.6:
        flat, _, rest = line.partition(", ")
        return rng.choice((f"{rest} {flat}", f"{rest}, {flat}", f"{flat.removeprefix('Flat ')}/{rest}", rest))
    return line.upper() if rng.random() < 0.2 else line


def spelt_postcode(postcode: str, rng: Random) -> str:
    return rng.choice((postcode.replace(" ", ""), postcode.lower(), postcode.replace(" ", "").lower(), postcode + " "))


def wrong_postcode(postcode: str, rng: Random) -> str:
    at = rng.choice([place for place, sign in enumerate(postcode) if sign.isdigit() or place >= len(postcode) - 2])
    fresh = rng.choice("0123456789") if postcode[at].isdigit() else rng.choice(UNIT_LAST)
    return postcode[:at] + fresh + postcode[at + 1 :]


def new_phone(rng: Random) -> str:
    return f"07{rng.randint(400_000_000, 999_999_999)}"


def spelt_phone(phone: str, rng: Random) -> str:
    ways: tuple[Callable[[str], str], ...] = (
        lambda number: f"+44 {number[1:5]} {number[5:]}",
        lambda number: f"{number[:5]} {number[5:8]} {number[8:]}",
        lambda number: f"+44{number[1:]}",
        lambda number: f"0044 {number[1:]}",
        lambda number: f"+44 (0){number[1:5]} {number[5:]}",
        lambda number: f"{number[:5]}-{number[5:]}",
        lambda number: f"{number} (mob, do not text)",
    )
    return rng.choice(ways)(phone)


def wrong_phone(phone: str, rng: Random) -> str:
    at = rng.randrange(3, len(phone))
    return phone[:at] + rng.choice("0123456789") + phone[at + 1 :]
