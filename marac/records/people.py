"""A row of a spreadsheet as a person: what its cells say, as written, for the same matching as referrals have."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from meetings.people.person import Born, Name, Person, Place

COLUMNS = (
    "record_id", "first_name", "middle_names", "last_name", "aliases", "dob", "sex", "address", "town", "postcode",
    "phone", "role", "case_id", "case_date", "agency",
)  # fmt: skip
IDENTIFIERS = ("nhs_number", "pnc", "cro", "crn", "prison_number", "ssn")
KINDS = {"nhs_number": "nhs", "prison_number": "prison"}
READ = (*COLUMNS, *IDENTIFIERS)
NOT_KNOWN = re.compile(r"^(n\s*/?\s*[ka]|none|null|nil|unknown|not known|[-?.]+|x+|0+)$", re.IGNORECASE)
ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
BRITISH = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?:[T ].*)?$")
IN_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -](\d{4})$", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Days counted by spreadsheet programs; five digits are 1927 to 2173, which no year is.
SERIAL = re.compile(r"^([1-5]\d{4})(?:\.0+)?$")
DAY_NOUGHT = date(1899, 12, 30)


def person_from_row(row: Mapping[str, str]) -> Person:
    """Pure. What cannot be read is left out; `is_birth_read` tells of a date that is none."""
    born = born_from(row.get("dob", ""))
    return Person(
        names=_names(row),
        born=(born,) if born else (),
        places=_places(row),
        phones=(row["phone"],) if row.get("phone") else (),
        identifiers=tuple((KINDS.get(name, name), row[name]) for name in IDENTIFIERS if row.get(name)),
        sex=_sex(row.get("sex", "")),
    )


def is_birth_read(row: Mapping[str, str]) -> bool:
    """False for 31 February and for words: the row is matched without its date, and its sender should know."""
    text = row.get("dob", "")
    return not text or bool(NOT_KNOWN.match(text)) or _is_date(born_from(text))


def _is_date(born: Born | None) -> bool:
    if born is None:
        return False
    try:
        date(born.year, born.month or 1, born.day or 1)
    except ValueError:
        return False
    return True


def born_from(text: str) -> Born | None:
    """ISO first; the British and the spreadsheet's own ways are read too. Day before month, as in this country."""
    text = text.strip()
    if found := ISO.match(text) or COMPACT.match(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        return Born(year=year or 0, month=month, day=day)
    if found := BRITISH.match(text):
        return Born(year=int(found[3]), month=int(found[2]), day=int(found[1]))
    if (found := IN_WORDS.match(text)) and found[2].lower() in MONTHS:
        return Born(year=int(found[3]), month=MONTHS.index(found[2].lower()) + 1, day=int(found[1]))
    if found := SERIAL.match(text):
        on = DAY_NOUGHT + timedelta(days=int(found[1]))
        return Born(year=on.year, month=on.month, day=on.day)
    return None


def _names(row: Mapping[str, str]) -> tuple[Name, ...]:
    given = f"{row.get('first_name', '')} {row.get('middle_names', '')}".strip()
    main = Name(given, row.get("last_name", ""))
    others = row.get("aliases", "")
    return (main, *(Name(alias.strip(), "") for alias in others.split(";") if alias.strip())) if others else (main,)


def _places(row: Mapping[str, str]) -> tuple[Place, ...]:
    address, town, postcode = (row.get(name, "") for name in ("address", "town", "postcode"))
    lines = tuple(line for part in address.replace(";", "\n").split("\n") if (line := part.strip()))
    return (Place(lines, town, postcode),) if lines or town or postcode else ()


def _sex(text: str) -> str:
    return {"f": "female", "m": "male"}.get(text.strip().lower()[:1], "")
