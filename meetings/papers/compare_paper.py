"""Two records side by side, value by value, with who said each and when. Nothing is chosen away.

Addresses, schools and whole numbers are put in only for a reader who said why they are needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.forms.summary import birth_in_words
from meetings.papers.person_from_card import tidy_name
from meetings.papers.value_words import full_name, last_figures, phone_words, whole_address

Json = Mapping[str, Any]
NOT_OPENED = "Shut, opens for a reason"
DIFFERS, ALIKE, IN_PART = "differs", "the same", "in part the same"
ONE_SIDE, NEITHER = "one side only", "not known"

# Label of a row, and the comparison of the model that speaks about it.
ROWS = {
    "given_names": ("Given names", "forename"),
    "family_name": ("Family name", "surname"),
    "alias": ("Also known as", ""),
    "born_on": ("Born", "born"),
    "sex": ("Sex", "sex"),
    "phone": ("Telephone", "phone"),
    "address": ("Lives", "address"),
    "school": ("School", ""),
    "identifiers": ("Numbers", ""),
    "company": ("Also in that case", ""),
}
KEPT_SHUT = ("address", "school")


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Record:
    """What one document, or a return about it, says of a person."""

    source: Source
    values: tuple[tuple[str, str], ...]  # kind and words


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a side, with everybody who said it."""

    words: str
    sources: tuple[Source, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One kind of value on both sides, and in one word how they compare."""

    label: str
    ours: tuple[Told, ...]
    theirs: tuple[Told, ...]
    outcome: str
    is_shut: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: where it stands, what was said."""

    role: str
    case_ref: str
    case_number: str
    records: tuple[Record, ...] = field(repr=False)

    @property
    def source(self) -> Source:
        return self.records[0].source

    def told(self, kind: str) -> dict[str, tuple[Source, ...]]:
        """Each value of this kind, as first written, with its sources."""
        found: dict[str, list[Source]] = {}
        first: dict[str, str] = {}
        for record in self.records:
            for each, words in record.values:
                if each == kind and words:
                    key = first.setdefault(words.casefold(), words)
                    sources = found.setdefault(key, [])
                    sources += [record.source] if record.source not in sources else []
        return {words: tuple(sources) for words, sources in found.items()}


def compare_rows(
    ours: Side, theirs: Side, levels: Mapping[str, str], *, shows_addresses: bool
) -> tuple[CompareRow, ...]:
    """Every kind that somebody said something of; `levels` are the words of the comparison as it was shown."""
    rows = (_row(kind, ours.told(kind), theirs.told(kind), levels, shows_addresses) for kind in ROWS)
    return tuple(row for row in rows if row.ours or row.theirs)


def _row(
    kind: str,
    ours: Mapping[str, tuple[Source, ...]],
    theirs: Mapping[str, tuple[Source, ...]],
    levels: Mapping[str, str],
    shows_addresses: bool,
) -> CompareRow:
    label, comparison = ROWS[kind]
    shared = {words.casefold() for words in ours} & {words.casefold() for words in theirs}
    said = levels.get(comparison) or _outcome(ours, theirs, shared)
    outcome = said[:1].upper() + said[1:]
    if kind in KEPT_SHUT and not shows_addresses:
        return CompareRow(label, _shut(ours), _shut(theirs), outcome, is_shut=True)
    marks = bool(ours and theirs)
    return CompareRow(label, _sides(ours, shared, marks), _sides(theirs, shared, marks), outcome)


def _outcome(ours: Iterable[str], theirs: Iterable[str], shared: set[str]) -> str:
    if shared:
        return ALIKE if {words.casefold() for words in (*ours, *theirs)} == shared else IN_PART
    if ours and theirs:
        return DIFFERS
    return ONE_SIDE if ours or theirs else NEITHER


def _sides(values: Mapping[str, tuple[Source, ...]], shared: set[str], marks: bool) -> tuple[Told, ...]:
    return tuple(
        Told(words, sources, differs=marks and words.casefold() not in shared) for words, sources in values.items()
    )


def _shut(values: Mapping[str, tuple[Source, ...]]) -> tuple[Told, ...]:
    """That there is something, and from whom; not what, and not how much."""
    sources = tuple(dict.fromkeys(source for each in values.values() for source in each))
    return (Told(NOT_OPENED, sources),) if values else ()


def card_values(card: Json) -> tuple[tuple[str, str], ...]:
    """What a referral says of a person."""
    found = [
        ("given_names", tidy_name(card.get("given_names") or "")),
        ("family_name", tidy_name(card.get("family_name") or "")),
        *(("alias", full_name(dict(alias), none="")) for alias in card.get("aliases") or ()),
        ("born_on", _born(card.get("born_on"))),
        ("sex", _sex(card.get("sex_recorded"))),
        *(("phone", phone_words(phone["number"])) for phone in card.get("phones") or ()),
        *(("address", whole_address(dict(address))) for address in card.get("addresses") or ()),
        ("school", card.get("school") or ""),
        *_identifiers(card.get("identifiers") or {}),
    ]
    return tuple((kind, words) for kind, words in found if words)


def value_values(kind: str, value: Any) -> tuple[tuple[str, str], ...]:
    """What a return, or a colleague, adds."""
    if kind == "name":
        parts = ("given_names", "family_name")
        return tuple((part, tidy_name(value[part])) for part in parts if value.get(part))
    if kind == "alias":
        return (("alias", full_name(value, none="")),)
    if kind == "born_on":
        return (("born_on", _born(value)),)
    if kind == "address":
        return (("address", whole_address(value)),)
    if kind == "phone":
        return (("phone", phone_words(value.get("number", "") if isinstance(value, dict) else str(value))),)
    return tuple(_identifiers(value)) if kind == "identifiers" else ()


def _born(born: Any) -> str:
    return birth_in_words(born) if born and born.get("value") else ""


def _sex(sex: str | None) -> str:
    return sex.replace("_", " ").capitalize() if sex and sex != "not_known" else ""


def _identifiers(held: Json) -> list[tuple[str, str]]:
    return [
        ("identifiers", f"{name.replace('_', ' ').upper()} ends {last_figures(str(number))}")
        for name, number in sorted(held.items())
        if number
    ]


def reasons_of(steps: Sequence[tuple[str, float]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for one person and what against, in words, the largest first."""
    ordered = sorted(steps, key=lambda step: -abs(step[1]))
    return (
        tuple(words for words, bits in ordered if bits > 0),
        tuple(words for words, bits in ordered if bits < 0),
    )


def bits_in_words(bits: float) -> str:
    """`+9.6`, `−13.0`: with a sign that is read as one."""
    return f"{bits:+.1f}".replace("-", "−")
