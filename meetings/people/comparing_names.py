"""Compare names in pairs: the forename and surname that are told always belong to the same two names.

An alias gives both halves or lends itself to neither, so a forename of one alias never meets a surname of another.
"""

from typing import NamedTuple

from meetings.people.comparing_words import compare_words
from meetings.people.levels import Forename, Middle, Order, Surname
from meetings.people.prepared import FullName, Word


class Names(NamedTuple):
    """The first four comparisons of Levels."""

    forename: int
    surname: int
    order: int
    middle: int


# Rough bits, only to choose the pair of names that speaks for two people; the model weighs it.
FORENAME_WORTH = (0.0, 6.5, 5.5, 6.0, 5.0, 4.0, 2.0, -1.0, -4.0)
SURNAME_WORTH = (0.0, 8.5, 7.0, 6.5, 7.0, 5.0, 1.0, -1.0, -4.0, -4.0)
BEST_SURNAME = max(SURNAME_WORTH)
NO_WORTH = -99.0
TURNED_COSTS = 5.0
POOR_BELOW = 9.0
"""Only when plain agreement is poorer than this is a name also read with first and last exchanged."""

AS_SURNAME = {
    Forename.SAME: Surname.SAME,
    Forename.SPELLING: Surname.SPELLING,
    Forename.NICKNAME: Surname.SPELLING,
    Forename.CLOSE: Surname.CLOSE,
    Forename.INITIAL: Surname.INITIAL,
    Forename.SIMILAR: Surname.SIMILAR,
    Forename.DIFFERS: Surname.DIFFERS,
}


def compare_names(a: tuple[FullName, ...], b: tuple[FullName, ...]) -> Names:
    """The best pair of names; with first and last exchanged where that is clearly better."""
    if not a or not b:
        return Names(0, 0, 0, 0)
    if len(a) == 1 and len(b) == 1:
        best, worth = _compare_pair(a[0], b[0])
    else:
        best, worth = _compare_all(a, b)
    if worth < POOR_BELOW and (turned := _best_turned(a, b, worth)):
        return turned
    return best


def _compare_pair(a: FullName, b: FullName) -> tuple[Names, float]:
    """Of two people with one name each, as most have."""
    forename, surname = _compare_forenames(a, b), _compare_surnames(a, b)
    return _names(forename, surname, a, b), FORENAME_WORTH[forename] + SURNAME_WORTH[surname]


def _names(forename: int, surname: int, a: FullName, b: FullName) -> Names:
    middle = 0 if forename == Forename.SAME_AS_OTHER else _compare_middle(a.middle, b.middle)
    return Names(forename, surname, Order.PLAIN if forename or surname else 0, middle)


def _compare_all(a: tuple[FullName, ...], b: tuple[FullName, ...]) -> tuple[Names, float]:
    """The pair of names that agrees best, and what it is worth."""
    best, worth = Names(0, 0, 0, 0), NO_WORTH
    for mine in a:
        for other in b:
            forename = _compare_forenames(mine, other)
            if FORENAME_WORTH[forename] + BEST_SURNAME < worth:
                continue  # No surname could make it the best.
            surname = _compare_surnames(mine, other)
            pair_worth = FORENAME_WORTH[forename] + SURNAME_WORTH[surname]
            if pair_worth < worth:
                continue
            told = _told(forename, surname, (mine, other), main=(a[0], b[0]))
            best = min(best, told) if pair_worth == worth else told
            worth = pair_worth
    return best, worth


def _told(forename: int, surname: int, pair: tuple[FullName, FullName], *, main: tuple[FullName, FullName]) -> Names:
    """Say so where a half agrees only with another name than the main one."""
    (mine, other), (my_main, other_main) = pair, main
    if forename == Forename.SAME and (mine.forename != my_main.forename or other.forename != other_main.forename):
        forename = Forename.SAME_AS_OTHER
    if surname == Surname.SAME and (mine.surname != my_main.surname or other.surname != other_main.surname):
        surname = Surname.SAME_AS_OTHER
    return _names(forename, surname, mine, other)


def _compare_forenames(a: FullName, b: FullName) -> int:
    if not a.given or not b.given:
        return 0
    level = compare_words(a.given[0], b.given[0])
    if level <= Forename.SPELLING or not (a.middle or b.middle):
        return level
    if _is_in(a.given[0], b.middle_spellings) or _is_in(b.given[0], a.middle_spellings):
        # Known by a middle name.
        return Forename.SAME_AS_OTHER
    if _run_together(a.given[:2]) == b.given[0].text or _run_together(b.given[:2]) == a.given[0].text:
        return Forename.SPELLING
    return level


def _compare_surnames(a: FullName, b: FullName) -> int:
    if not a.family or not b.family:
        return _surname_in_one_box(a, b)
    if _is_customary(a) or _is_customary(b):
        # Singh, Kaur or Begum, and no family name: shared by half a congregation, and left out beside a family name.
        return 0
    if len(a.family) == 1 and len(b.family) == 1:
        level = AS_SURNAME[compare_words(a.family[0], b.family[0])]
    else:
        level = _compare_compound(a.family, b.family)
    if level >= Surname.INITIAL and _is_moved(a, b):
        return Surname.PART
    return level


def _is_customary(name: FullName) -> bool:
    return bool(name.customary) and name.family[0] in name.customary


def _surname_in_one_box(a: FullName, b: FullName) -> int:
    """Everything stands in the given names: the surname may be among them. If it is not, nothing is said."""
    return Surname.PART if _is_moved(a, b) else 0


def _is_moved(a: FullName, b: FullName) -> bool:
    """A father's or grandfather's name, once last and once in the middle. A middle name that both have is no such."""
    mine, other = a.middle_spellings, b.middle_spellings
    if (not mine and not other) or not mine.isdisjoint(other):
        return False
    return not a.family_spellings.isdisjoint(other) or not b.family_spellings.isdisjoint(mine)


def _compare_compound(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    mine, other = {word.text for word in a}, {word.text for word in b}
    if mine == other:
        return Surname.SAME
    if _run_together(a) == _run_together(b):
        return Surname.SPELLING
    if any(len(text) > 1 for text in mine & other):
        return Surname.PART
    best = _best_word(a, b)
    return max(Surname.PART, AS_SURNAME[best])


def _compare_middle(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    if not a or not b:
        return 0
    best = _best_word(a, b)
    if best <= Forename.NICKNAME:
        return Middle.SAME
    return Middle.INITIAL if best <= Forename.INITIAL else Middle.DIFFERS


def _best_turned(a: tuple[FullName, ...], b: tuple[FullName, ...], worth: float) -> Names | None:
    """The best pair when exchanged, if it is worth more than the plain one."""
    turned = [names for mine in a for other in b if (names := _compare_turned(mine, other))]
    if not turned:
        return None
    best = min(turned, key=lambda names: (-_worth(names), names))
    return best if _worth(best) - TURNED_COSTS > worth else None


def _worth(names: Names) -> float:
    return FORENAME_WORTH[names.forename] + SURNAME_WORTH[names.surname]


def _compare_turned(a: FullName, b: FullName) -> Names | None:
    """First of one with last of the other, both ways. The better half stands as surname, whoever is first."""
    # Asked first: nearly all pairs are sent away by it.
    if a.given_spellings.isdisjoint(b.family_spellings) and a.family_spellings.isdisjoint(b.given_spellings):
        return None
    one, other = _best_word(a.given, b.family), _best_word(a.family, b.given)
    better, worse = (one, other) if 0 < one < other or not other else (other, one)
    if not 0 < better <= Forename.SPELLING:
        return None
    return Names(worse, AS_SURNAME[better], Order.TURNED, 0)


def _best_word(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    if len(a) == 1 and len(b) == 1:
        return compare_words(a[0], b[0])
    if not a or not b:
        return 0
    return min(compare_words(x, y) for x in a for y in b)


def _is_in(word: Word, spellings: frozenset[str]) -> bool:
    return not word.spellings.isdisjoint(spellings)


def _run_together(words: tuple[Word, ...]) -> str:
    return "".join(word.text for word in words)
