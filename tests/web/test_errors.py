"""What one is told when a request cannot be answered."""

from io import StringIO
from typing import Any

import pytest
from litestar import Request, get, post
from litestar.params import FromPath

from marac.errors import (
    AuditUnavailable,
    Conflict,
    InvalidForm,
    NotFound,
    NotNow,
    Refused,
    Throttled,
)
from marac.web.guards import anyone
from marac.web.site import build_site
from tests.web.reader import SAME_SITE, Page, reading

pytestmark = pytest.mark.anyio

SECRET = "Quarmby of 4 Mill Lane"
RAISED: dict[str, Exception] = {
    "absent": NotFound(),
    "refused": Refused("The meeting has begun, so its agenda stands."),
    "changed": Conflict(""),
    "form": InvalidForm({"due_on": "Enter a date, like fri, 18/9 or 2w"}),
    "throttled": Throttled(16),
    "later": NotNow("The papers are being made. Try again in a minute."),
    "log": AuditUnavailable(""),
    "mistake": KeyError(SECRET),
    "worse": RuntimeError(SECRET),
}


@get(["/raise/{name:str}", "/api/raise/{name:str}"], guards=[anyone], sync_to_thread=False)
def raise_it(name: FromPath[str]) -> None:
    raise RAISED.get(name, NotFound())


@post("/form", guards=[anyone])
async def take_form(request: Request[Any, Any, Any]) -> str:
    return str(len(await request.form()))


@post("/api/document", guards=[anyone])
async def take_document(request: Request[Any, Any, Any]) -> str:
    return str(await request.json())


SITE = build_site([raise_it, take_form, take_document])


@pytest.mark.parametrize(
    ("name", "status", "heading"),
    [
        ("absent", 404, "Page not found"),
        ("refused", 409, "This cannot be done"),
        ("changed", 409, "Someone else has changed this"),
        ("form", 422, "Some answers must be mended"),
        ("throttled", 429, "Wait before the next try"),
        ("later", 503, "Cannot open just now"),
        ("log", 503, "Cannot open just now"),
        ("mistake", 500, "Something went wrong here"),
        ("worse", 500, "Something went wrong here"),
    ],
)
async def test_each_trouble_has_a_page_and_a_problem_of_its_own(name: str, status: int, heading: str) -> None:
    async with reading(SITE) as reader:
        page = await reader.get(f"/raise/{name}")
        problem = await reader.client.get(f"/api/raise/{name}")

    assert (page.status, page.heading) == (status, heading)
    assert problem.headers["content-type"] == "application/problem+json"
    assert (problem.json()["status"], problem.json()["title"]) == (status, heading)
    assert SECRET not in page.response.text + problem.text


async def test_a_refusal_says_its_rule_and_a_form_its_messages() -> None:
    async with reading(SITE) as reader:
        refused, form = await reader.get("/raise/refused"), await reader.get("/raise/form")
        problem = await reader.client.get("/api/raise/form")

    assert "The meeting has begun, so its agenda stands." in refused.text
    assert "Enter a date, like fri, 18/9 or 2w" in form.text
    assert problem.json()["messages"] == {"due_on": "Enter a date, like fri, 18/9 or 2w"}


async def test_who_must_wait_is_told_how_long() -> None:
    async with reading(SITE) as reader:
        page = await reader.get("/raise/throttled")

    assert "Wait 16 seconds before the next try." in page.text
    assert page.response.headers["retry-after"] == "16"


async def test_a_mistake_of_ours_is_logged_by_its_kind_under_the_reference_shown(log_lines: StringIO) -> None:
    async with reading(SITE) as reader:
        page = await reader.get("/raise/worse")

    [reference] = page.tree.xpath("//*[@class='desk-ref']/text()")
    assert f'"request": "{reference}"' in log_lines.getvalue()
    assert "RuntimeError" in log_lines.getvalue()
    assert "Mill Lane" not in log_lines.getvalue()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'"\xff\xfe"'),
        ("application/json", b"[" * 60_000),
        ("application/json", b'{"a":'),
    ],
)
async def test_a_document_that_cannot_be_read_is_a_plain_400(kind: str, body: bytes) -> None:
    async with reading(SITE) as reader:
        answer = await reader.client.post("/api/document", content=body, headers={"Content-Type": kind})

    assert answer.status_code == 400
    assert answer.json()["title"] == "This could not be read"


@pytest.mark.parametrize(
    "part",
    [
        b'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=none\r\n\r\nx\r\n--x--\r\n',
        b'Content-Disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        b'Content-Disposition: form-data; name="a"\r\n\r\ncut off',
        b"\r\n\r\nno name\r\n--x--\r\n",
    ],
)
async def test_a_form_that_cannot_be_read_is_a_plain_400(part: bytes) -> None:
    async with reading(SITE) as reader:
        answer = await reader.client.post(
            "/form",
            content=b"--x\r\n" + part,
            headers={"Content-Type": "multipart/form-data; boundary=x", **SAME_SITE},
        )

    assert (answer.status_code, Page(answer).heading) == (400, "This could not be read")


async def test_too_many_parts_and_too_large_a_body_are_refused() -> None:
    parts = b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nb\r\n' % at for at in range(200))
    multipart = {"Content-Type": "multipart/form-data; boundary=x", **SAME_SITE}

    async with reading(SITE) as reader:
        many = await reader.client.post("/form", content=parts + b"--x--\r\n", headers=multipart)
        large = await reader.client.post("/form", data={"a": "b" * 70_000}, headers=SAME_SITE)

    assert (many.status_code, large.status_code) == (400, 413)
    assert Page(large).heading == "This is too large"


async def test_a_method_that_an_address_does_not_know_is_405_and_says_which_it_knows() -> None:
    async with reading(SITE) as reader:
        answer = await reader.client.delete("/help")
        odd = await reader.client.request("TRACE", "/help")

    assert (answer.status_code, odd.status_code) == (405, 405)
    assert "GET" in answer.headers["allow"]
