"""The catalogue: every label, hint, choice, message and gap by key. A second language is a second catalogue.

A sentence takes in nothing but dates, counts and the quoted label of its field.
"""

from meetings.forms.declaration import Field, Place
from meetings.forms.english.choices import CHOICES
from meetings.forms.english.gaps import GAPS
from meetings.forms.english.labels_person import PERSON
from meetings.forms.english.labels_referral import REFERRAL
from meetings.forms.english.labels_research import RESEARCH
from meetings.forms.english.labels_risk import RISK
from meetings.forms.english.messages import MESSAGES
from meetings.forms.english.pages import PAGES

CATALOGUE: dict[str, str] = {**PERSON, **REFERRAL, **RESEARCH, **RISK, **MESSAGES, **PAGES, **GAPS, **CHOICES}


def sentence(key: str, **counts: object) -> str:
    """A sentence by its key; a missing key is a mistake of ours and raises."""
    return CATALOGUE[key].format(**counts)


def label(place: Place) -> str:
    return CATALOGUE[_first_key(place, "") or f"{place.words[0]}.{place.part.name}"]


def has_label(place: Place) -> bool:
    return _first_key(place, "") is not None


def hint(place: Place) -> str:
    key = _first_key(place, ".hint")
    return CATALOGUE[key] if key else ""


def choice(place: Place, code: str) -> str:
    """A code in words. A code that an agency's system made up reads as it is written, without underscores."""
    key = _first_key(place, f".{code}") or f"choice.{code}"
    return CATALOGUE.get(key, code.replace("_", " "))


def message(rule: str, place: Place, *, most: int = 0, name: str = "") -> str:
    """The sentence of a rule for this field: its own where the catalogue has one, else the rule's."""
    key = _first_key(place, f".{rule}") or _key_of_kind(rule, place)
    return CATALOGUE[key].format(field=_quoted(place), most=f"{most:,}", name=name)


def page_missing(place: Place) -> str:
    """What a page says of an answer that cannot be left out."""
    return CATALOGUE[_key_of_kind("missing", place, "page")].format(field=_quoted(place))


def has_own_message(rule: str, place: Place) -> bool:
    """Has this field its own sentence for the rule?"""
    return _first_key(place, f".{rule}") is not None


def gap(place: Place) -> str:
    key = _first_key(place, ".gap") or "gap.unanswered"
    return CATALOGUE[key].format(field=_quoted(place))


def _quoted(place: Place) -> str:
    return label(place) if has_label(place) else place.part.name.replace("_", " ")


def _key_of_kind(rule: str, place: Place, group: str = "message") -> str:
    kind = place.part.kind.value if isinstance(place.part, Field) else "part"
    own = f"{group}.{rule}.{kind}"
    return own if own in CATALOGUE else f"{group}.{rule}"


def _first_key(place: Place, end: str) -> str | None:
    keys = (f"{group}.{place.part.name}{end}" if place.part.name else f"{group}{end}" for group in place.words)
    return next((key for key in keys if key in CATALOGUE), None)
