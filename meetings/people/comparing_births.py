"""Compare birth dates: the best of all that are known on either side."""

from rapidfuzz.distance import OSA

from meetings.people.levels import Born
from meetings.people.person import Seen
from meetings.people.prepared import Birth, Prepared

NEAR_YEARS = 2
GUESS_YEARS = 3
"""An age guessed by a stranger is right to about three years; a few years more say nothing."""
GUESS_SILENT_YEARS = 6
FIFTEEN_YEARS = 15
DUE_DATE_MONTHS = 2
CHILD_UNTIL, GROWN_FROM = 18, 14
"""A child of a case is younger; who is harmed or harms in a case of their own is older."""
GROWING_YEARS = 3
"""A child seldom stands in a case of its own sooner."""

_slips = OSA.distance


def compare_births(a: tuple[Birth, ...], b: tuple[Birth, ...]) -> int:
    """0 when either side has none, or a guess that is neither near nor far."""
    best = 0
    for mine in a:
        for other in b:
            level = _compare(mine, other)
            if level and (not best or level < best):
                best = level
    return best


def _compare(a: Birth, b: Birth) -> int:
    if a.is_estimated or b.is_estimated:
        return _compare_estimate(a, b)
    if not a.is_whole or not b.is_whole:
        return _compare_part(a, b)
    if a.key == b.key:
        if a.day != b.day:
            return Born.SWAPPED
        return Born.SAME_NEW_YEAR if a.is_weak else Born.SAME
    return _compare_other(a, b)


def _compare_other(a: Birth, b: Birth) -> int:
    """Two whole dates that are not the same."""
    if a.is_weak or b.is_weak:
        return _compare_new_year(a, b)
    is_same_day = a.day == b.day and a.month == b.month
    if is_same_day and abs(a.year - b.year) <= NEAR_YEARS:
        return Born.SAME_DAY_NEAR_YEAR
    if _slips(a.written, b.written, score_cutoff=1) <= 1:
        return Born.ONE_SLIP
    if a.year == b.year and (a.day == b.day or a.month == b.month):
        return Born.TWO_PARTS
    # One birthday a generation apart is no slip.
    return Born.TWO_PARTS if is_same_day and abs(a.year - b.year) <= FIFTEEN_YEARS else _by_years(a, b)


def _compare_new_year(a: Birth, b: Birth) -> int:
    """1 January on one side at least: the day says nothing, and often the year was guessed as well."""
    years = abs(a.year - b.year)
    if not years:
        return Born.AS_FAR_AS_KNOWN
    return Born.ESTIMATE_FITS if years <= NEAR_YEARS and a.is_weak != b.is_weak else _by_years(a, b)


def _compare_part(a: Birth, b: Birth) -> int:
    """A year, or a year and month, on at least one side."""
    if a.year != b.year:
        return _by_years(a, b)
    if a.month and b.month and a.month != b.month and not (a.is_weak or b.is_weak):
        return Born.WITHIN_TWO_YEARS
    return Born.AS_FAR_AS_KNOWN


def _compare_estimate(a: Birth, b: Birth) -> int:
    years = abs(a.year - b.year)
    if a.month and b.month:
        months = abs((a.year - b.year) * 12 + a.month - b.month)
        return Born.AS_FAR_AS_KNOWN if months <= DUE_DATE_MONTHS else _by_years(a, b)
    if years <= GUESS_YEARS:
        return Born.ESTIMATE_FITS
    return 0 if years <= GUESS_SILENT_YEARS else _by_years(a, b)


def _by_years(a: Birth, b: Birth) -> int:
    years = abs(a.year - b.year)
    if years <= NEAR_YEARS:
        return Born.WITHIN_TWO_YEARS
    return Born.WITHIN_FIFTEEN_YEARS if years <= FIFTEEN_YEARS else Born.FAR


def is_other_generation(a: Prepared, b: Prepared) -> bool:
    """Without a birth date on one side at least: what the documents have them for, a child or somebody grown up."""
    if a.births or b.births:
        births, seen = (a.births, b.seen) if a.births else (b.births, a.seen)
        return seen is not None and not any(_may_be(birth, seen) for birth in births)
    if a.seen is None or b.seen is None or a.seen.is_child == b.seen.is_child:
        return False
    child, grown = (a.seen, b.seen) if a.seen.is_child else (b.seen, a.seen)
    return grown.year - child.year < GROWING_YEARS


def _may_be(birth: Birth, seen: Seen) -> bool:
    off = GUESS_SILENT_YEARS if birth.is_estimated else 1
    if seen.is_child:
        return birth.year >= seen.year - CHILD_UNTIL - off
    return birth.year <= seen.year - GROWN_FROM + off
