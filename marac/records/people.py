"""A row of a spreadsheet as a person: what its cells say, as written, for the same matching as referrals have."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from meetings.people.person import Born, Name, Person, Place, Seen, seen_as

COLUMNS = (
    "record_id", "first_name", "middle_names", "last_name", "aliases", "dob", "sex", "address", "town", "postcode",
    "phone", "role", "case_id", "case_date", "agency",
)  # fmt: skip
IDENTIFIERS = ("nhs_number", "pnc", "cro", "crn", "prison_number", "ssn")
KINDS = {"nhs_number": "nhs", "prison_number": "prison"}
READ = (*COLUMNS, *IDENTIFIERS)
NOT_KNOWN = re.compile(r"^(n\s*/?\s*[ka]|none|null|nil|unknown|not known|[-?.]+|x+|0+)$", re.IGNORECASE)
ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
# A scanned form: 1986-|0-19 still tells the year.
YEAR_FIRST = re.compile(r"^((?:19|20)\d{2})[-/.]")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
BRITISH = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?:[T ].*)?$")
IN_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -](\d{4})$", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Days counted by spreadsheet programs; five digits are 1927 to 2173, which no year is.
SERIAL = re.compile(r"^([1-5]\d{4})(?:\.0+)?$")
DAY_NOUGHT = date(1899, 12, 30)


def person_from_row(row: Mapping[str, str]) -> Person:
    """Pure. What cannot be read is left out; `told_of_birth` tells of a date that is none."""
    born = born_from(row.get("dob", ""))
    return Person(
        names=_names(row),
        born=(born,) if born else (),
        places=_places(row),
        phones=(row["phone"],) if row.get("phone") else (),
        identifiers=tuple((KINDS.get(name, name), row[name]) for name in IDENTIFIERS if row.get(name)),
        sex=_sex(row.get("sex", "")),
        seen=_seen(row),
    )


def told_of_birth(row: Mapping[str, str]) -> str:
    """Of 31 February, of words, of half a date: what its sender should know, in one sentence, or nothing."""
    text = row.get("dob", "")
    if not text or NOT_KNOWN.match(text):
        return ""
    born = born_from(text)
    if not _is_date(born):
        return "The cell dob holds no date; it counts as empty."
    return "The cell dob holds no whole date; its year alone is used." if _is_year_of_more(text, born) else ""


def _is_year_of_more(text: str, born: Born | None) -> bool:
    return born is not None and not born.month and len(text.strip()) > len("1986")


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
    if found := YEAR_FIRST.match(text):
        return Born(year=int(found[1]))
    return None


def _names(row: Mapping[str, str]) -> tuple[Name, ...]:
    first = row.get("first_name", "")
    # Without a first name the middle ones would be taken for it.
    given = f"{first} {row.get('middle_names', '')}".strip() if first else ""
    main = Name(given, row.get("last_name", ""))
    others = row.get("aliases", "")
    return (main, *(Name(alias.strip(), "") for alias in others.split(";") if alias.strip())) if others else (main,)


def _places(row: Mapping[str, str]) -> tuple[Place, ...]:
    address, town, postcode = (row.get(name, "") for name in ("address", "town", "postcode"))
    lines = tuple(line for part in address.replace(";", "\n").split("\n") if (line := part.strip()))
    return (Place(lines, town, postcode),) if lines or town or postcode else ()


def _seen(row: Mapping[str, str]) -> Seen | None:
    on = born_from(row.get("case_date", ""))
    return seen_as(row.get("role", "").strip().lower(), on.year if on else None)


def _sex(text: str) -> str:
    return {"f": "female", "m": "male"}.get(text.strip().lower()[:1], "")
