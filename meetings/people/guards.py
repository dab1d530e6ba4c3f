"""What no weight may outweigh: when two records are never called strongly alike, and when they are never hidden.

Decided 22 November 2026. A wrong strong suggestion can send an address to the wrong side.
"""

from typing import NamedTuple

from meetings.people.levels import Address, Alike, Born, Forename, Levels, Middle, Number, Surname

STRONG_FROM = 8.0
POSSIBLE_FROM = -2.0
WEAK_FROM = -6.0

BOWS_FROM = 7.0
"""Held back, a score rises ever more slowly from here and never comes to strong; the order of scores stays."""


class Guard(NamedTuple):
    """A rule that held a score back or up, in words."""

    words: str
    bits: float


NO_GUARD = Guard("", 0.0)
NEARLY = frozenset({Born.ONE_SLIP, Born.SAME_DAY_NEAR_YEAR, Born.TWO_PARTS})


def guard(levels: Levels, bits: float, *, without_company: float) -> Guard:
    """What a rule adds to or takes from `bits`; `without_company` is the score of the two records alone."""
    if bits > BOWS_FROM and (words := why_never_strong(levels, without_company=without_company)):
        return Guard(words, STRONG_FROM - 1 / (bits - BOWS_FROM + 1) - bits)
    if bits < POSSIBLE_FROM and _is_phone_of_somebody(levels):
        return Guard("The same phone, and nothing that says it is somebody else's: look at both", POSSIBLE_FROM - bits)
    if bits < POSSIBLE_FROM and has_same_number(levels):
        return Guard(
            "A number that is given to one person only is the same: look at both records", POSSIBLE_FROM - bits
        )
    return NO_GUARD


def why_never_strong(levels: Levels, *, without_company: float) -> str:
    """In words, or empty where these two may be strongly alike."""
    if words := why_two_people(levels):
        return words
    if levels.rival:
        return "Another record fits as well, and the two are not one person: choose by reading both"
    if levels.company and without_company < POSSIBLE_FROM:
        return "Not strong by the people beside them alone"
    return "" if has_same_number(levels) else _why_too_little(levels)


def why_two_people(levels: Levels) -> str:
    """What speaks for two people, however much else is alike: in words, or empty."""
    if words := _why_other_numbers(levels):
        return words
    if levels.forename >= Forename.SIMILAR and 0 < levels.surname <= Surname.CLOSE and 0 < levels.born <= Born.ONE_SLIP:
        return "Same surname and date of birth but another forename: perhaps twins"
    if has_same_number(levels):
        return ""
    if levels.forename >= Forename.SIMILAR:
        return "Another forename"
    return _why_other_birth(levels) or _why_of_one_family(levels)


def _why_other_numbers(levels: Levels) -> str:
    if levels.nhs == Number.DIFFERS:
        return "Both have an NHS number, and the numbers differ"
    if Number.DIFFERS in (levels.police, levels.custody) and not has_same_number(levels):
        return "Both have a police, probation or prison number, and the numbers differ"
    return ""


def _why_of_one_family(levels: Levels) -> str:
    if levels.middle == Middle.DIFFERS:
        return "Both have a second name, and they differ: perhaps brothers or sisters who share the first"
    if levels.surname == Surname.PART and levels.born in NEARLY:
        return "Part of the surname, and another date of birth that is near: perhaps brothers or sisters"
    return ""


def _why_other_birth(levels: Levels) -> str:
    if levels.born == Born.OTHER_GENERATION:
        return "One is a child, the other was grown up by then: perhaps father and son"
    if levels.born >= Born.WITHIN_TWO_YEARS:
        return "Same name but another date of birth: perhaps father and son, or two people of one name"
    if levels.born == Born.SAME_DAY_NEAR_YEAR and levels.forename > Forename.SPELLING:
        return "Birthdays in other years and forenames not the same: perhaps brothers or sisters"
    return ""


def _why_too_little(levels: Levels) -> str:
    if not levels.forename:
        return "No forename to compare"
    if not levels.born:
        return "No date of birth to compare: perhaps father and son, or two people of one name"
    if _has_same_place(levels):
        return ""
    if levels.born in NEARLY:
        return "The dates of birth are not quite the same: something more must agree"
    if not levels.surname:
        return "Only one name to compare: something more must agree"
    if levels.born == Born.SAME_NEW_YEAR:
        return "Both 1 January, which is often put in for an unknown day: something more must agree"
    if levels.born in (Born.AS_FAR_AS_KNOWN, Born.ESTIMATE_FITS):
        return "Only the year of birth can be compared: something more must agree"
    return ""


def _has_same_place(levels: Levels) -> bool:
    """A home or a telephone; a postcode is a whole tower block, a hotel or a site."""
    return 0 < levels.address <= Address.NEAR_LINE or levels.phone == Number.SAME


def _is_phone_of_somebody(levels: Levels) -> bool:
    """A street name and a phone may be all that is known; husband and wife, and mother and son, stay out."""
    is_age_open = levels.born in (0, Born.AS_FAR_AS_KNOWN, Born.ESTIMATE_FITS)
    return levels.phone == Number.SAME and levels.sex == Alike.SAME and is_age_open


def has_same_number(levels: Levels) -> bool:
    """NHS, police, probation or prison number: given to one person only."""
    return Number.SAME in (levels.nhs, levels.police, levels.custody)
