"""One value that a colleague knows of a person, checked by the declarations that every form is checked by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marac.errors import InvalidForm
from meetings.forms.check import Circumstances, Rules, check_document
from meetings.forms.declaration import Field, Group, Json, Kind
from meetings.forms.shapes import ADDRESS, ALIAS, PHONE

KNOWN = {
    "alias": Group("alias", ALIAS, ("alias",)),
    "born_on": Group("person", (Field("born_on", Kind.BORN_ON),), ("person",)),
    "phone": Group("phone", PHONE, ("phone",)),
    "address": Group("address", ADDRESS, ("address",)),
}
WHERE_THEY_LIVE = ("lines", "town", "postcode")


def read_known(kind: str, told: Mapping[str, Json], *, today: date) -> Any:
    """The value as it is kept. Raises InvalidForm."""
    checked = check_document(KNOWN[kind], Rules(), dict(told), by=Circumstances(today))
    if checked.document is None:
        # Of a line of an address the box of all lines is told.
        raise InvalidForm({path.partition(".")[0]: message for path, message in reversed(checked.messages.items())})
    messages = _missing(kind, checked.document, today)
    if messages:
        raise InvalidForm(messages)
    return checked.document["born_on"] if kind == "born_on" else checked.document


def _missing(kind: str, value: Mapping[str, Any], today: date) -> dict[str, str]:
    if kind == "alias" and not (value["given_names"] or value["family_name"]):
        return {"family_name": "Enter the family name, the given names, or both."}
    if kind == "phone" and not any(sign.isdigit() for sign in value["number"]):
        return {"number": "Enter a telephone number, like 07700 900142."}
    if kind == "address" and not any(value[part] for part in WHERE_THEY_LIVE):
        return {"lines": "Enter the address, or the town or postcode alone."}
    if kind == "address" and (value["to_on"] or "") > today.isoformat():
        return {"to_on": "Enter a date up to today, or leave it empty for a present address."}
    if kind == "born_on":
        return _birth_faults(value["born_on"], today)
    return {}


def _birth_faults(born_on: Mapping[str, Any], today: date) -> dict[str, str]:
    written = str(born_on["value"] or "")
    if born_on["precision"] == "unknown":
        return {"born_on": "Enter the date of birth, like 27 3 1985, or the year or age alone."}
    if born_on["precision"] != "estimated_age" and written > today.isoformat()[: len(written)]:
        return {"born_on": "Enter a date up to today."}
    return {}
