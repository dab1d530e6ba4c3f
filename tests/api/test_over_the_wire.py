"""Classes F and H of the corpus at the machine door, over a real socket: always an answer, and nothing repeated."""

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.api.signing import Client
from tests.corpus.bodies import VALUES
from tests.corpus.documents import ANSWERS, answers_of, bad_files, with_answer
from tests.corpus.words import MARK
from tests.documents import a_referral
from tests.fakes import TUESDAY, FixedClock
from tests.running import Running, running
from tests.sampling import sampled
from tests.signing import Enrolled, an_enrolled_key

DOCUMENTS = "/api/v1/documents"
LONGEST_SECONDS = 2.0
MOST_GROWTH_KIB = 20 * 1024
# What is made once is made by then.
WARM = 20
# The short run sends every so-manieth.
SHARE = 40
TAKEN = {200, 201, 409, 422}
REFUSED = {400, 404, 405, 406, 411, 413, 414, 415, 422, 431}
HOST = b"Host: localhost\r\n"
JSON_LINE = b"Content-Type: application/json\r\n"


@dataclass
class Wire:
    """The service on its port, and a key that counts."""

    service: Running
    clock: FixedClock
    key: Enrolled

    def send(self, body: bytes) -> tuple[int, bytes]:
        """Signed as a supplier signs; the clock goes on, so that nobody is slowed."""
        self.clock.move(timedelta(seconds=1))
        client = Client(self.key, self.service.address, self.clock.now())
        lines = [f"{name}: {value}" for name, value in client.headers("POST", DOCUMENTS, body).items()]
        head = [f"POST {DOCUMENTS} HTTP/1.1", f"Host: {client.host}", *lines, f"Content-Length: {len(body)}"]
        return self.raw("\r\n".join([*head, "Connection: close", "", ""]).encode() + body, is_over=False)

    def raw(self, request: bytes, *, is_over: bool = True) -> tuple[int, bytes]:
        """Status and answer; 0 when the server shut the door without a word."""
        begun = time.monotonic()
        port = int(self.service.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            answer = _talk(line, request, is_over=is_over)
        assert time.monotonic() - begun < LONGEST_SECONDS + 8, "It took longer than one may wait."
        return (int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0), answer


def _talk(line: socket.socket, request: bytes, *, is_over: bool) -> bytes:
    answer = b""
    try:
        line.sendall(request)
        if is_over:
            line.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # The server had read enough and closed; its answer may still be there.
    try:
        while more := line.recv(65536):
            answer += more
    except ConnectionResetError:
        return answer
    return answer


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    clock = FixedClock(TUESDAY)
    with running(tmp_path_factory.mktemp("wire") / "data", clock) as service:
        yield Wire(service, clock, service.do(lambda: an_enrolled_key(service.cast)))


def hostile_documents() -> Iterator[tuple[str, bytes]]:
    """Each answer of a whole referral put wrong in each way, each under a reference of its own."""
    told = [(each["id"], each["text"] * each.get("times", 1)) for each in VALUES]
    ways = list(answers_of(a_referral()))
    number = 0
    for id_, wrong in [*ANSWERS.items(), *told]:
        for way in ways:
            number += 1
            document = with_answer(a_referral(sender_reference=f"F-{number}"), way, wrong)
            yield f"{id_} at {'.'.join(map(str, way))}", json.dumps(document).encode()


@pytest.mark.parametrize("share", [SHARE * 5, pytest.param(1, marks=pytest.mark.long, id="all")])
def test_an_answer_put_wrong_is_told_by_field_and_never_repeated(wire: Wire, share: int) -> None:
    faults = []
    sent, before = 0, 0
    for number, (id_, body) in enumerate(hostile_documents()):
        if number % share:
            continue
        status, answer = wire.send(body)
        sent += 1
        if sent == WARM:
            before = _rss_kib()
        if status not in TAKEN | {400, 413} or MARK.encode() in answer:
            faults.append((id_, status))

    assert faults == []
    assert sent > WARM
    assert _rss_kib() - before < MOST_GROWTH_KIB


@pytest.mark.parametrize("file", sampled(bad_files(), one_in=4), ids=lambda file: file.id)
def test_what_is_no_document_is_refused_over_the_wire(wire: Wire, file: object) -> None:
    content: bytes = file.content  # type: ignore[attr-defined]

    status, answer = wire.send(content)

    assert status in {400, 413, 422}
    assert MARK.encode() not in answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(b"GET /api/v1/documents/..%2f..%2fetc HTTP/1.1\r\n" + HOST + b"\r\n", id="H02 climbs"),
        pytest.param(b"GET //api/v1/forms HTTP/1.1\r\n" + HOST + b"\r\n", id="H02 two strokes"),
        pytest.param(b"GET /api/v1/forms;a=b HTTP/1.1\r\n" + HOST + b"\r\n", id="H02 a semicolon"),
        pytest.param(b"GET /api/v1/forms/%00/1 HTTP/1.1\r\n" + HOST + b"\r\n", id="H03 a nought"),
        pytest.param(b"GET /api/v1/forms?a=%ff HTTP/1.1\r\n" + HOST + b"\r\n", id="H04 a query that is no text"),
        pytest.param(b"GET /api/v1/" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", id="H05 200 kB"),
        pytest.param(b"GET /api/v1/forms?a=1&a=2 HTTP/1.1\r\n" + HOST + b"\r\n", id="H06 a key twice"),
        pytest.param(b"TRACE /api/v1/forms HTTP/1.1\r\n" + HOST + b"\r\n", id="H09 trace"),
        pytest.param(b"BREW /api/v1/documents HTTP/1.1\r\n" + HOST + b"\r\n", id="H09 a method nobody knows"),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + b"Content-Type: text/xml\r\nContent-Length: 1\r\n\r\na",
            id="H10 another kind",
        ),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n"
            + HOST
            + b"Content-Type: application/json; charset=utf-7\r\nContent-Length: 2\r\n\r\n{}",
            id="H10 an unknown way to write",
        ),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + JSON_LINE + b"Content-Encoding: gzip\r\n"
            b"Content-Length: 1\r\n\r\na",
            id="H11 packed",
        ),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + JSON_LINE + b"Content-Length: 1\r\n"
            b"Content-Length: 2\r\n\r\na",
            id="H12 two lengths",
        ),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + JSON_LINE + b"Content-Length: -1\r\n\r\n",
            id="H12 a negative length",
        ),
        pytest.param(
            b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + JSON_LINE + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            id="H14 a chunk without size",
        ),
        pytest.param(b"GET /api/v1/forms HTTP/1.1\r\n\r\n", id="H15 no host"),
        pytest.param(b"GET /api/v1/forms HTTP/1.1\r\nHost: evil.example\r\n\r\n", id="H16 another host"),
        pytest.param(b"GET /api/v1/forms HTTP/1.1\r\n" + HOST + b"X: \xe9\r\n\r\n", id="H18 a header that is no ASCII"),
    ],
)
def test_a_request_no_software_sends_is_refused_without_a_500(wire: Wire, request_bytes: bytes) -> None:
    assert wire.raw(request_bytes)[0] in REFUSED | {0}


@pytest.mark.parametrize(
    "lines",
    [
        b"Range: bytes=0-10\r\n",
        b"If-None-Match: *\r\n",
        b"Cookie: junk; =; a==b\r\n",
        b"X-Forwarded-Host: example.org\r\nX-HTTP-Method-Override: DELETE\r\n",
        b"Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n",
        b"Authorization: Bearer none\r\n",
    ],
)
def test_headers_that_mean_nothing_at_the_machine_door_change_nothing(wire: Wire, lines: bytes) -> None:
    wanted = b"GET /api/v1/forms HTTP/1.1\r\n" + HOST + lines + b"Connection: close\r\n\r\n"

    status, answer = wire.raw(wanted)

    assert status == 200
    assert b"access-control-allow-origin" not in answer.lower()


@pytest.mark.parametrize("lines", [b"", b"Signature-Input: " + b"(" * 8000 + b"\r\nSignature: x\r\n"])
def test_an_unsigned_body_is_refused_before_it_is_read(wire: Wire, lines: bytes) -> None:
    head = b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + JSON_LINE + lines + b"Content-Length: 1000000\r\n"

    status, _ = wire.raw(head + b"Connection: close\r\n\r\n{", is_over=False)

    assert status in {401, 429}


def _rss_kib() -> int:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
