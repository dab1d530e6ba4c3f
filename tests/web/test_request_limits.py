"""What a request may look like at all."""

from typing import Any

import pytest
from litestar import Request, get, post
from litestar.params import FromPath

from marac.errors import NotFound
from marac.web.guards import anyone
from marac.web.request_limits import refusal_of
from marac.web.site import build_site
from tests.web.reader import SAME_SITE, Page, reading

pytestmark = pytest.mark.anyio


@get("/cases/{ref:str}", guards=[anyone], sync_to_thread=False)
def show_nothing(ref: FromPath[str]) -> None:
    raise NotFound


@post(["/form", "/api/document"], guards=[anyone])
async def take(request: Request[Any, Any, Any]) -> str:
    await request.body()
    return "taken"


SITE = build_site([show_nothing, take])
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "path",
    [
        "/cases/7k3q9xbd2h",
        "/cases/not-a-reference",
        "/cases/..%2f..%2fetc",
        "/cases/%2e%2e/secret",
        "/cases/a%00b",
        "/cases/a;b",
        "/cases/a\\b",
        "//cases/a",
        "/cases/%c0%af",
        "/cases/7k3q9xbd2h/",
        "/no/such/page",
    ],
)
async def test_an_address_that_is_none_is_not_found_whatever_is_wrong_with_it(path: str) -> None:
    async with reading(SITE) as reader:
        known = await reader.get("/cases/0000000000")
        answer = await reader.client.get(f"https://desk.test{path}")

    assert answer.status_code == 404
    assert answer.content == known.response.content


@pytest.mark.parametrize(
    "query",
    [
        "a=1&a=2",
        "a=%ff",
        "a=%00",
        "a=%0d%0aSet-Cookie:x",
        "a=" + "x" * 3000,
        "&".join(f"k{at}=1" for at in range(30)),
    ],
)
async def test_a_query_that_could_be_read_in_two_ways_is_refused_without_an_echo(query: str) -> None:
    async with reading(SITE) as reader:
        answer = await reader.client.get(f"https://desk.test/help?{query}")

    assert (answer.status_code, Page(answer).heading) == (400, "This could not be read")
    assert query not in answer.text


async def test_a_plain_query_is_taken() -> None:
    async with reading(SITE) as reader:
        assert (await reader.client.get("/help?page=2")).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/form", {"Content-Type": FORM}, 201),
        ("/form", {"Content-Type": f"{FORM}; charset=UTF-8"}, 201),
        ("/form", {"Content-Type": f"{FORM}; charset=utf-7"}, 415),
        ("/form", {"Content-Type": FORM, "Content-Encoding": "gzip"}, 415),
        ("/form", {"Content-Type": "application/json"}, 415),
        ("/form", {"Content-Type": "text/plain"}, 415),
        ("/form", {}, 415),
        ("/api/document", {"Content-Type": "application/json"}, 201),
        ("/api/document", {"Content-Type": "text/plain"}, 415),
        ("/api/document", {"Content-Type": FORM}, 415),
        ("/api/document", {}, 415),
    ],
)
async def test_only_the_kinds_of_content_that_are_read_are_taken(
    path: str, headers: dict[str, str], status: int
) -> None:
    async with reading(SITE) as reader:
        answer = await reader.client.post(path, content=b"a=1", headers={**headers, **SAME_SITE})

    assert answer.status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        [(b"X-Name", "Zo\u00eb".encode("latin-1"))],
        [(b"Cookie", b"a=" + b"b" * 9000)],
        [(b"Cookie", b"a=" + b"b" * 5000), (b"Cookie", b"a=" + b"b" * 5000)],
        [(b"Host", b"desk.test"), (b"Host", b"example.org")],
        [(b"Origin", b"https://desk.test"), (b"Origin", b"https://example.org")],
        [(b"Content-Type", b"text/plain"), (b"Content-Type", FORM.encode())],
    ],
)
def test_headers_that_are_odd_or_contradict_each_other_are_refused(headers: list[tuple[bytes, bytes]]) -> None:
    plain = [(b"Host", b"desk.test"), (b"Cookie", b"a=1"), (b"Cookie", b"b=2")]

    assert refusal_of(_request_with(headers)) == 400
    assert refusal_of(_request_with(plain)) is None


def _request_with(headers: list[tuple[bytes, bytes]]) -> Any:
    return {"method": "GET", "raw_path": b"/help", "query_string": b"", "headers": headers}
