"""The people of a row as cards: victim, perpetrators and children, with what was read of each cell."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.legacy.sheet_dates import Note, Order, ReadDate, read_date
from meetings.legacy.sheet_names import ReadName, read_name, several
from meetings.legacy.sheet_words import is_nobody, is_nothing
from meetings.people.postcode import postcode_in, without_postcode

Json = dict[str, Any]
_DATE = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
_CHILD_BORN = re.compile(rf"^(.*?)[\s,(]*(?:\b(?:dob|born|b)\b[\s.:]*)?({_DATE})\s*\)?$", re.IGNORECASE)
_CHILD_AGED = re.compile(
    r"^(.*?)[\s,(]*(?:aged?\s*)?\b(\d{1,2})\s*(?:(y)(?:(?:ea)?rs?)?\.?(?:\s*old|/?o)?|m(?:on)?ths?(?:\s*old)?)\s*\)?$",
    re.IGNORECASE,
)
_BETWEEN_CHILDREN = re.compile(r"\s*(?:;|\n|\s&\s|\s/\s|\s\+\s|,\s+(?=[^\W\d])|\band\b)\s*")
_BETWEEN_BIRTHS = re.compile(r"\s*(?:\n|;|\s/\s|\s&\s|,\s|\s\+\s|\band\b)\s*")
NO_ADDRESS = frozenset({"see file", "refuge", "nfa", "confidential", "withheld", "no fixed abode", "-"})
OLDEST, YOUNGEST_ADULT, OLDEST_CHILD = 105, 10, 25
# What is longer is no child with a birth date, and looking for both in it would take long.
LONGEST_CHILD = 300
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a cell as read: what it came to, and a key of the report's words for how or why not."""

    shown: str
    why: str = ""
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A value with the pieces that the report lists."""

    value: Any
    pieces: tuple[Piece, ...] = ()


def years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def read_adult_birth(cell: object, order: Order, written_on: date) -> tuple[Json, Piece]:
    earliest, latest = years_before(written_on, OLDEST), years_before(written_on, YOUNGEST_ADULT)
    return _birth(read_date(cell, order, earliest=earliest, latest=latest))


def _birth(read: ReadDate) -> tuple[Json, Piece]:
    if read.on:
        shown = read.on.strftime("%d/%m/%Y")
        return {"value": read.on.isoformat(), "precision": "exact"}, Piece(shown, _told(read))
    if read.month:
        month = "{:04}-{:02}".format(*read.month)
        return {"value": month, "precision": "month"}, Piece(month, read.note.value)
    is_left = read.note is not Note.NOT_SAID
    return {"value": None, "precision": "unknown"}, Piece("", read.note.value, is_left)


def _told(read: ReadDate) -> str:
    return "" if read.note is Note.PLAIN else read.note.value


def read_perpetrators(names: str, births: object, order: Order, written_on: date) -> tuple[Read, Read]:
    """Each with a birth date where there are as many dates as people; else no date is anybody's."""
    people = [read_name(part) for part in several(names)]
    parts = births_of(births)
    if len(people) == 1:
        told = [read_adult_birth(births if len(parts) < _FEWEST_PARTS else "", order, written_on)]
        if len(parts) >= _FEWEST_PARTS:
            told = [(told[0][0], Piece("", "other_number", is_left=True))]
    elif len(parts) == len(people):
        told = [read_adult_birth(part, order, written_on) for part in parts]
    else:
        why = Note.NOT_SAID.value if not parts else "other_number"
        told = [({"value": None, "precision": "unknown"}, Piece("", why, is_left=bool(parts))) for _ in people]
    cards = [card_of(name, born=born) for name, (born, _) in zip(people, told, strict=True)]
    return Read(cards, tuple(name_piece(name) for name in people)), Read(None, tuple(piece for _, piece in told))


def births_of(cell: object) -> list[object]:
    """The dates of one cell, as written; a `?` among others keeps its place."""
    if isinstance(cell, dict):
        return [cell]
    text = str(cell or "").strip()
    return [part.strip() for part in _BETWEEN_BIRTHS.split(text) if part.strip()]


def read_children(cell: str, order: Order, written_on: date) -> Read:
    """`Evie (28/03/18)`, `Freya 15yrs`, `Nevaeh dob 10/2/2008`: a surname that is not written is not added."""
    text = cell.strip()
    if is_nobody(text):
        return Read([], (Piece("", "nobody"),))
    if is_nothing(text):
        return Read([], (Piece("", Note.NOT_SAID.value),))
    read = [_child(part.strip(), order, written_on) for part in _BETWEEN_CHILDREN.split(text) if part.strip(" ,")]
    return Read([card for card, _ in read if card], tuple(piece for _, piece in read))


def _child(written: str, order: Order, written_on: date) -> tuple[Json | None, Piece]:
    name, born, piece = _child_parts(written, order, written_on)
    read = read_name(name.strip(" ,("))
    if not any(letter.isalpha() for letter in read.given + read.family) or name[:1].isdigit():
        return None, Piece("", "no_name", is_left=True)
    card = card_of(read, born=born)
    card |= {"relationship_to_victim": "not_known", "school": None, "due_on": None, "lives_with": "not_known"}
    card |= {"relationships_to_perpetrators": []}
    shown = f"{read.shown} {piece.shown}".strip()
    return card, Piece(shown, piece.why or ("" if read.note == "one_word" else read.note), piece.is_left)


def _child_parts(written: str, order: Order, written_on: date) -> tuple[str, Json, Piece]:
    if len(written) > LONGEST_CHILD:
        return written, {"value": None, "precision": "unknown"}, Piece("", "")
    if found := _CHILD_BORN.match(written):
        read = read_date(found[2], order, earliest=years_before(written_on, OLDEST_CHILD), latest=written_on)
        return found[1], *_birth(read)
    if found := _CHILD_AGED.match(written):
        age = int(found[2]) if found[3] else int(found[2]) // 12
        return found[1], {"value": str(age), "precision": "estimated_age"}, Piece(f"aged {age}", "age")
    return written, {"value": None, "precision": "unknown"}, Piece("", "")


def read_address(cell: str) -> Read:
    text = " ".join(cell.split())
    if is_nothing(text):
        return Read([], (Piece("", Note.NOT_SAID.value),))
    if text.lower() in NO_ADDRESS:
        return Read([], (Piece("", "no_address", is_left=True),))
    postcode = postcode_in(text)
    parts = [part.strip() for part in without_postcode(text).split(",") if part.strip()]
    lines, town = (parts[:-1], parts[-1]) if len(parts) >= _FEWEST_PARTS else (parts, None)
    shown_postcode = f"{postcode.outcode} {postcode.whole.removeprefix(postcode.outcode)}" if postcode.whole else None
    # Whether it may be shown is not written in a log, so it may not.
    place = {
        "lines": lines, "town": town, "postcode": shown_postcode, "from_on": None, "to_on": None,
        "confidential": True, "kind": "home",
    }  # fmt: skip
    return Read([place], (Piece(", ".join([*parts, *([shown_postcode] if shown_postcode else [])])),))


def name_piece(name: ReadName) -> Piece:
    return Piece(name.shown, name.note or ("other_name" if name.others else ""))


def card_of(name: ReadName, *, born: Json, addresses: list[Json] | None = None) -> Json:
    """A person as every document writes one; what a log does not say is not known."""
    aliases = [
        {"given_names": each.given or None, "family_name": each.family or None, "kind": each.kind, "note": None}
        for each in name.others
    ]
    return {
        "given_names": name.given,
        "family_name": name.family,
        "aliases": aliases,
        "spelling_doubt": name.is_doubtful,
        "born_on": born,
        "gender": None,
        "sex_recorded": "not_known",
        "addresses": addresses or [],
        "phones": [],
        "emails": [],
        "identifiers": {},
    }
