"""Compare addresses and phones: the best over everything that is known, now or earlier."""

from rapidfuzz.distance import OSA, JaroWinkler

from meetings.people.levels import Address, Number
from meetings.people.prepared import Home

LOCAL = "local:"
"""A number without its area code agrees with any number that ends in it."""

NEAR_STREET = 0.88
"""A slip of the pen or two in the name of a street stays above this."""

_slips = OSA.distance
_similarity = JaroWinkler.similarity


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
        return Address.SAME_LINE if _is_same_house(a, b) else Address.SAME_POSTCODE
    if a.line and b.line and _may_be_one_area(a, b) and _is_same_line(a, b):
        return Address.SAME_LINE_IN_AREA
    is_near = _is_near_postcode(a, b)
    if a.street and b.street and _is_near_line(a, b, is_near=is_near):
        return Address.NEAR_LINE
    if is_near:
        return Address.NEAR_POSTCODE
    if a.outcode and b.outcode:
        return Address.SAME_OUTCODE if a.outcode == b.outcode else Address.DIFFERS
    return Address.DIFFERS if a.line and b.line else 0


def _is_near_postcode(a: Home, b: Home) -> bool:
    """One sign mistyped, or two exchanged."""
    return bool(a.postcode and b.postcode) and _slips(a.postcode, b.postcode, score_cutoff=1) <= 1


def _is_near_line(a: Home, b: Home, *, is_near: bool) -> bool:
    """A street misspelt, or a number left out, in a town or postcode that may be the same."""
    if not is_near and not (a.town and a.town == b.town):
        return False
    if a.numbers and b.numbers and set(a.numbers).isdisjoint(b.numbers):
        return False
    return any(_similarity(mine, other, score_cutoff=NEAR_STREET) > 0 for mine in a.streets for other in b.streets)


def _is_same_house(a: Home, b: Home) -> bool:
    """Of one postcode, which a few dozen houses share: a street may be misspelt."""
    if not a.line or not b.line:
        return False
    return a.line == b.line or bool(a.numbers and a.numbers == b.numbers)


def _is_same_line(a: Home, b: Home) -> bool:
    """House and street, with or without the number of the flat."""
    if a.line == b.line:
        return True
    if not a.numbers or not b.numbers or set(a.streets).isdisjoint(b.streets):
        return False
    return a.numbers[-1] == b.numbers[-1] and (set(a.numbers) <= set(b.numbers) or set(b.numbers) <= set(a.numbers))


def _may_be_one_area(a: Home, b: Home) -> bool:
    """A street of this name stands in many towns; where one side says no town, it may be this one."""
    if a.area and b.area:
        return a.area == b.area
    return not a.town or not b.town or a.town == b.town


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
