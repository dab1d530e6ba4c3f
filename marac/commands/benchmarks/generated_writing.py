"""One person as one agency writes her or him down in one case, with that agency's slips."""

import unicodedata
from random import Random

from marac.commands.benchmarks.generated_errors import Habit, Rates, typo, wrong_digit
from marac.commands.benchmarks.generated_families import Someone, street_name
from marac.commands.benchmarks.generated_places import (
    Place,
    spelt_line,
    spelt_phone,
    spelt_postcode,
    wrong_phone,
    wrong_postcode,
)

Names = tuple[str, str, str]
NOT_DECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ø": "o"})
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr")
NAMELESS = ("Unborn", "Baby", "Unknown", "Child 1", "NK")


class Writer:
    """An officer of an agency at work on one record."""

    def __init__(self, rng: Random, rates: Rates, habit: Habit) -> None:
        self.rng, self.rates, self.habit = rng, rates, habit

    def happens(self, share: float) -> bool:
        return self.rng.random() < share

    def names(self, one: Someone) -> Names:
        if one.role == "child" and self.happens(self.rates.nameless_child) and one.born.year > 2020:
            return self.rng.choice(NAMELESS), "", one.family
        given, middle, family = self._by_custom(one, *self._chosen_names(one))
        given, family = self._respelt(one, given), self._respelt(one, family)
        careless = self.habit.careless
        if self.happens(self.rates.given_typo * careless):
            given = typo(given, self.rng)
        if self.happens(self.rates.family_typo * careless):
            family = typo(family, self.rng)
        names = self._misplaced(given, middle, family)
        return self._in_capitals(names)

    def _chosen_names(self, one: Someone) -> Names:
        rates, given, family = self.rates, one.given, one.family
        if one.nicknames and self.happens(one.origin.shortened * self.habit.informal):
            given = self.rng.choice(one.nicknames)
        elif self.happens(rates.alias_used_as_name):
            given = street_name(one, self.rng)
        elif one.middle and self.happens(rates.middle_used):
            given = one.middle
        if one.maiden and self.happens(rates.maiden_used):
            family = one.maiden
        if "-" in family[3:] and self.happens(rates.double_barrel_halved):
            family = self.rng.choice([half for half in family.split("-") if half])
        middle = "" if self.happens(rates.middle_left_out) else one.middle
        return given, middle if middle != given else "", family

    def _by_custom(self, one: Someone, given: str, middle: str, family: str) -> Names:
        """How a form for first and last names garbles names that are made otherwise."""
        custom, rng = one.origin.naming, self.rng
        if custom == "patronymic" and self.happens(0.16):
            return given, "", one.middle
        if custom == "family-first":
            given = rng.choice((given, given, given.replace(" ", "-"), as_one_word(given)))
            return (family, middle, given) if self.happens(0.14) else (given, middle, family)
        if custom == "second-names" and given == "Mohammed" and one.middle and self.happens(0.3):
            return one.middle, "", family
        if custom == "singh-kaur" and one.middle in ("Singh", "Kaur") and self.happens(0.15):
            return given, "", one.middle
        if custom in ("two-given", "two-cultures") and one.middle and self.happens(0.1):
            return one.middle, given, family
        if custom == "compound-family" and " " in family and self.happens(0.4):
            return given, middle, rng.choice(family.split(" "))
        if custom == "particles" and self.happens(0.4):
            return given, middle, self._without_particle(one, family)
        return given, middle, family

    def _without_particle(self, one: Someone, family: str) -> str:
        for particle in one.origin.extra["particles"]:
            rest = family.removeprefix(particle).strip(" -")
            if rest != family.strip(" -"):
                return self.rng.choice((rest, f"Al {rest}", f"El-{rest}", f"Al{rest.lower()}", f"Al-{rest}"))
        return family

    def _respelt(self, one: Someone, word: str) -> str:
        if self.happens(one.origin.respelt):
            word = one.origin.respell(word, self.rng)
        return plain(word) if self.happens(self.rates.marks_dropped) else word

    def _misplaced(self, given: str, middle: str, family: str) -> Names:
        rates = self.rates
        if self.happens(rates.names_swapped):
            return family, middle, given
        if self.happens(rates.all_in_one_field):
            return self.rng.choice(((f"{given} {family}", "", ""), ("", "", f"{given} {family}")))
        if self.happens(rates.initial_only):
            given = given[:1]
        if self.happens(rates.given_missing):
            given = self.rng.choice(("", "", "Unknown"))
        if self.happens(rates.family_missing):
            family = self.rng.choice(("", "", "Unknown"))
        if self.happens(rates.title_in_front):
            given = f"{self.rng.choice(TITLES)} {given}"
        return given, middle, family

    def _in_capitals(self, names: Names) -> Names:
        if not self.happens(self.rates.capitals * self.habit.capitals):
            return names
        given, middle, family = names
        return (given.upper(), middle.upper(), family.upper()) if self.happens(0.5) else (given, middle, family.upper())

    def aliases(self, one: Someone, written: Names) -> str:
        told, share = [], self.rates.aliases_told * self.habit.aliases
        if one.maiden and self.happens(share):
            other = one.family if written[2].lower() == one.maiden.lower() else one.maiden
            told.append(f"{one.given} {other}")
        if one.nicknames and self.happens(share * 0.4):
            told.append(f"{self.rng.choice(one.nicknames)} {one.family}")
        if one.role == "perpetrator" and self.happens(share * 0.3):
            told.append(street_name(one, self.rng))
        if self.happens(one.origin.respelt * share):
            told.append(f"{one.origin.respell(one.given, self.rng)} {one.origin.respell(one.family, self.rng)}")
        return "; ".join(told)

    def birth(self, one: Someone) -> str:
        rates, born, missing = self.rates, one.born, self.rates.birth_missing * self.habit.birth_missing
        if self.happens(missing * (1.5 if one.role == "perpetrator" else 1.0)):
            return ""
        if self.happens(rates.birth_placeholder):
            return self.rng.choice(("1900-01-01", "1970-01-01"))
        if self.happens(rates.birth_year_only):
            return f"{born.year}"
        if self.happens(rates.birth_estimated):
            return f"{born.year + self.rng.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))}-01-01"
        told = born.isoformat()
        if born.day <= 12 and self.happens(rates.day_and_month_swapped * 12 / 5):
            return f"{born.year}-{born.day:02}-{born.month:02}"
        if self.happens(rates.birth_digit_wrong * self.habit.careless):
            return wrong_digit(told, self.rng)
        if self.happens(rates.birth_year_wrong):
            return f"{born.year + self.rng.choice((-1, 1, -10, 10))}{told[4:]}" if told[5:] != "02-29" else told
        return told

    def sex(self, one: Someone) -> str:
        if self.happens(self.rates.sex_missing):
            return ""
        if self.happens(self.rates.sex_wrong):
            return "M" if one.sex == "F" else "F"
        return one.sex

    def place(self, one: Someone) -> Place:
        rates, rng = self.rates, self.rng
        missing = rates.address_missing * self.habit.address_missing
        if self.happens(missing * (1.5 if one.role == "perpetrator" else 1.0)):
            return Place("", "", "")
        line, town, postcode = rng.choice(one.places) if self.happens(rates.address_old) else one.places[-1]
        if self.happens(rates.address_respelt):
            line = spelt_line(line, rng)
        if self.happens(rates.address_typo * self.habit.careless):
            line = " ".join(typo(word, rng) if word == max(line.split(), key=len) else word for word in line.split())
        if self.happens(rates.postcode_missing):
            return Place(line, town, "")
        if self.happens(rates.postcode_wrong):
            postcode = wrong_postcode(postcode, rng)
        return Place(line, town, spelt_postcode(postcode, rng) if self.happens(0.3) else postcode)

    def phone(self, one: Someone) -> str:
        rates, rng = self.rates, self.rng
        missing = rates.phone_missing * self.habit.phone_missing
        if not one.phones or self.happens(missing * (1.6 if one.role == "perpetrator" else 1.0)):
            return ""
        number = rng.choice(one.phones) if self.happens(rates.phone_old) else one.phones[-1]
        number = wrong_phone(number, rng) if self.happens(rates.phone_wrong) else number
        return spelt_phone(number, rng) if self.happens(0.4) else number


def plain(word: str) -> str:
    """Without marks, as most British systems keep names."""
    apart = unicodedata.normalize("NFD", word.translate(NOT_DECOMPOSED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def as_one_word(given: str) -> str:
    return given.replace(" ", "").capitalize()
