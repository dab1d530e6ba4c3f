"""Ways to reach a person and where they live or lived, each with who said it and when. Nothing is chosen away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marac.dates import show_date
from meetings.papers.safe_contact import number_words
from meetings.papers.value_words import STATE_WORDS, whole_address
from meetings.rules.redaction import is_held_by_coordinator

Json = Mapping[str, Any]
KINDS = ("phone", "email", "address")
LABELS = {"phone": "Telephone", "email": "E-mail", "address": "Address"}
SORTS = {"temporary": "temporary", "refuge": "refuge", "work": "work", "other": "other"}
DO_NOT_WRITE = "Do not write"
AS_SAID_ABOVE = "Write only as said above"
OLDER = "older than what is said above"
# A confidential address never stands beside what is said of the same person as a perpetrator.
ELSEWHERE = "An address that is kept back here. It stands with the case in which the person is not a perpetrator."


@dataclass(frozen=True, slots=True)
class Reach:
    """One number or address, as one source says it."""

    kind: str
    words: str
    beside: tuple[str, ...]  # what goes with it: since when, kept from whom, whether to write
    said_by: str
    said_on: date
    case_ref: str
    state: str = ""  # Proposed, Accepted, Not accepted; nothing for what the referral itself says
    value_id: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Said:
    """Who says what follows, in which case, and what is known of the reader's way there."""

    by: str
    on: date
    case_ref: str
    may_write: bool
    keeps_held_back: bool
    is_older: bool  # than the last word on how contact is safe
    state: str = ""
    value_id: str = ""

    def reach(self, kind: str, words: str, *beside: str) -> Reach:
        told = tuple(each for each in (*beside, OLDER if self.is_older else "") if each)
        return Reach(kind, words, told, self.by, self.on, self.case_ref, STATE_WORDS.get(self.state, ""), self.value_id)


def reaches_of_card(card: Json, said: Said) -> Iterator[Reach]:
    """What a referral says."""
    for phone in card.get("phones") or ():
        yield reach_of("phone", phone, said)
    for email in card.get("emails") or ():
        yield reach_of("email", email, said)
    for address in card.get("addresses") or ():
        yield reach_of("address", address, said)


def reach_of(kind: str, value: Any, said: Said) -> Reach:
    """One value of these kinds."""
    if kind == "phone":
        return said.reach(kind, number_words(value["number"], value["safe_to_call"], value.get("note") or ""))
    if kind == "email":
        return said.reach(kind, str(value), DO_NOT_WRITE if not said.may_write else AS_SAID_ABOVE)
    if is_held_by_coordinator(value) and said.keeps_held_back:
        return said.reach(kind, ELSEWHERE, DO_NOT_WRITE)
    return said.reach(kind, whole_address(dict(value)), *_about(value, said))


def _about(address: Json, said: Said) -> Iterator[str]:
    yield SORTS.get(str(address.get("kind")), "")
    yield _span(address)
    if address.get("confidential"):
        yield "to be kept from the perpetrator"
    yield AS_SAID_ABOVE if said.may_write and not address.get("to_on") else DO_NOT_WRITE


def _span(address: Json) -> str:
    since, until = (_day(address.get(name)) for name in ("from_on", "to_on"))
    if until:
        return f"{since} to {until}" if since else f"until {until}"
    return f"since {since}" if since else ""


def _day(written: Any) -> str:
    return show_date(date.fromisoformat(written)) if written else ""


def in_turn(reaches: Sequence[Reach]) -> tuple[Reach, ...]:
    """Numbers before addresses, the newest word first."""
    return tuple(sorted(reaches, key=lambda each: (KINDS.index(each.kind), -each.said_on.toordinal())))
