"""The people of a case as one table: two labelled name parts a row, so that each pastes into a records search."""

from collections.abc import Iterable, Iterator

from exports.blocks import Grid
from meetings.papers.person_lines import OtherName, PersonLines

_HEADS = ("Who", "Family name", "Given names", "Born, address, school")
_WIDTHS = (4.9, 3.0, 3.1, 6.0)


def people_grid(victim: PersonLines, perpetrators: Iterable[PersonLines], children: Iterable[PersonLines]) -> Grid:
    """Victim first, then perpetrators, then children; other names stand below their person."""
    people = (victim, *perpetrators, *children)
    rows = tuple(row for person in people for row in _rows(person))
    return Grid(heads=_HEADS, rows=rows, widths=_WIDTHS, summary="People of this case")


def _rows(person: PersonLines) -> Iterator[tuple[str, ...]]:
    who = "\n".join((person.role.value, *person.relationships))
    if not person.family_name and not person.given_names:
        yield who, person.full_name, "", _details(person)
    else:
        yield who, _family_name(person), person.given_names or "Not known", _details(person)
    yield from (_other_name(other) for other in person.also_known_as)


def _family_name(person: PersonLines) -> str:
    return "\n".join(part for part in (person.family_name or "Not known", person.doubt) if part)


def _details(person: PersonLines) -> str:
    if person.is_masked:
        return ""
    addresses = (f"Address: {address}" for address in person.addresses)
    school = f"School: {person.school}" if person.school else ""
    return "\n".join(part for part in (person.born, *addresses, school) if part)


def _other_name(other: OtherName) -> tuple[str, ...]:
    return "also known as", other.family_name, other.given_names, other.note
