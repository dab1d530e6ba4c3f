"""How the machine door answers what is not a plain request for JSON, and what it tells of itself."""

import json
from typing import Any

import pytest
from httpx import AsyncClient, Response
from jsonschema import Draft202012Validator
from litestar.handlers import HTTPRouteHandler

from marac.api.openapi import description, name_of
from marac.api.problems import TITLES
from marac.web.guards import handlers_of
from marac.web.site import Site
from meetings.forms import registry
from tests.api.conftest import DOCUMENTS, Door

pytestmark = pytest.mark.anyio
OPENAPI = "/api/v1/openapi.json"
TOLD = description("https://desk.example.org")


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    return {(method.upper(), path): told for path, methods in TOLD["paths"].items() for method, told in methods.items()}


def resolved(told: dict[str, Any]) -> dict[str, Any]:
    """The answer itself, where the description points at one."""
    if "$ref" in told:
        found: dict[str, Any] = TOLD["components"]["responses"][told["$ref"].rpartition("/")[2]]
        return found
    return told


def assert_as_described(answer: Response, method: str, path: str) -> None:
    """Status, kind and shape of an answer are what the description says."""
    told = operations()[method, path]["responses"]
    assert str(answer.status_code) in told, answer.text
    kind = answer.headers["content-type"].partition(";")[0]
    schema = resolved(told[str(answer.status_code)])["content"][kind]["schema"]
    Draft202012Validator({**schema, "components": TOLD["components"]}).validate(answer.json())


def test_the_description_names_every_address_and_no_other(machine_site: Site) -> None:
    served = {
        (method, path.removeprefix("/api/v1").replace(":str", ""))
        for path, handler in handlers_of(machine_site)
        if isinstance(handler, HTTPRouteHandler) and path.startswith("/api/v1")
        for method in handler.http_methods & {"GET", "POST"}
    }

    assert served == set(operations())


def test_every_operation_says_all_it_may_answer() -> None:
    sending = operations()["POST", "/documents"]["responses"]

    assert {int(status) for status in sending} >= {201, 400, 401, 403, 405, 406, 409, 413, 415, 422, 429, 503}
    assert {int(status) for status in sending} <= {200, 201, *TITLES}


async def test_the_description_is_served_as_data_alone(http: AsyncClient) -> None:
    answer = await http.get(OPENAPI)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == TOLD
    assert [(await http.get(path)).status_code for path in ("/schema", "/api/v1/docs", "/schema/swagger")] == [404] * 3


async def test_every_form_is_served_as_the_schema_of_the_description(http: AsyncClient) -> None:
    listed = (await http.get("/api/v1/forms")).json()["forms"]

    assert [(each["form"], each["version"]) for each in listed] == [(form.id, form.version) for form in registry.FORMS]
    for each, form in zip(listed, registry.FORMS, strict=True):
        schema = (await http.get(each["schema"])).json()
        Draft202012Validator.check_schema(schema)
        assert {**TOLD["components"]["schemas"][name_of(form)], "$schema": "", "$id": ""} == {
            **schema,
            "$schema": "",
            "$id": "",
        }


async def test_each_example_is_sent_and_answered_as_described(door: Door) -> None:
    examples = operations()["POST", "/documents"]["requestBody"]["content"]["application/json"]["examples"]

    for example in examples.values():
        answer = await door.send(example["value"])
        assert answer.status_code == 201, answer.text
        assert_as_described(answer, "POST", "/documents")
        asked = await door.ask(answer.headers["location"])
        assert_as_described(asked, "GET", "/documents/{reference}")
        shown = operations()["POST", "/documents"]["responses"]["201"]["content"]["application/json"]["examples"]
        assert shown["taken"]["value"].keys() == answer.json().keys()
        assert shown["taken"]["value"]["receipt"]["receipt"].keys() == answer.json()["receipt"]["receipt"].keys()


@pytest.mark.parametrize(
    ("path", "named"), [("/forms", "/forms"), ("/forms/marac-referral/1", "/forms/{form}/{version}"), (OPENAPI, "")]
)
async def test_what_is_read_without_a_key_is_as_described(http: AsyncClient, path: str, named: str) -> None:
    told = named or "/openapi.json"

    for address in ("/api/v1" + path.removeprefix("/api/v1"), "/api/v1" + path.removeprefix("/api/v1") + "?a=1"):
        assert_as_described(await http.get(address), "GET", told)


@pytest.mark.parametrize("path", [DOCUMENTS, f"{DOCUMENTS}/0000000000", "/api/v1/forms", OPENAPI])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
async def test_another_method_is_told_which_ones_there_are(http: AsyncClient, method: str, path: str) -> None:
    answer = await http.request(method, path, headers={"content-type": "application/json"}, content=b"{}")

    assert answer.status_code == 405
    assert ("POST" if path == DOCUMENTS else "GET") in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["text/html", "application/xml, text/plain", "application/json;q=0", ";;;"])
async def test_another_kind_of_answer_is_not_to_be_had(http: AsyncClient, accept: str) -> None:
    assert (await http.get("/api/v1/forms", headers={"accept": accept})).status_code == 406


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1", "application/json"])
async def test_whoever_takes_json_gets_it(http: AsyncClient, accept: str) -> None:
    assert (await http.get("/api/v1/forms", headers={"accept": accept})).status_code == 200


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/jose", "text/plain", "application/xml", ""])
async def test_another_kind_of_content_is_not_taken(door: Door, kind: str) -> None:
    headers = door.client.headers("POST", DOCUMENTS, b"{}", kind=kind)

    answer = await door.http.post(DOCUMENTS, content=b"{}", headers=headers)

    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_query_is_refused_everywhere(http: AsyncClient) -> None:
    for path in ("/api/v1/forms", OPENAPI, f"{DOCUMENTS}/0000000000"):
        answer = await http.get(path, params={"name": "Zqhostile"})
        assert answer.status_code == 400
        assert "Zqhostile" not in answer.text


async def test_cookies_open_nothing_here(door: Door) -> None:
    answer = await door.http.post(
        DOCUMENTS,
        content=json.dumps({}).encode(),
        headers={"content-type": "application/json", "cookie": "__Host-session=anything"},
    )

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
