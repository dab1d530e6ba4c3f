"""How often invented records are wrong, and the habits of the agencies that write them.

Every rate is the share of records, for a person to whom it can happen, and is multiplied by the agency's habit. They
were set so that the habit of spreadsheets (exact name and date of birth) finds about four in ten true pairs.
"""

from dataclasses import dataclass
from random import Random

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEAR = {
    letter: "".join(row[place] for place in (at - 1, at + 1) if 0 <= place < len(row))
    for row in KEYBOARD
    for at, letter in enumerate(row)
}


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of records; names of the fields say what happens."""

    given_typo: float = 0.02
    family_typo: float = 0.025
    marks_dropped: float = 0.8
    names_swapped: float = 0.012
    all_in_one_field: float = 0.008
    initial_only: float = 0.012
    title_in_front: float = 0.006
    middle_used: float = 0.015
    middle_left_out: float = 0.5
    given_missing: float = 0.006
    family_missing: float = 0.006
    nameless_child: float = 0.02
    maiden_used: float = 0.12
    married_again: float = 0.04
    double_barrel_halved: float = 0.35
    alias_used_as_name: float = 0.02
    aliases_told: float = 0.35
    capitals: float = 0.15
    birth_missing: float = 0.08
    birth_estimated: float = 0.02
    birth_year_only: float = 0.004
    day_and_month_swapped: float = 0.015
    birth_digit_wrong: float = 0.018
    birth_year_wrong: float = 0.01
    birth_placeholder: float = 0.003
    sex_missing: float = 0.08
    sex_wrong: float = 0.004
    address_missing: float = 0.12
    address_old: float = 0.08
    address_respelt: float = 0.35
    address_typo: float = 0.02
    postcode_missing: float = 0.08
    postcode_wrong: float = 0.015
    phone_missing: float = 0.35
    phone_old: float = 0.15
    phone_wrong: float = 0.012


RATES = Rates()


@dataclass(frozen=True, slots=True)
class Habit:
    """How an agency writes, beside the average: 2.0 is twice as often."""

    share: float
    birth_missing: float = 1.0
    address_missing: float = 1.0
    phone_missing: float = 1.0
    informal: float = 1.0
    careless: float = 1.0
    aliases: float = 1.0
    capitals: float = 1.0


HABITS = {
    "police": Habit(0.44, birth_missing=0.4, aliases=1.8, capitals=2.5, informal=0.7),
    "idva": Habit(0.16, birth_missing=2.0, address_missing=1.5, phone_missing=0.5, informal=2.0, careless=1.2),
    "hospital": Habit(0.07, birth_missing=0.3, aliases=0.2, informal=0.4, careless=0.8),
    "childrens-services": Habit(0.10, birth_missing=0.9, phone_missing=1.2, aliases=0.6),
    "housing": Habit(0.07, birth_missing=1.4, address_missing=0.1, phone_missing=0.7, aliases=0.3),
    "mental-health": Habit(0.05, birth_missing=0.5, informal=1.3),
    "probation": Habit(0.05, birth_missing=0.4, aliases=1.6, capitals=1.5),
    "school": Habit(0.03, birth_missing=0.8, phone_missing=1.4, informal=1.6, careless=1.3),
    "charity": Habit(0.03, birth_missing=3.0, address_missing=2.5, informal=2.5, careless=1.6),
}


def typo(word: str, rng: Random) -> str:
    """One slip of a finger: a letter left out, doubled, exchanged with its neighbour or hit beside."""
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    near = NEAR.get(letter.lower(), letter)
    ways = (before + after, before + letter + letter + after, before + after[:1] + letter + after[1:])
    return rng.choice((*ways, before + rng.choice(near) + after))


def wrong_digit(text: str, rng: Random) -> str:
    """A digit of a date of birth misread; the result is a date, if a late one of its month is avoided."""
    year, month, day = text.split("-")
    slip = rng.randrange(3)
    if slip == 0:
        return f"{year[:3]}{rng.choice('0123456789')}-{month}-{day}"
    if slip == 1:
        return f"{year}-{rng.randint(1, 12):02}-{min(int(day), 28):02}"
    return f"{year}-{month}-{max(1, min(28, int(day) + rng.choice((-10, -7, -1, 1, 7, 10)))):02}"
