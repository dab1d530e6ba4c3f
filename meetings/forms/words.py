"""The catalogue: every label, hint, choice, message and gap by key. A second language is a second catalogue.

A sentence takes in nothing but dates, counts and the quoted label of its field. The words of each form on a case stand
in a file of its own under `english/each`, found by listing that folder.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules

from meetings.forms.declaration import Field, Place
from meetings.forms.english import each
from meetings.forms.english.choices import CHOICES
from meetings.forms.english.gaps import GAPS
from meetings.forms.english.labels_person import PERSON
from meetings.forms.english.labels_referral import REFERRAL
from meetings.forms.english.labels_research import RESEARCH
from meetings.forms.english.labels_risk import RISK
from meetings.forms.english.messages import MESSAGES
from meetings.forms.english.pages import PAGES

SHARED: dict[str, str] = {**PERSON, **REFERRAL, **RESEARCH, **RISK, **MESSAGES, **PAGES, **GAPS, **CHOICES}


def words_of_each() -> dict[str, Mapping[str, str]]:
    """The words of each form by the name of its file."""
    named = sorted(module.name for module in iter_modules(each.__path__))
    return {name: import_module(f"{each.__name__}.{name}").WORDS for name in named}


def put_together(shared: Mapping[str, str], more: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """One catalogue. Two files that say the same key are a mistake of ours and raise."""
    whole = dict(shared)
    for own in more:
        twice = whole.keys() & own.keys()
        if twice:
            raise ValueError(f"said twice in the catalogue: {', '.join(sorted(twice))}")
        whole |= own
    return whole


CATALOGUE: dict[str, str] = put_together(SHARED, words_of_each().values())


def sentence(key: str, **counts: object) -> str:
    """A sentence by its key; a missing key is a mistake of ours and raises."""
    return CATALOGUE[key].format(**counts)


def of_form(form_id: str, kind: str, name: str) -> str:
    """The words of a page, section, group, row or whether: the form's own first, then those that forms share."""
    own = f"{kind}.{form_id}.{name}"
    return CATALOGUE[own if own in CATALOGUE else f"{kind}.{name}"]


def title(form_id: str) -> str:
    """What a form is called."""
    return CATALOGUE[f"form.{form_id}"]


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
