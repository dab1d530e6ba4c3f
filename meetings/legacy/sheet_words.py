"""Words that old sheets use: for nothing, for not known, for yes and no, and the headings of their columns."""

import re
from enum import StrEnum

NOTHING = frozenset({"", "?", "n/k", "nk", "n.k.", "not known", "unknown", "u/k", "tbc", "??", "n/a", "not recorded"})
NOBODY = frozenset({"none", "0", "-", "no", "nil", "no children"})
YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})
_SIGNS = re.compile(r"[^a-z0-9]+")


class Column(StrEnum):
    """What a column of a log holds."""

    REF = "ref"
    MEETING = "meeting"
    REFERRED = "referred"
    AGENCY = "agency"
    VICTIM = "victim"
    VICTIM_BORN = "victim_born"
    ADDRESS = "address"
    PERPETRATORS = "perpetrators"
    PERPETRATORS_BORN = "perpetrators_born"
    RELATION = "relation"
    CHILDREN = "children"
    REPEAT = "repeat"
    AWARE = "aware"
    IDVA = "idva"
    ACTIONS = "actions"
    COORDINATOR = "coordinator"
    NOTES = "notes"


_HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.REF: ("ref", "ref no", "reference", "marac ref", "case no", "case number", "number", "id", "marac number"),
    Column.MEETING: ("marac date", "meeting date", "date of marac", "date of meeting", "marac", "meeting", "heard"),
    Column.REFERRED: (
        "date ref rec d", "date ref recd", "date received", "date referred", "referral date", "date of referral",
        "date referral received", "referred", "received",
    ),
    Column.AGENCY: ("ref agency", "referring agency", "agency", "referred by", "source", "referrer"),
    Column.VICTIM: ("victim", "victim name", "name of victim", "client", "client name", "vic"),
    Column.VICTIM_BORN: ("v dob", "victim dob", "vic dob", "victim date of birth", "client dob", "dob"),
    Column.ADDRESS: ("address", "victim address", "v address", "address of victim"),
    Column.PERPETRATORS: (
        "perp s", "perp", "perps", "perpetrator", "perpetrators", "perpetrator s", "perpetrator name", "perp name",
        "alleged perpetrator",
    ),
    Column.PERPETRATORS_BORN: ("perp dob", "perp s dob", "perpetrator dob", "perpetrator date of birth", "p dob"),
    Column.RELATION: ("rel", "relationship", "relation", "relationship to victim"),
    Column.CHILDREN: ("children names dob", "children", "child", "children names", "children s names", "kids"),
    Column.REPEAT: ("r y n", "repeat", "repeat y n", "r", "repeat case"),
    Column.AWARE: ("vic aware", "victim aware", "aware", "consent"),
    Column.IDVA: ("idva", "idva name", "idva worker"),
    Column.ACTIONS: ("actions", "action", "outcome"),
    Column.COORDINATOR: ("co ord", "coord", "co ordinator", "coordinator", "coordinator initials"),
    Column.NOTES: ("notes", "note", "comments", "comment", "remarks"),
}  # fmt: skip
_KNOWN = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
NEEDED = frozenset({Column.VICTIM, Column.PERPETRATORS})

_RELATIONS = {
    "partner": "partner", "ex partner": "ex_partner", "husband": "husband", "ex husband": "ex_husband", "wife": "wife",
    "ex wife": "ex_wife", "son": "son", "daughter": "daughter", "step son": "step_son", "father": "father",
    "step daughter": "step_daughter", "mother": "mother", "brother": "brother", "sister": "sister", "friend": "friend",
    "neighbour": "neighbour", "carer": "carer", "grandson": "grandson", "granddaughter": "granddaughter",
}  # fmt: skip


def plain_words(text: str) -> str:
    return _SIGNS.sub(" ", text.lower()).strip()


def heading_of(text: object) -> Column | None:
    """The column that a heading means; none where it is not in the list."""
    return _KNOWN.get(plain_words(text)) if isinstance(text, str) else None


def is_nothing(text: str) -> bool:
    """What stands there says that nothing is known."""
    return text.strip().lower() in NOTHING


def is_nobody(text: str) -> bool:
    """What stands there says that there is nobody."""
    return text.strip().lower() in NOBODY


def yes_or_no(text: str) -> str | None:
    word = text.strip().lower()
    return "yes" if word in YES else "no" if word in NO else None


def relation_in(text: str) -> str | None:
    return _RELATIONS.get(plain_words(text))
