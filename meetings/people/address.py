"""Addresses in parts that can be compared: numbers, streets, postcode, however flat and house are written."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from meetings.people.normalise import plain
from meetings.people.parts import Home
from meetings.people.person import Place
from meetings.people.postcode import postcode_in, read_postcode, without_postcode

SHORT = {
    "ln": "lane", "la": "lane", "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue",
    "cl": "close", "cres": "crescent", "cresc": "crescent", "crst": "crescent", "ct": "court", "crt": "court",
    "dr": "drive", "drv": "drive", "gdn": "garden", "gdns": "gardens", "gr": "grove", "grv": "grove", "gro": "grove",
    "hse": "house", "ho": "house", "pk": "park", "pl": "place", "sq": "square", "ter": "terrace", "terr": "terrace",
    "tce": "terrace", "wy": "way", "wlk": "walk", "blvd": "boulevard", "bldg": "building", "bldgs": "buildings",
    "bld": "building", "mws": "mews", "hts": "heights", "est": "estate", "pde": "parade", "gt": "great",
    "grt": "great", "lt": "little", "nth": "north", "sth": "south", "upr": "upper", "lwr": "lower", "cott": "cottage",
    "cotts": "cottages", "fm": "farm", "hl": "hill", "vw": "view", "ri": "rise", "vlg": "village", "cir": "circuit",
    "cct": "circuit", "hwy": "highway", "crk": "creek", "pwy": "parkway", "blk": "block",
    "mt": "mount", "ctg": "cottage",
}  # fmt: skip
STREETS = frozenset(
    "lane road street avenue close crescent court drive garden gardens grove house place square terrace way walk "
    "boulevard building buildings mews heights parade cottage cottages row rise vale green gate yard wharf quay "
    "lodge villas villa mansions croft hill fold bank wynd brae loan circuit highway parkway circle gardens tower "
    "point block hostel hotel farm chase mount meadow meadows".split()
)
"""A word that ends the name of a street or a house, unless it begins it."""
_INSIDE = frozenset("flat flats flt fl apartment apartments apt appt appartment unit room rm no number floor".split())
_NOT_SAID = frozenset({"unknown", "nk", "none", "withheld", "confidential", "refuge", "nfa", "homeless", "na", "tbc"})
_CARE_OF = re.compile(r"\bc\s*/\s*o\b[^,\d]*(?:,|(?=\d)|(?=\bflat\b)|$)|\bcare of\b[^,\d]*(?:,|(?=\d)|$)")
_NO_HOME = re.compile(r"\bno fixed (?:abode|address)\b|\bnot (?:known|given|disclosed|recorded)\b|\bsofa surfing\b")
_PIECES = re.compile(r"\d+[a-z]?(?![a-z])|[^\W\d_]+")
_PARTED_NUMBER = re.compile(r"(\d+)([a-z]?)$")


def homes_of(places: Iterable[Place]) -> tuple[Home, ...]:
    """No two alike, in their order; those that say nothing are left out."""
    homes = (_home(place.lines, place.town, place.postcode) for place in places)
    return tuple(dict.fromkeys(home for home in homes if home.line or home.postcode or home.outcode or home.town))


@lru_cache(maxsize=50_000)
def _home(lines: tuple[str, ...], town: str, postcode: str) -> Home:
    text = ", ".join(lines)[:400]
    code = read_postcode(postcode) if postcode.strip() else postcode_in(f"{text}, {town}")
    numbers, streets = _line(without_postcode(text))
    return Home(
        line=" ".join((*numbers, *streets[:1])),
        numbers=numbers,
        street=" ".join(streets),
        streets=streets,
        town=_town(town),
        postcode=code.whole,
        outcode=code.outcode,
        area=code.area,
    )


@lru_cache(maxsize=10_000)
def _town(text: str) -> str:
    return " ".join(_PIECES.findall(plain(without_postcode(text))))


def _line(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers of flat and house in rising order, and the streets and houses they stand at."""
    words = _PIECES.findall(_NO_HOME.sub(" ", _CARE_OF.sub(" ", plain(text))))
    numbers = sorted({part for word in words if word[0].isdigit() for part in _number(word)}, key=_by_size)
    letters = [word for before, word in itertools.pairwise(words) if before in _INSIDE and len(word) == 1]
    streets = tuple(_streets(word for word in words if _is_of_street(word)))
    return tuple(dict.fromkeys((*numbers, *letters))), streets


def _number(word: str) -> tuple[str, ...]:
    """14a is house 14, flat a; noughts before a number mean nothing."""
    found = _PARTED_NUMBER.match(word)
    return tuple(part for part in (found[1].lstrip("0"), found[2]) if part) if found else (word,)


def _by_size(number: str) -> tuple[int, str]:
    return (len(number) if number.isdigit() else 99, number)


def _is_of_street(word: str) -> bool:
    return not word[0].isdigit() and len(word) > 1 and word not in _INSIDE and word not in _NOT_SAID


def _streets(words: Iterable[str]) -> Iterator[str]:
    """`tern house dock road` is two. What follows the last one is a town, unless there is nothing else."""
    found: list[str] = []
    now: list[str] = []
    for short in words:
        word = "saint" if short == "st" and not now else SHORT.get(short, short)
        if word in STREETS and found and not now:
            found[-1] += f" {word}"
            continue
        now.append(word)
        if word in STREETS and len(now) > 1:
            found.append(" ".join(now))
            now = []
    return iter(found or ([" ".join(now)] if now else []))
