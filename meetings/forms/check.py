"""An exchange document against a declaration: what is refused, what is a gap, and the document as it is kept."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from meetings.forms import words
from meetings.forms.asking import is_asked, unasked_answers
from meetings.forms.declaration import NOT_KNOWN, Field, Group, Json, Kind, Need, Part, Place, Rows, join
from meetings.forms.findings import Finding, Found, Gap, Rule, inside, is_blank
from meetings.forms.kinds import read_value

# A name that a sender made up is shown only where it looks like a field's name.
_NAME_OF_A_FIELD = re.compile("[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a check is told about the world: the day of receipt, and the agencies of the area where they matter."""

    received_on: date
    agencies: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says. `document` is None when anything is refused; `messages` then has a sentence a path."""

    document: dict[str, Json] | None
    messages: dict[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    cleaned: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


Refuse = Callable[[dict[str, Json], Circumstances, Found], None]
FindGaps = Callable[[dict[str, Json], Circumstances], Iterable[Gap]]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one form that no single field can tell.

    With `refuses_unasked` an answer to a follow-up that is not asked is refused.
    """

    refuse: tuple[Refuse, ...] = ()
    gaps: tuple[FindGaps, ...] = ()
    refuses_unasked: bool = False


def check_document(root: Group, rules: Rules, document: object, *, by: Circumstances) -> Checked:
    """Never raises and never changes what it was given."""
    found = Found()
    if not isinstance(document, dict):
        found.refuse_with("document", Rule.NOT_A_DOCUMENT, words.sentence("message.not_a_document"))
        return _refused(found)
    kept = _read_members(root.parts, document, place=Place("", root, root.words), found=found)
    if not found.findings and rules.refuses_unasked:
        for unasked in unasked_answers(root.parts, root.words, kept):
            found.refuse(unasked, Rule.UNASKED)
    if not found.findings:
        for refuse in rules.refuse:
            refuse(kept, by, found)
    if found.findings:
        return _refused(found)
    return Checked(kept, {}, find_gaps(root, rules, kept, by=by), tuple(found.cleaned))


def find_gaps(root: Group, rules: Rules, document: dict[str, Json], *, by: Circumstances) -> tuple[Gap, ...]:
    """The gaps of a document, whole or still being filled in."""
    return _each_path_once((*gaps_in(root, document), *(gap for find in rules.gaps for gap in find(document, by))))


def _refused(found: Found) -> Checked:
    return Checked(None, found.messages(), findings=tuple(found.findings))


def _each_path_once(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple({(gap.path, gap.sentence): gap for gap in gaps}.values())


def _read_part(part: Part, value: Json, place: Place, found: Found) -> Json:
    if isinstance(part, Field):
        return read_value(part, value, place, found)
    if isinstance(part, Rows):
        return _read_rows(part, value, place, found)
    return _read_group(part, value, place, found)


def _read_group(group: Group, value: Json, place: Place, found: Found) -> Json:
    if value is None and group.nullable:
        return None
    if not isinstance(value, dict):
        found.refuse(place, Rule.WRONG_KIND)
        return {}
    return _read_members(group.parts, value, place=Place(place.path, group, group.words), found=found)


def _read_rows(rows: Rows, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, list):
        found.refuse(place, Rule.WRONG_KIND)
        return []
    if len(value) > rows.most:
        found.refuse(place, Rule.TOO_MANY, most=rows.most)
        return []
    if len(value) < rows.least:
        found.refuse(place, Rule.TOO_FEW)
    kept: list[Json] = []
    for n, row in enumerate(value):
        at = Place(join(place.path, str(n)), rows, rows.words)
        if isinstance(row, dict):
            kept.append(_read_members(rows.parts, row, place=at, found=found))
        else:
            found.refuse(at, Rule.WRONG_KIND)
    return kept


def _read_members(parts: tuple[Part, ...], value: dict[str, Json], *, place: Place, found: Found) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    for part in parts:
        here = Place(join(place.path, part.name), part, place.words)
        if part.name in value:
            kept[part.name] = _read_part(part, value[part.name], here, found)
        elif not (isinstance(part, Field | Group | Rows) and part.optional):
            found.refuse(here, Rule.MISSING)
    _refuse_unknown(parts, value, place, found)
    return kept


def _refuse_unknown(parts: tuple[Part, ...], value: dict[str, Json], place: Place, found: Found) -> None:
    known = {part.name for part in parts}
    for name in value:
        if name in known:
            continue
        if isinstance(name, str) and _NAME_OF_A_FIELD.fullmatch(name):
            here = Place(join(place.path, name), place.part, place.words)
            found.refuse(here, Rule.UNKNOWN_FIELD, name=name)
        else:
            found.refuse_with(place.path or "document", Rule.UNKNOWN_FIELD, words.sentence("message.unknown_fields"))


def gaps_in(root: Group, document: dict[str, Json]) -> Iterator[Gap]:
    """The gaps that the declaration itself tells: what is asked here, needed, and blank or not known."""
    yield from _gaps_of(root.parts, root.words, document, path="", whole=document)


def _gaps_of(
    parts: tuple[Part, ...], labels: tuple[str, ...], value: dict[str, Json], *, path: str, whole: dict[str, Json]
) -> Iterator[Gap]:
    for part in parts:
        held = value.get(part.name)
        here = Place(join(path, part.name), part, labels)
        if not is_asked(part.asked_if, value, whole):
            continue
        needed_if = part.needed_if if isinstance(part, Field) else None
        if part.need is not Need.NO and is_asked(needed_if, value, whole) and _is_unanswered(part, held):
            yield Gap(here.path, words.gap(here), part.need, answered=_said(held))
        yield from _gaps_below(part, held, here.path, whole)


def _gaps_below(part: Part, held: Json, path: str, whole: dict[str, Json]) -> Iterator[Gap]:
    if isinstance(part, Group) and isinstance(held, dict):
        yield from _gaps_of(part.parts, part.words, held, path=path, whole=whole)
    if isinstance(part, Rows) and isinstance(held, list):
        for n, row in enumerate(held):
            if isinstance(row, dict):
                yield from _gaps_of(part.parts, part.words, row, path=join(path, str(n)), whole=whole)


def _is_unanswered(part: Part, held: Json) -> bool:
    if isinstance(part, Field) and part.kind is Kind.BORN_ON:
        return is_blank(held) or inside(held, "precision") == "unknown"
    if isinstance(part, Field) and part.kind is Kind.LINES and isinstance(held, list):
        return all(is_blank(line) for line in held)
    return is_blank(held) or _said(held) != ""


def _said(held: Json) -> str:
    """What a document can say of an answer that is none."""
    if isinstance(held, dict) and held.get("precision") == "unknown":
        return NOT_KNOWN
    return held if isinstance(held, str) and held in (NOT_KNOWN, "not_asked") else ""
