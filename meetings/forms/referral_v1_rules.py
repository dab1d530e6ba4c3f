"""Rules of the Marac referral that no single field can tell: what refuses it, and what is a gap.

Refused are impossible dates, a referral without a route, and one dated more than a day after receipt.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from meetings.forms import words
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Json, Kind, Need, Place
from meetings.forms.findings import Found, Gap, Rule, inside, is_blank, rows_of
from meetings.forms.kinds import read_day
from meetings.forms.referral_v1_parts import REFERRAL_PARTS
from meetings.forms.referral_v1_risk import gaps_of_checklist, gaps_of_sharing

ROUTES = ("professional_judgement", "visible_high_risk", "escalation", "repeat", "transfer")
DAYS_AFTER_RECEIPT = 1
OLD_AFTER_DAYS = 31
ADULT = 18

# A postcode in running text: outward and inward code (Royal Mail, format of postcodes).
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_TEXTS = ("reason", "afraid_of", "safe_to_talk_to", "not_safe_to_talk_to", "routes.professional_judgement.reason")


def _day(document: Json, path: str) -> date | None:
    written = inside(document, path)
    return read_day(written) if isinstance(written, str) else None


def people(document: Json) -> Iterator[tuple[str, Json]]:
    """Everyone in a referral with the path to them: victim, perpetrators, children."""
    yield "victim", inside(document, "victim")
    yield from rows_of(document, "perpetrators")
    yield from rows_of(document, "children")


def _refuse_impossible(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    referred_on = _day(document, "referred_on")
    if referred_on and referred_on > by.received_on + timedelta(days=DAYS_AFTER_RECEIPT):
        found.refuse(_place("referred_on"), Rule.AHEAD_OF_RECEIPT)
    for path, person in people(document):
        if _born_after(person, by.received_on):
            found.refuse(Place(f"{path}.born_on", Field("born_on", Kind.BORN_ON), ("person",)), Rule.BIRTH_AHEAD)


def _born_after(person: Json, day: date) -> bool:
    """ISO dates compare as text, also where only a year or a month is known."""
    precision, written = inside(person, "born_on.precision"), inside(person, "born_on.value")
    if precision not in ("exact", "month", "year") or not isinstance(written, str):
        return False
    return written > day.isoformat()[: len(written)]


def _refuse_without_route(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    if not any(inside(document, f"routes.{route}.applies") is True for route in ROUTES):
        found.refuse(_place("routes"), Rule.NO_ROUTE)


def _refuse_stranger(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    if by.agencies is not None and document["referring_agency"] not in by.agencies:
        found.refuse(_place("referring_agency"), Rule.UNKNOWN_AGENCY)


def _place(name: str) -> Place:
    part = next(part for part in REFERRAL_PARTS if part.name == name)
    return Place(name, part, ("referral",))


def _gap(path: str, key: str, need: Need = Need.MUST, *, answered: str = "") -> Gap:
    return Gap(path, words.sentence(f"gap.{key}"), need, answered=answered)


def _gaps_of_head(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if is_blank(document.get("telephone")) and is_blank(document.get("email")):
        yield _gap("telephone", "no_contact")
    referred_on = _day(document, "referred_on") or by.received_on
    if referred_on < by.received_on - timedelta(days=OLD_AFTER_DAYS):
        yield _gap("referred_on", "old_referral", Need.MAY)
    incident_on = _day(document, "incident_on")
    if incident_on and incident_on > referred_on:
        yield _gap("incident_on", "incident_after_referral", Need.MAY)
    if inside(document, "routes.repeat.applies") is True and not _names_earlier(document):
        yield _gap("routes.repeat.previous_on", "repeat_without_date", Need.MAY)


def _gaps_of_numbers(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    for path, person in people(document):
        number = inside(person, "identifiers.nhs_number")
        if isinstance(number, str) and not is_nhs_number(number):
            yield _gap(f"{path}.identifiers.nhs_number", "nhs_number", Need.MAY)


def is_nhs_number(number: str) -> bool:
    """Does the last figure fit the first nine (NHS Data Dictionary, check digit modulus 11)?"""
    weighed = sum(int(figure) * weight for figure, weight in zip(number, range(10, 1, -1), strict=False))
    return (-weighed) % 11 == int(number[-1])


def _names_earlier(document: Json) -> bool:
    held = (inside(document, f"routes.repeat.{name}") for name in ("previous_on", "previous_case_number"))
    return any(not is_blank(value) for value in held)


def _gaps_of_people(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    for path, person in people(document):
        is_unborn = not is_blank(inside(person, "due_on"))
        if is_blank(inside(person, "family_name")) and is_blank(inside(person, "given_names")) and not is_unborn:
            yield _gap(f"{path}.family_name", "name_not_known")
    victim = document.get("victim")
    if not any(_says_where(row) for _, row in rows_of(victim, "addresses")):
        yield _gap("victim.addresses", "no_address", Need.MAY)
    if is_blank(inside(victim, "phones")):
        yield _gap("victim.phones", "no_phone")
    for path, perpetrator in rows_of(document, "perpetrators"):
        if _is_under_age(perpetrator, _day(document, "referred_on")):
            yield _gap(path, "perpetrator_young", Need.MAY)


def _says_where(address: Json) -> bool:
    held = [inside(address, name) for name in ("lines", "town", "postcode")]
    return inside(address, "confidential") is True or any(not is_blank(value) for value in held)


def _is_under_age(person: Json, on: date | None) -> bool:
    precision, written = inside(person, "born_on.precision"), inside(person, "born_on.value")
    if not isinstance(written, str) or on is None:
        return False
    if precision == "estimated_age":
        return int(written) < ADULT
    return precision == "exact" and written > on.replace(year=on.year - ADULT, day=min(on.day, 28)).isoformat()


def _gaps_of_children(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    number_of_perpetrators = len(list(rows_of(document, "perpetrators")))
    for path, child in rows_of(document, "children"):
        named = [inside(row, "perpetrator") for _, row in rows_of(child, "relationships_to_perpetrators")]
        if any(not isinstance(n, int) or n >= number_of_perpetrators for n in named):
            yield _gap(f"{path}.relationships_to_perpetrators", "relation_dangling")
        if set(range(number_of_perpetrators)) - set(named):
            yield _gap(f"{path}.relationships_to_perpetrators", "relation_missing")
        if inside(child, "born_on.precision") == "unknown" and is_blank(inside(child, "due_on")):
            yield _gap(f"{path}.due_on", "unborn_not_due", Need.MAY)


def _gaps_of_text(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    """A confidential place typed into the wrong box would travel further than its field lets it."""
    if not any(inside(row, "confidential") is True for _, row in rows_of(document, "victim.addresses")):
        return
    for path in _TEXTS:
        text = inside(document, path)
        if isinstance(text, str) and _POSTCODE.search(text):
            yield _gap(path, "postcode_in_text", Need.MAY)


RULES = Rules(
    refuse=(_refuse_impossible, _refuse_without_route, _refuse_stranger),
    gaps=(
        _gaps_of_head,
        _gaps_of_people,
        _gaps_of_numbers,
        _gaps_of_children,
        gaps_of_checklist,
        gaps_of_sharing,
        _gaps_of_text,
    ),
)
