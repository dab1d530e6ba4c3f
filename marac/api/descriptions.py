"""What machines may read without a key: the forms as JSON Schema, and the description of this door."""

import json
from functools import cache
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from marac.api.doors import JSON, AnyRequest, requires_plain_request
from marac.api.openapi import description
from marac.errors import NotFound
from meetings.forms import registry
from meetings.forms.exchange import to_json_schema

SCHEMA = "application/schema+json"


@get("/forms", guards=[requires_plain_request], sync_to_thread=False)
def list_forms() -> Response[dict[str, Any]]:
    """Every form and version this service takes."""
    forms = [
        {"form": form.id, "version": form.version, "schema": f"/api/v1/forms/{form.id}/{form.version}"}
        for form in registry.FORMS
    ]
    return Response({"forms": forms})


@get("/forms/{form:str}/{version:str}", guards=[requires_plain_request], sync_to_thread=False)
def show_form(form: FromPath[str], version: FromPath[str]) -> Response[dict[str, Any]]:
    """One form as JSON Schema (draft 2020-12)."""
    for known in registry.FORMS:
        if (known.id, str(known.version)) == (form, version):
            return Response(to_json_schema(known), media_type=SCHEMA)
    raise NotFound


@get("/openapi.json", guards=[requires_plain_request], sync_to_thread=False)
def show_description(request: AnyRequest) -> Response[bytes]:
    """OpenAPI 3.1, as data alone: no page that fetches its parts from elsewhere."""
    return Response(_written(request.app.state.desk.address), media_type=JSON)


@cache
def _written(address: str) -> bytes:
    return json.dumps(description(address), ensure_ascii=False).encode()


DESCRIPTIONS = [list_forms, show_form, show_description]
