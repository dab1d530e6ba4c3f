"""Names of old sheets: surname first or last, other names after AKA, several people in one cell."""

import re
from dataclasses import dataclass

from meetings.people.variants import standings

_OTHER = re.compile(
    r"\s*[\[(]?\s*\b(a\.?\s?k\.?\s?a\b\.?|also known as|alias|known as|n[eé]e|formerly)"
    r"\s*:?\s+([^()\[\]]+?)\s*[\])]?\s*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[\[(]([^()\[\]]*)[\])]\s*")
_SEVERAL = re.compile(r"\s*(?:\n|;|\s\+\s|\s&\s|\band\b|(?:^|\s)\d[).]\s)\s*")
_BETWEEN_OTHERS = re.compile(r"\s*/\s*|\s*,\s*|\s+or\s+")
_INITIAL = re.compile(r"[A-Z]\.?")
_GENERATIONS = frozenset({"snr", "jnr", "senior", "junior", "sr", "jr"})
_TWO = 2
# What is longer is no name, and looking for one in it would take long.
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name beside the first; which box it belongs in is the tables' answer or not known."""

    given: str
    family: str
    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class ReadName:
    """A person's name as read."""

    given: str
    family: str
    others: tuple[OtherName, ...] = ()
    note: str = ""
    """A key of the report's words where the reading needs one: turned_round one_word initials lost_letter bracket."""
    is_doubtful: bool = False

    @property
    def shown(self) -> str:
        names = [f"{self.given} {self.family}".strip()]
        names += [f"also {each.given} {each.family}".replace("  ", " ").strip() for each in self.others]
        return ", ".join(names)


def several(cell: str) -> list[str]:
    """The people of one cell, each as written."""
    return [part.strip() for part in _SEVERAL.split(cell.strip()) if part.strip(" ,")]


def read_name(written: str) -> ReadName:
    """One person. Letters that were lost on the way (`Wi?niewski`) are left out and the spelling is doubted."""
    text = " ".join(written.split())
    if len(text) > _LONGEST_NAME:
        return ReadName("", text, note="one_word", is_doubtful=True)
    main, others = _without_others(text)
    main, bracket = _without_brackets(main)
    given, family, note = _in_order(main.replace("?", ""))
    is_lost = "?" in main or any("?" in each.written for each in others)
    note = "lost_letter" if is_lost else "bracket" if bracket else note
    return ReadName(given, family, others, note, is_doubtful=is_lost or note in {"one_word", "initials"})


def _without_others(text: str) -> tuple[str, tuple[OtherName, ...]]:
    found = _OTHER.search(text)
    if not found:
        return text, ()
    kind = "birth" if found[1].lower().startswith("n") else "alias"
    names = [part.strip() for part in _BETWEEN_OTHERS.split(found[2]) if part.strip()]
    return text[: found.start()].strip(), tuple(_other(name, kind) for name in names)


def _other(written: str, kind: str) -> OtherName:
    words = written.replace("?", "").split()
    if len(words) >= _TWO:
        given, family, _ = _in_order(" ".join(words))
        return OtherName(given, family, kind, written)
    word = words[0] if words else ""
    is_given = kind != "birth" and (word.lower() in standings() or "-" in word)
    return OtherName(word if is_given else "", "" if is_given else word, kind, written)


def _without_brackets(text: str) -> tuple[str, str]:
    """`Keith Brannigan (Snr)`: what is no name is left out and told."""
    found = _BRACKETS.search(text)
    return (" ".join(_BRACKETS.sub(" ", text).split()), found[1]) if found else (text, "")


def _in_order(text: str) -> tuple[str, str, str]:
    """Given names, surname, and what was done: a comma or one word in capitals tells which is which."""
    if "," in text:
        family, _, given = text.partition(",")
        return given.strip(), _cased(family.strip()), "turned_round"
    words = [word for word in text.split() if word.lower().strip(".") not in _GENERATIONS]
    if len(words) < _TWO:
        return " ".join(words), "", "one_word"
    if all(_INITIAL.fullmatch(word) for word in words[:-1]):
        return " ".join(words[:-1]), _cased(words[-1]), "initials"
    capitals = [_is_capitals(word) for word in words]
    if capitals[0] and not all(capitals):
        n = capitals.index(False)
        return " ".join(words[n:]), _cased(" ".join(words[:n])), "turned_round"
    if any(capitals) and not all(capitals):
        n = capitals.index(True)
        return " ".join(words[:n]), _cased(" ".join(words[n:])), ""
    return " ".join(words[:-1]), words[-1], ""


def _is_capitals(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) >= _TWO and all(letter.isupper() for letter in letters)


def _cased(word: str) -> str:
    """A surname in capitals as a document would write it."""
    return word if not word.isupper() else "-".join(part.capitalize() for part in word.split("-"))
