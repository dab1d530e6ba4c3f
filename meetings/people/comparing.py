"""Compare two prepared people. What is missing on either side speaks neither for nor against."""

from meetings.people.comparing_births import compare_births, is_other_generation
from meetings.people.comparing_homes import compare_homes, compare_phones
from meetings.people.comparing_names import compare_names
from meetings.people.comparing_numbers import compare_numbers
from meetings.people.levels import Alike, Born, Levels, Surname
from meetings.people.prepared import Prepared


def compare(a: Prepared, b: Prepared) -> Levels:
    """Symmetric and pure. `company` is left 0: only who knows the cases can tell (finding.py)."""
    forename, surname, order, middle = compare_names(a.names, b.names)
    if surname == Surname.DIFFERS and a.sex != "m" and b.sex != "m":
        surname = Surname.OTHER_OF_A_WOMAN
    nhs, police, custody, number = compare_numbers(a.identifiers, b.identifiers)
    return Levels(
        forename,
        surname,
        order,
        middle,
        _compare_ages(a, b),
        compare_homes(a.homes, b.homes),
        compare_phones(a.phones, b.phones),
        _compare_sex(a.sex, b.sex),
        nhs,
        police,
        custody,
        number,
        Alike.SAME if a.online_names & b.online_names else 0,
    )


def _compare_ages(a: Prepared, b: Prepared) -> int:
    if a.births and b.births:
        return compare_births(a.births, b.births)
    return Born.OTHER_GENERATION if is_other_generation(a, b) else 0


def _compare_sex(a: str, b: str) -> int:
    if not a or not b:
        return 0
    return Alike.SAME if a == b else Alike.DIFFERS
