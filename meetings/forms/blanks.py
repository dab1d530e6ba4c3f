"""How a document says nothing: the blank of each part, as far as anybody can write one."""

from meetings.forms.declaration import NOT_KNOWN, Field, Group, Json, Kind, Part, Rows


def put_blank(document: dict[str, Json], part: Part) -> None:
    """Write a part that holds no answer. What nobody can make up is left out, so that the check names it."""
    if isinstance(part, Rows):
        document[part.name] = []
    elif isinstance(part, Group):
        document[part.name] = None if part.nullable else blank_members(part.parts)
    elif part.kind is Kind.FIXED:
        document[part.name] = part.fixed
    elif not must_be_said(part):
        document[part.name] = _blank(part)


def blank_members(parts: tuple[Part, ...]) -> dict[str, Json]:
    """A group in which nothing is answered. Follow-ups are blank in it like the rest."""
    document: dict[str, Json] = {}
    for part in parts:
        if not part.optional:
            put_blank(document, part)
    return document


def must_be_said(field: Field) -> bool:
    """A value nobody can make up: an essential one, a date, a figure or a choice without "not known"."""
    if field.nullable or field.unsure is not None or NOT_KNOWN in field.choices:
        return False
    is_list_or_text = field.kind in (Kind.LINES, Kind.CHOICES, Kind.TEXT, Kind.LONG, Kind.PHONE)
    return not (field.kind is Kind.BORN_ON or (is_list_or_text and (not field.essential or field.kind is Kind.LINES)))


def _blank(field: Field) -> Json:
    if field.kind is Kind.BORN_ON and not field.nullable:
        return {"value": None, "precision": "unknown"}
    return NOT_KNOWN if NOT_KNOWN in field.choices and not field.nullable else blank_answer(field)


def blank_answer(field: Field) -> Json:
    """The document's way of saying that nobody answered."""
    if field.nullable:
        return None
    if field.unsure is not None:
        return field.unsure
    return [] if field.kind in (Kind.LINES, Kind.CHOICES) else ""
