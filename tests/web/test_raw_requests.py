"""Requests no browser sends, over a real socket to the real server: always an answer, never a 500, nothing hangs."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.journeys.chromium import served
from tests.web.specimens.site import specimen_site

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
HOST = b"Host: localhost\r\n"
REFUSED = {400, 404, 405, 409, 411, 413, 414, 415, 422, 429, 431}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(specimen_site()) as address:
        yield urlsplit(address).port or 0


def status_of(port: int, request: bytes) -> int:
    """The status of the answer; 0 when the server shut the door without a word."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        try:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # The server had read enough and closed; its answer may still be there.
        try:
            answer = line.recv(4096)
        except ConnectionResetError:
            return 0
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", id="an address of 200 kB"),
        pytest.param(b"GET /..%2f..%2fetc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", id="an address that climbs"),
        pytest.param(b"GET /%00 HTTP/1.1\r\n" + HOST + b"\r\n", id="a nought in the address"),
        pytest.param(b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n", id="raw bytes in the address"),
        pytest.param(b"GET /help?a=%ff HTTP/1.1\r\n" + HOST + b"\r\n", id="a query that is no text"),
        pytest.param(b"GET /help HTTP/1.1\r\n" + HOST + b"X: \xe9\r\n\r\n", id="a header that is not ASCII"),
        pytest.param(b"BREW /help HTTP/1.1\r\n" + HOST + b"\r\n", id="a method nobody knows"),
        pytest.param(b"TRACE /help HTTP/1.1\r\n" + HOST + b"\r\n", id="trace"),
        pytest.param(b"POST /help HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3\r\n\r\na=1", id="a post to a page"),
        pytest.param(b"POST /help HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: -1\r\n\r\n", id="a negative length"),
        pytest.param(
            b"POST /help HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
            id="two lengths",
        ),
        pytest.param(
            b"POST /help HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            id="a chunk without size",
        ),
        pytest.param(
            b"POST /help HTTP/1.1\r\n" + HOST + FORM + b"Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
            id="a packed body",
        ),
        pytest.param(b"GET /help HTTP/1.1\r\n\r\n", id="no host"),
        pytest.param(b"nonsense\r\n\r\n", id="no request at all"),
    ],
)
def test_a_request_no_browser_sends_is_refused_without_a_500(port: int, request_bytes: bytes) -> None:
    assert status_of(port, request_bytes) in REFUSED | {0}


@pytest.mark.parametrize(
    "headers",
    [
        b"Range: bytes=0-10\r\n",
        b"If-None-Match: *\r\n",
        b"Accept: nonsense/;;q=z\r\n",
        b"Cookie: junk; =; a==b; __Host-outcome=%%%\r\n",
        b"X-Forwarded-Host: example.org\r\nX-HTTP-Method-Override: DELETE\r\n",
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n",
    ],
)
def test_headers_that_mean_nothing_here_change_nothing(port: int, headers: bytes) -> None:
    assert status_of(port, b"GET /help HTTP/1.1\r\n" + HOST + headers + b"\r\n") == 200


def test_a_whole_page_is_sent_to_the_old_who_name_no_host_in_their_way(port: int) -> None:
    assert status_of(port, b"GET /help HTTP/1.0\r\n\r\n") == 200
