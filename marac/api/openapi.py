"""The machine door described as OpenAPI 3.1: every address, every answer, and examples that the tests send."""

from functools import cache
from importlib.metadata import version
from typing import Any

from marac.api.examples import answer_example, kept_example, referral_example, sealed_example, state_example
from marac.api.problems import PROBLEM, TITLES
from marac.api.sealed import ENVELOPE, JOSE
from marac.api.signatures import LONGEST_AGE, TAG
from meetings.forms import registry
from meetings.forms.exchange import to_json_schema
from meetings.forms.form import Form
from meetings.sealed.causes import Cause
from meetings.sealed_intake.receiving import JWE, LARGEST

Json = dict[str, Any]
REFERENCE = "^[0-9a-hjkmnp-tv-z]{10}$"
_SIGNED: list[Json] = [{"signature": []}]
_OPEN = (400, 404, 405, 406, 503)
_KEYED = (400, 401, 403, 404, 405, 406, 429, 503)
_SENT = (400, 401, 403, 405, 406, 409, 413, 415, 422, 429, 503)
_KEPT = (400, 401, 403, 405, 406, 413, 415, 429, 503)


@cache
def description(address: str) -> Json:
    """The whole document, for the service at this address. Made once: nobody changes it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Meeting Desk: exchange documents",
            "version": version("marac-coordinator"),
            "description": "An agency's own software sends the documents of a Marac here and asks what became of them.",
        },
        "servers": [{"url": f"{address.rstrip('/')}/api/v1"}],
        "paths": _paths(),
        "components": _components(),
    }


def _paths() -> Json:
    return {
        "/documents": {"post": _sending()},
        "/documents/{reference}": {"get": _asking()},
        "/sealed": {"post": _sealing()},
        "/sealed/{reference}": {"get": _asking_sealed()},
        "/forms": {"get": _reading("listForms", "The forms this service takes", "forms", "application/json")},
        "/forms/{form}/{version}": {"get": _reading_form()},
        "/openapi.json": {"get": _reading("describe", "This description", "description", "application/json")},
    }


def _sending() -> Json:
    answer = {
        "description": "Taken in, with what is missing and a signed receipt. 200 where it stood here before.",
        "headers": {"Location": {"description": "Where to ask after it", "schema": {"type": "string"}}},
        "content": _content("application/json", "taken", {"taken": {"value": answer_example()}}),
    }
    return {
        "operationId": "sendDocument",
        "summary": "Send one document for your agency",
        "description": "The same document again has no effect and the same answer; other text under the same "
        "sender_reference is kept beside the first, for the coordinator, and answered 409.",
        "security": _SIGNED,
        "parameters": [_idempotency_key()],
        "requestBody": {
            "required": True,
            "content": _content("application/json", "document", {"referral": {"value": referral_example()}}),
        },
        "responses": {"201": answer, "200": answer, **_problems(_SENT)},
    }


def _asking() -> Json:
    return {
        "operationId": "showDocument",
        "summary": "Ask what became of a document that your software sent",
        "security": _SIGNED,
        "parameters": [_in_path("reference", REFERENCE, "7k3q9xbd2h")],
        "responses": {
            "200": {
                "description": "Its state and its receipt",
                "content": _content("application/json", "state", {"received": {"value": state_example()}}),
            },
            **_problems(_KEYED),
        },
    }


def _sealing() -> Json:
    answer = {
        "description": "Kept as it is, unread, with a signed receipt. 200 where the same bytes stood here before.",
        "headers": {"Location": {"description": "Where to ask what became of it", "schema": {"type": "string"}}},
        "content": _content("application/json", "keptSealed", {"kept": {"value": kept_example()}}),
    }
    kinds = {ENVELOPE: {"schema": {"type": "string", "format": "binary"}}, JOSE: {"schema": _ref("jwe")}}
    return {
        "operationId": "sendSealed",
        "summary": "Send one form sealed to the area, signed by your agency within",
        "description": "An envelope of version 1, or a JWE of the one profile. What is inside is judged later, when "
        "it is opened; ask after it. A refusal at the door names its cause.",
        "security": _SIGNED,
        "requestBody": {"required": True, "content": kinds},
        "responses": {"201": answer, "200": answer, **_problems(_KEPT)},
    }


def _asking_sealed() -> Json:
    return {
        "operationId": "showSealed",
        "summary": "Ask what became of a sealed form that your software sent",
        "security": _SIGNED,
        "parameters": [_in_path("reference", REFERENCE, "7k3q9xbd2h")],
        "responses": {
            "200": {
                "description": "Whether it was opened, what is missing in it, and its receipt",
                "content": _content("application/json", "sealedState", {"opened": {"value": sealed_example()}}),
            },
            **_problems(_KEYED),
        },
    }


def _reading(operation: str, summary: str, schema: str, kind: str) -> Json:
    return {
        "operationId": operation,
        "summary": summary,
        "security": [],
        "responses": {"200": {"description": summary, "content": _content(kind, schema)}, **_problems(_OPEN)},
    }


def _reading_form() -> Json:
    told = _reading("showForm", "A form as JSON Schema (draft 2020-12)", "description", "application/schema+json")
    named = [_in_path("form", "^[a-z][a-z0-9-]{1,39}$", "marac-referral"), _in_path("version", "^[1-9][0-9]?$", "1")]
    return {**told, "parameters": named}


def _content(kind: str, schema: str, examples: Json | None = None) -> Json:
    told: Json = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {kind: {**told, "examples": examples} if examples else told}


def _problems(statuses: tuple[int, ...]) -> Json:
    return {str(status): {"$ref": f"#/components/responses/problem{status}"} for status in statuses}


def _in_path(name: str, pattern: str, example: str) -> Json:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _idempotency_key() -> Json:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "The same key and content again get the first answer; with other content it is refused (409).",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
        "example": "01JD9Y4Q7W3N8V5K2M6T",
    }


def _components() -> Json:
    return {
        "securitySchemes": {"signature": _scheme()},
        "schemas": {**_own_schemas(), **{name_of(form): _schema(form) for form in registry.FORMS}},
        "responses": {f"problem{status}": _problem(status) for status in TITLES},
    }


def name_of(form: Form) -> str:
    return f"{form.id}-{form.version}"


def _schema(form: Form) -> Json:
    """Without the name and dialect of its own: the dialect of OpenAPI 3.1 is the same, and this one stands inside."""
    return {name: value for name, value in to_json_schema(form).items() if name not in ("$schema", "$id")}


def _scheme() -> Json:
    return {
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": "HTTP message signature (RFC 9421), ed25519, over @method and @target-uri, and with a body also "
        f"content-digest and content-type; parameters created (at most {int(LONGEST_AGE.total_seconds())} seconds "
        f'old), keyid, nonce (16 to 64 characters, used once) and tag="{TAG}". Idempotency-Key is covered where sent.',
    }


def _own_schemas() -> Json:
    text: Json = {"type": "string"}
    receipt = _object(receipt={"type": "object"}, key=text, signature=text)
    gap = _object(field=text, message=text)
    form = _object(form=text, version={"type": "integer"}, schema=text)
    problem = _object(type=text, title=text, status={"type": "integer"}, detail=text)
    problem["properties"]["messages"] = {"type": "object", "additionalProperties": text}
    problem["properties"]["reference"] = text
    problem["properties"]["cause"] = {"enum": [cause.value for cause in Cause]}
    reference: Json = {"type": "string", "pattern": REFERENCE}
    return {
        "document": {"oneOf": [{"$ref": f"#/components/schemas/{name_of(form)}"} for form in registry.FORMS]},
        "receipt": receipt,
        "taken": _object(reference=reference, gaps={"type": "array", "items": gap}, receipt=_ref("receipt")),
        "state": _object(
            reference=reference,
            form=text,
            sender_reference=text,
            state=text,
            state_in_words=text,
            to_do=text,
            decided_at={"type": ["string", "null"], "format": "date-time"},
            receipt=_ref("receipt"),
        ),
        "jwe": {"type": "string", "pattern": r"^ey[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){4}$", "maxLength": LARGEST[JWE]},
        "keptSealed": _object(reference=reference, receipt=_ref("receipt")),
        "sealedState": _object(
            reference=reference,
            state=text,
            state_in_words=text,
            cause={"type": ["string", "null"]},
            messages={"type": "object", "additionalProperties": text},
            document={"type": ["string", "null"]},
            receipt=_ref("receipt"),
        ),
        "forms": _object(forms={"type": "array", "items": form}),
        "description": {"type": "object"},
        "problem": problem,
    }


def _ref(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}


def _object(**members: Json) -> Json:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def _problem(status: int) -> Json:
    told: Json = {"description": TITLES[status], "content": {PROBLEM: {"schema": _ref("problem")}}}
    if status in (429, 503):
        told["headers"] = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
    if status == 405:  # noqa: PLR2004
        told["headers"] = {"Allow": {"description": "The methods of this address", "schema": {"type": "string"}}}
    return told
