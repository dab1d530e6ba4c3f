"""The declaration as JSON Schema (draft 2020-12), for the agencies whose systems send documents."""

from meetings.forms import words
from meetings.forms.declaration import Field, Group, Json, Kind, Part, Place, Rows
from meetings.forms.form import Form
from meetings.forms.kinds import LONGEST, LONGEST_CODE, PRECISIONS

_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_BIRTH_PATTERNS = {
    "exact": _DATE,
    "month": "^[0-9]{4}-[0-9]{2}$",
    "year": "^[0-9]{4}$",
    "estimated_age": "^[0-9]{1,3}$",
}


def to_json_schema(form: Form) -> dict[str, Json]:
    """What may be sent, with the limits of length that this service keeps."""
    schema = _object(form.root.parts, form.root.words)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:marac-exchange:{form.id}:{form.version}",
        **schema,
    }


def _object(parts: tuple[Part, ...], labels: tuple[str, ...]) -> dict[str, Json]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {part.name: _described(part, labels) for part in parts},
        "required": [part.name for part in parts if not part.optional],
    }


def _described(part: Part, labels: tuple[str, ...]) -> Json:
    place = Place(part.name, part, labels)
    description: dict[str, Json] = {"description": words.label(place)} if words.has_label(place) else {}
    return {**_schema_of(part), **description}


def _schema_of(part: Part) -> dict[str, Json]:
    if isinstance(part, Rows):
        return {
            "type": "array",
            "items": _object(part.parts, part.words),
            "minItems": part.least,
            "maxItems": part.most,
        }
    schema = _object(part.parts, part.words) if isinstance(part, Group) else _value(part)
    return {"anyOf": [schema, {"type": "null"}]} if part.nullable else schema


def _value(field: Field) -> dict[str, Json]:
    if field.kind is Kind.CHOICE and not field.is_open:
        return {"enum": list(field.choices)}
    if field.kind in (Kind.CHOICES, Kind.LINES):
        return _list(field)
    simple: dict[Kind, dict[str, Json]] = {
        Kind.FIXED: {"const": field.fixed},
        Kind.FLAG: {"type": "boolean"},
        Kind.WHOLE: {"type": "integer", "minimum": field.least, "maximum": field.most},
        Kind.DECIMAL: _decimal(field),
        Kind.DATE: {"type": "string", "format": "date", "pattern": _DATE},
        Kind.MOMENT: {"type": "string", "format": "date-time"},
        Kind.BORN_ON: _birth_date(),
    }
    return simple.get(field.kind) or _text(field)


def _decimal(field: Field) -> dict[str, Json]:
    """As text, so that every system reads the same figure; the limits stand in words, for a pattern cannot reckon."""
    return {
        "type": "string",
        "pattern": f"^(0|[1-9][0-9]{{0,8}})(\\.[0-9]{{1,{field.decimals}}})?$"
        if field.decimals
        else "^(0|[1-9][0-9]{0,8})$",
        "$comment": f"from {field.least} to {field.most}",
    }


def _text(field: Field) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "string", "maxLength": field.most or LONGEST.get(field.kind, LONGEST_CODE)}
    if field.pattern:
        schema["pattern"] = f"^{field.pattern}$"
    if field.least:
        schema["minLength"] = field.least
    if field.kind is Kind.EMAIL:
        schema["format"] = "email"
    return schema


def _list(field: Field) -> dict[str, Json]:
    each: dict[str, Json] = {"type": "string", "maxLength": LONGEST[Kind.LINES]}
    if field.pattern:
        each["pattern"] = f"^{field.pattern}$"
    if field.kind is Kind.CHOICES and not field.is_open:
        each = {"enum": list(field.choices)}
    schema: dict[str, Json] = {"type": "array", "items": each, "minItems": field.least}
    return {"anyOf": [schema, {"const": field.or_code}]} if field.or_code else schema


def _birth_date() -> dict[str, Json]:
    conditions: list[Json] = [
        {
            "if": {"properties": {"precision": {"const": precision}}},
            "then": {"properties": {"value": {"type": "string", "pattern": pattern}}},
        }
        for precision, pattern in _BIRTH_PATTERNS.items()
    ]
    unknown: Json = {
        "if": {"properties": {"precision": {"const": "unknown"}}},
        "then": {"properties": {"value": {"type": "null"}}},
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {"value": {"type": ["string", "null"]}, "precision": {"enum": list(PRECISIONS)}},
        "required": ["value", "precision"],
        "allOf": [*conditions, unknown],
    }
