"""Class H: requests no browser sends to an address that one may open, and which answers are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Headers = list[tuple[bytes, bytes]]
DONE = frozenset({200, 303, 404, 409})
REFUSED = frozenset({400, 404, 405, 413, 415, 422})
# Of a case that left somebody's list in this moment the same is said as of one that never was on it.
NO_LONGER_THERE = frozenset({404, 409})
# Below some pages stands an address that only a form is sent to.
NOT_THERE_OR_SENT = frozenset({404, 405})
# Health checks come by number, and under any name.
HEALTH = (b"/healthz", b"/readyz")
# A record that is not there, one that could be, and what can be none.
NO_REFERENCES = (b"0000000000", b"7k3q9xbd2h", b"zz", b"-1", b"9" * 30)
_REFERENCE = re.compile(rb"[0-9a-hjkmnp-tv-z]{10}")


@dataclass(frozen=True)
class Odd:
    """One request beside the cookie of whoever sends it."""

    id: str
    target: bytes
    expected: frozenset[int]
    method: str = "GET"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    host: bytes = b"desk.test"
    body: bytes = b""


def odd_requests(address: str, *, is_open: bool) -> list[Odd]:
    """A page open to all may say the same of every reference, and so it does: a letter leads there."""
    here = address.encode()
    return [
        *([] if is_open else _of_references(here)),
        *_of_addresses(here),
        *_of_queries(here),
        *_of_headers(here),
        *_of_methods(here),
    ]


def _of_references(here: bytes) -> Iterator[Odd]:
    found = list(_REFERENCE.finditer(here))
    for none in NO_REFERENCES if found else ():
        elsewhere = here[: found[-1].start()] + none + here[found[-1].end() :]
        yield Odd("H01 a reference of nothing", elsewhere, NO_LONGER_THERE)


def _of_addresses(here: bytes) -> Iterator[Odd]:
    for id_, around in (
        ("H02 an address that climbs", here + b"/..%2f..%2fetc/passwd"),
        ("H02 an address that climbs with dots", here + b"/%2e%2e/"),
        ("H02 two strokes", b"/" + here),
        ("H02 a semicolon", here + b";a=b"),
        ("H02 a backslash", here + b"\\x"),
        ("H03 a nought", here + b"%00"),
        ("H25 a path that ends like a picture", here.rstrip(b"/") + b"/a.css"),
    ):
        yield Odd(id_, around, NOT_THERE_OR_SENT)
    yield Odd("H05 an address of 200 kB", here + b"?a=" + b"x" * 200_000, REFUSED)


def _of_queries(here: bytes) -> Iterator[Odd]:
    for id_, query in (
        ("H03 a nought in the query", b"a=%00"),
        ("H04 an overlong escape", b"a=%c0%af"),
        ("H04 raw bytes", b"a=\xff\xfe"),
        ("H06 a key twice", b"page=1&page=2"),
        ("H07 ten thousand keys", b"&".join(b"a%d=1" % n for n in range(10_000))),
    ):
        yield Odd(id_, here + b"?" + query, REFUSED)
    for id_, query in (
        ("H24 a way out", b"next=//evil.example&page=-1"),
        ("H24 a way out by backslashes", b"next=\\\\evil.example"),
        ("H25 a query like a picture", b"x=.css"),
        ("H25 a page there is not", b"page=99999999999999999999"),
        ("H25 a page of another script", "page=١٢".encode()),
    ):
        yield Odd(id_, here + b"?" + query, DONE | REFUSED)


def _of_headers(here: bytes) -> Iterator[Odd]:
    for id_, expected, headers in (
        ("H16 a forwarded host", DONE, [(b"x-forwarded-host", b"evil.example"), (b"x-forwarded-for", b"'")]),
        ("H18 a header that is not ASCII", REFUSED, [(b"x-name", b"\xe9")]),
        ("H19 a cookie of 9 kB", REFUSED, [(b"cookie", b"a=" + b"b" * 9_000)]),
        ("H19 cookies that are none", DONE, [(b"cookie", b"junk; =; a==b; __Host-outcome=%%%")]),
        ("H19 two sessions", DONE, [(b"cookie", b"__Host-desk=" + b"A" * 43)]),
        ("H21 a piece of it", DONE, [(b"range", b"bytes=0-1"), (b"if-none-match", b"*")]),
        ("H22 it accepts nonsense", DONE | {406}, [(b"accept", b"nonsense/;;q=z"), (b"accept-language", b"-")]),
        ("H23 another protocol", DONE, [(b"upgrade", b"websocket"), (b"sec-websocket-key", b"x")]),
        ("H08 another method by a header", DONE, [(b"x-http-method-override", b"DELETE")]),
    ):
        yield Odd(id_, here, expected, headers=tuple(headers))
    yield Odd("H16 the host of somebody else", here, DONE if here in HEALTH else REFUSED, host=b"evil.example")
    yield Odd("H17 the host with its port", here, DONE, host=b"desk.test:443")


def _of_methods(here: bytes) -> Iterator[Odd]:
    form = (b"content-type", b"application/x-www-form-urlencoded")
    yield Odd("H08 a method nobody knows", here, REFUSED, method="BREW")
    yield Odd("H08 trace", here, REFUSED, method="TRACE")
    yield Odd("H09 the head alone", here, DONE | {405}, method="HEAD")
    yield Odd("H12 a packed body", here, REFUSED, "POST", (form, (b"content-encoding", b"gzip")), body=b"a")
    yield Odd("H20 from another site", here, REFUSED, "POST", (form, (b"sec-fetch-site", b"cross-site")), body=b"a=1")
    yield Odd("H20 of another origin", here, REFUSED, "POST", (form, (b"origin", b"https://evil.example")), body=b"a=1")
    yield Odd("H10 no kind of content", here, REFUSED, "POST", (), body=b"a=1")
