"""Compare addresses and phones: the best over everything that is known, now or earlier."""

from rapidfuzz.distance import OSA

from meetings.people.levels import Address, Number
from meetings.people.prepared import Home

LOCAL = "local:"
"""A number without its area code agrees with any number that ends in it."""

_slips = OSA.distance


def compare_homes(a: tuple[Home, ...], b: tuple[Home, ...]) -> int:
    """0 when either side has no address of which more than the town is known."""
    best = 0
    for mine in a:
        for other in b:
            level = _compare(mine, other)
            if level and (not best or level < best):
                best = level
    return best


def _compare(a: Home, b: Home) -> int:
    if a.postcode and a.postcode == b.postcode:
        is_same_house = a.line == b.line or (a.numbers and a.numbers == b.numbers)
        return Address.SAME_LINE if a.line and is_same_house else Address.SAME_POSTCODE
    if a.line and a.line == b.line and _may_be_one_area(a, b):
        return Address.SAME_LINE_IN_AREA
    if a.outcode and b.outcode:
        return Address.SAME_OUTCODE if a.outcode == b.outcode else Address.DIFFERS
    return Address.DIFFERS if a.line and b.line else 0


def _may_be_one_area(a: Home, b: Home) -> bool:
    """Without a number a line is a house name or a street, of which towns have many."""
    if a.area and b.area:
        return a.area == b.area
    return bool(a.town) and a.town == b.town


def compare_phones(a: frozenset[str], b: frozenset[str]) -> int:
    if not a or not b:
        return 0
    if not a.isdisjoint(b):
        return Number.SAME
    pairs = [(x, y) for x in a for y in b]
    if any(_is_same_without_code(x, y) or _is_same_without_code(y, x) for x, y in pairs):
        return Number.SAME
    return Number.ONE_SLIP if any(_slips(x, y, score_cutoff=1) <= 1 for x, y in pairs) else Number.DIFFERS


def _is_same_without_code(local: str, full: str) -> bool:
    return local.startswith(LOCAL) and full.endswith(local.removeprefix(LOCAL))
