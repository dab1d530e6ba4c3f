"""What one mention, or one row of a spreadsheet, says of a person: every value as it was written, nothing decided."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One name in its two boxes. Either may be empty, and a sender may have put everything into one."""

    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Born:
    """A birth date as far as it is known. An estimate may be years off; a due date is an estimate with day and month.

    Impossible and future dates may stand here: preparing leaves them out.
    """

    year: int
    month: int | None = None
    day: int | None = None
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One address, present or past."""

    lines: tuple[str, ...] = ()
    town: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a document has somebody for: in that year a child of the case, or grown up."""

    year: int
    is_child: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything one source says of one person. Values differ in worth only by order: the first is the main one."""

    names: tuple[Name, ...] = ()
    """The main name first, then aliases and corrections. Names used online stand apart."""
    born: tuple[Born, ...] = ()
    """More than one where a correction and the first record disagree."""
    places: tuple[Place, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of kind and value: nhs pnc cro crn prison visor email, or a column of a spreadsheet such as ssn."""
    sex: str = ""
    """`female`, `male`, or anything else for not known."""
    online_names: tuple[str, ...] = ()
    seen: Seen | None = None


ROLES_OF_ADULTS = frozenset({"victim", "perpetrator"})


def seen_as(role: str, year: int | None) -> Seen | None:
    """By the role in a case; of other roles, and without a year, nothing follows."""
    if year is None or (role != "child" and role not in ROLES_OF_ADULTS):
        return None
    return Seen(year, role == "child")
