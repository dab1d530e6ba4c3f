"""Invented families: couples, children, twins, grown children who harm, fathers and sons of one name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from marac.commands.benchmarks.generated_errors import typo
from marac.commands.benchmarks.generated_names import Origin
from marac.commands.benchmarks.generated_places import Country, Place, new_phone

MIXED_COUPLES = 0.12
MARRIED_NAME = 0.45
FATHER_AND_SON = 0.04
TWINS = 0.04
HARM_BY_A_GROWN_CHILD = 0.12
SAME_SEX = 0.04
# A perpetrator in one case is the victim of another.
HARMED_BEFORE_HARMING = 0.015
FIRST_DAY = date(2018, 1, 1)


@dataclass(slots=True)
class Someone:
    """A person as he or she truly is. The last of places and phones is today's."""

    number: int
    origin: Origin
    sex: str
    given: str
    middle: str
    family: str
    maiden: str
    born: date
    aliases: list[str]
    places: list[Place]
    phones: list[str]
    role: str = ""
    nicknames: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Family:
    """Those who may stand in one case."""

    number: int
    victim: Someone
    perpetrator: Someone
    others: list[Someone]


class Registry:
    """Makes people and families one after another; the numbers are the truth."""

    def __init__(self, origins: Sequence[Origin], country: Country, rng: Random) -> None:
        self.origins, self.country, self.rng = origins, country, rng
        self.shares = [origin.share for origin in origins]
        self.people = self.families = 0
        self.known: list[Someone] = []

    def family(self) -> Family:
        self.families += 1
        area = self.rng.choice(self.country.areas)
        origin = self.rng.choices(self.origins, self.shares)[0]
        home, name = self.country.home_in(area, self.rng), origin.family_name(self.rng)
        if self.rng.random() < HARM_BY_A_GROWN_CHILD:
            return self._parent_and_grown_child(origin, name, home)
        return self._couple(origin, name, home)

    def _couple(self, origin: Origin, name: str, home: Place) -> Family:
        rng = self.rng
        perpetrator = self._known_or_new(origin, name, home)
        victim_sex = "F" if (perpetrator.sex == "M") != (rng.random() < SAME_SEX) else "M"
        other = rng.choices(self.origins, self.shares)[0] if rng.random() < MIXED_COUPLES else origin
        victim = self.someone(other, victim_sex, other.family_name(rng), home, self._partners_birth(perpetrator.born))
        if rng.random() < HARMED_BEFORE_HARMING and self.known and self.known[0] is not perpetrator:
            victim = self.known.pop(0)
            victim.places.append(home)
        if rng.random() < MARRIED_NAME and victim_sex == "F":
            victim.maiden, victim.family = victim.family, woman(perpetrator.family, other)
        children = self._children(origin, victim, perpetrator)
        return Family(self.families, victim, perpetrator, children)

    def _known_or_new(self, origin: Origin, name: str, home: Place) -> Someone:
        """One perpetrator in twelve harms a second family that comes to notice."""
        if self.known and self.rng.random() < 0.08:
            known = self.known.pop(self.rng.randrange(len(self.known)))
            known.places.append(home)
            return known
        sex = "M" if self.rng.random() < 0.9 else "F"
        found = self.someone(origin, sex, name, home, self._grown())
        if self.rng.random() < 0.5:
            self.known.append(found)
        return found

    def _parent_and_grown_child(self, origin: Origin, name: str, home: Place) -> Family:
        """Also brothers and sisters, and now and then a son of his father's name."""
        rng = self.rng
        victim = self.someone(origin, rng.choice("FFM"), name, home, self._grown(oldest=75, youngest=45))
        years = min(rng.randint(18, 38), 2004 - victim.born.year)
        child = self.someone(origin, rng.choice("MMF"), name, home, self._years_after(victim.born, years))
        if rng.random() < FATHER_AND_SON * 5 and child.sex == "M" == victim.sex:
            child.given, child.middle = victim.given, rng.choice(("", victim.middle))
        others = []
        if rng.random() < 0.5:
            others.append(self.someone(origin, rng.choice("FM"), name, home, self._years_after(child.born, 3)))
            others[0].role = "other"
        return Family(self.families, victim, child, others)

    def _children(self, origin: Origin, victim: Someone, perpetrator: Someone) -> list[Someone]:
        rng, children = self.rng, list[Someone]()
        mother = victim if victim.sex == "F" else perpetrator
        name = rng.choice((perpetrator.family, perpetrator.family, victim.maiden or victim.family))
        if rng.random() < 0.06 and victim.family != perpetrator.family:
            name = f"{victim.family}-{perpetrator.family}"
        years = rng.randint(18, 36)
        for _ in range(rng.choices((0, 1, 2, 3, 4), (25, 30, 26, 13, 6))[0]):
            born = self._years_after(mother.born, years)
            twin = bool(children) and rng.random() < TWINS
            sex = rng.choice("FM")
            child = self.someone(origin, sex, name, victim.places[-1], children[-1].born if twin else born)
            child.role, child.phones = "child", list(mother.phones[-1:]) if rng.random() < 0.2 else []
            if sex == "M" == perpetrator.sex and rng.random() < FATHER_AND_SON:
                child.given = perpetrator.given
            while called(child) in map(called, children):
                child.given, child.nicknames = origin.given[sex].one(rng), []
            children.append(child)
            years += rng.randint(1, 5)
        return [child for child in children if child.born < date(2026, 6, 1)]

    def someone(self, origin: Origin, sex: str, family: str, home: Place, born: date) -> Someone:
        rng = self.rng
        self.people += 1
        if rng.random() < origin.one_january:
            born = born.replace(month=1, day=1)
        middle = origin.given[sex].one(rng) if rng.random() < 0.55 else ""
        given = origin.given[sex].one(rng)
        found = Someone(
            self.people,
            origin,
            sex,
            given,
            middle,
            family,
            "",
            born,
            [],
            [home],
            [new_phone(rng)] if born.year < 2012 else [],
        )
        found.nicknames = origin.shorts.get(given, [])
        named_as_usual(found, rng)
        return found

    def _grown(self, *, oldest: int = 66, youngest: int = 17) -> date:
        age = self.rng.triangular(youngest, oldest, youngest + (oldest - youngest) / 3)
        return date(2019, 1, 1) - timedelta(days=int(age * 365.25))

    def _partners_birth(self, born: date) -> date:
        """Couples are near each other's age; nobody here is a partner under sixteen."""
        return min(born + timedelta(days=int(self.rng.gauss(600, 1900))), date(2003, 6, 1))

    def _years_after(self, born: date, years: int) -> date:
        return born + timedelta(days=int(years * 365.25) + self.rng.randint(-180, 180))


def called(one: Someone) -> str:
    """No two children of a family are called the same; brothers who are all Mohammed go by their second name."""
    return one.middle if one.given == "Mohammed" and one.middle else one.given


def woman(family: str, origin: Origin) -> str:
    """A woman's form of a Slavic family name."""
    if origin.naming != "gendered":
        return family
    return family[:-1] + "a" if family.endswith(("ski", "cki")) else family


def named_as_usual(one: Someone, rng: Random) -> None:
    """What the family's custom makes of the drawn names."""
    customs = {
        "second-names": _second_names,
        "singh-kaur": _singh_or_kaur,
        "particles": _particle,
        "patronymic": _fathers_name,
        "two-given": _two_given,
        "two-cultures": _two_cultures,
        "family-first": _english_name,
        "compound-family": _two_families,
    }
    if one.origin.naming == "gendered" and one.sex == "F":
        one.family = woman(one.family, one.origin)
    if one.origin.naming in customs:
        customs[one.origin.naming](one, rng)


def _second_names(one: Someone, rng: Random) -> None:
    """Many have no family name: the second name is their own, not their father's."""
    if rng.random() < 0.4:
        one.family = rng.choice(one.origin.extra["second_male" if one.sex == "M" else "second_female"])
    if one.sex == "M" and one.given != "Mohammed" and rng.random() < 0.22:
        one.given, one.middle = "Mohammed", one.given


def _singh_or_kaur(one: Someone, rng: Random) -> None:
    name = "Singh" if one.sex == "M" else "Kaur"
    sikh = one.given.endswith(("preet", "deep", "inder", "jit", "meet", "jot", "dev", "tar", "want", "bir"))
    if sikh and rng.random() < 0.8:
        one.middle = name
    if sikh and rng.random() < 0.3:
        one.family = name


def _particle(one: Someone, rng: Random) -> None:
    if " " not in one.family and "-" not in one.family and rng.random() < 0.35:
        particle = rng.choice(one.origin.extra["particles"])
        one.family = f"{particle}{'' if particle.endswith('-') else ' '}{one.family}"


def _fathers_name(one: Someone, rng: Random) -> None:
    one.middle = one.origin.given["M"].one(rng)


def _two_given(one: Someone, rng: Random) -> None:
    if not one.middle and rng.random() < 0.3:
        one.middle = one.origin.given[one.sex].one(rng)


def _two_cultures(one: Someone, rng: Random) -> None:
    if one.middle and rng.random() < 0.5:
        one.nicknames = [*one.nicknames, one.middle]


def _english_name(one: Someone, rng: Random) -> None:
    one.middle = ""
    if rng.random() < 0.3:
        women, men = one.origin.extra["given_english"]
        one.nicknames = [rng.choice((women if one.sex == "F" else men).split())]


def _two_families(one: Someone, rng: Random) -> None:
    if " " not in one.family and rng.random() < 0.5:
        one.family = f"{one.origin.family_name(rng)} {one.family}"


def street_name(one: Someone, rng: Random) -> str:
    """What friends call somebody."""
    return rng.choice(one.nicknames) if one.nicknames else typo(one.given, rng)[:5].title()
