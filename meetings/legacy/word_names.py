"""Names of one cell: how many people, what each is called, what else is written there."""

import re
from dataclasses import dataclass

from meetings.people.name_words import PARTICLES, TITLES

_PEOPLE = re.compile(r"\s*(?:&|\band\b|;|\n|\+)\s*", re.IGNORECASE)
_AKA = re.compile(r"\s*[,(]?\s*\b(?:a\.?\s?k\.?\s?a\b\.?|also known as|known as|alias)\s*:?\s*", re.IGNORECASE)
_NEE = re.compile(r"\s*[,(]?\s*\b(?:n[eé]e|formerly|previously|maiden name)\b\s*:?\s*", re.IGNORECASE)
_DOUBT = re.compile(r"\(\s*(?:spelling|sp|spell(?:ed)?)\b[^)]*\)|\(\s*\?+\s*\)|\?+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Name:
    """One name in two boxes, with the rule that parted it; `doubt` where a person must say."""

    given: str
    family: str
    rule: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """One person of a cell."""

    name: Name
    others: tuple[tuple[Name, str], ...] = ()
    is_spelling_doubted: bool = False
    left: str = ""


def people_of(text: str) -> tuple[str, ...]:
    """`Hamid Noorzai & Jawad Noorzai` is two people."""
    return tuple(part.strip(" ,") for part in _PEOPLE.split(text) if part.strip(" ,"))


def name_of(text: str) -> Named:
    """One person: the name, other names after AKA or nee, and whether its spelling is in doubt."""
    is_doubted = bool(_DOUBT.search(text))
    text = _DOUBT.sub(" ", text)
    others: list[tuple[Name, str]] = []
    for sign, kind in ((_NEE, "previous"), (_AKA, "alias")):
        text, *more = sign.split(text)
        others += [(other_name(each.strip(" )(,"), kind), kind) for each in more if each.strip(" )(,")]
    left = "; ".join(found.strip() for found in _IN_BRACKETS.findall(text) if found.strip())
    return Named(two_boxes(_IN_BRACKETS.sub(" ", text)), tuple(others), is_doubted, left)


def other_name(text: str, kind: str) -> Name:
    """One word after AKA is a given name, one word after nee a family name."""
    words = text.split()
    if len(words) == 1:
        return Name("", words[0]) if kind == "previous" else Name(words[0], "")
    return two_boxes(text)


def two_boxes(text: str) -> Name:
    """Given names and family name."""
    before, comma, after = (part.strip() for part in text.partition(","))
    words = [word for word in text.split() if word.casefold().strip(".") not in TITLES]
    if comma and before and after:
        return Name(after, before, "Family name before the comma.")
    if not words:
        return Name("", "", doubt="No name can be read here.")
    if "/" in text:
        return Name("", " ".join(words), doubt="It may be two names of one person, or two people. Say which.")
    if len(words) == 1:
        return Name(words[0], "", doubt="One word: say whether it is a given or a family name.")
    if capitals := _in_capitals(words):
        others = [word for word in words if word not in capitals]
        return Name(" ".join(others), " ".join(capitals), "Capitals are the family name.")
    return _by_order(words)


def _in_capitals(words: list[str]) -> list[str]:
    """Some words in capitals and some not; initials are no name in capitals."""
    capitals = [word for word in words if word.isupper() and len(word) > _TWO]
    return capitals if len(capitals) < len(words) else []


def _by_order(words: list[str]) -> Name:
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    rule = (
        "The last word is the family name." if cut == len(words) - 1 else "Family name with the small words before it."
    )
    return Name(" ".join(words[:cut]), " ".join(words[cut:]), rule)
