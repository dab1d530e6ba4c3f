"""The kinds of form that can be sealed: each form and version we read, with the hash of its schema."""

import hashlib
from functools import cache

from marac.vault.sealed_forms import FormKind
from meetings.forms import registry
from meetings.forms.canonical import canonical_json
from meetings.forms.declaration import Json
from meetings.forms.exchange import to_json_schema
from meetings.forms.form import Form


@cache
def sealed_kinds() -> tuple[FormKind, ...]:
    """In the order of the registry; the referral, which comes most often, is first."""
    return tuple(FormKind(name_of(form), schema_hash(form)) for form in registry.FORMS)


def kind_named(form: str) -> FormKind | None:
    return next((kind for kind in sealed_kinds() if kind.form == form), None)


def name_of(form: Form) -> str:
    return f"{form.id}-{form.version}"


def schema_hash(form: Form) -> bytes:
    """SHA-256 of the canonical schema without its descriptions: a label in better words is not another form."""
    return hashlib.sha256(canonical_json(_without_descriptions(to_json_schema(form)))).digest()


def _without_descriptions(schema: Json) -> Json:
    """Only the text that describes goes; a property that happens to have the same name is a schema itself and stays."""
    if isinstance(schema, list):
        return [_without_descriptions(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _without_descriptions(value)
        for name, value in schema.items()
        if name != "description" or not isinstance(value, str)
    }
