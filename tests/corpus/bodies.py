"""Class F, forms: bodies no browser sends, made out of a form that one would send."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from tests.autopilot import FRAME, Pairs
from tests.corpus.words import MARK, WRITTEN

URLENCODED = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
VALUES = tomllib.loads((Path(__file__).parent / "values.toml").read_text())["value"]
# Done, refused by field, refused as a whole, not there, too large, too often.
ORDINARY = frozenset({200, 303, 400, 404, 409, 413, 422, 429})
REFUSED = frozenset({400, 404, 409, 413, 415, 422, 429})
# A form of another site, or of nobody, is answered without a look at what it says.
NOT_OURS = frozenset({404, 409, 429})


@dataclass(frozen=True)
class Hostile:
    """One body, which answers are right, and the text that must stand in the form again if it is refused."""

    id: str
    written: Callable[[], bytes]
    kind: str = URLENCODED
    expected: frozenset[int] = ORDINARY
    typed: str = ""

    @property
    def body(self) -> bytes:
        """Made when it is sent: some are large."""
        return self.written()


def bodies(fields: Pairs) -> list[Hostile]:
    """Every class for this form."""
    told = [(name, MARK if value == WRITTEN else value) for name, value in fields]
    return [*_values(fields), *_shapes(told), *_bytes(told), *_of_other_kinds(told), *_in_parts(told)]


def _values(fields: Pairs) -> Iterator[Hostile]:
    """Each value in every field; what is very long in the first alone."""
    first = next((name for name, value in fields if value == WRITTEN), "")
    for entry in VALUES:
        text, is_long = entry["text"] * entry.get("times", 1), "times" in entry
        written = [(name, _in_place(value, text if name == first or not is_long else "x")) for name, value in fields]
        yield Hostile(entry["id"], partial(_encoded, written), typed=text if entry.get("kept", True) else "")


def _in_place(value: str, text: str) -> str:
    return text if value == WRITTEN else value


def _encoded(pairs: Pairs, behind: bytes = b"") -> bytes:
    return urlencode(pairs).encode() + behind


def _shapes(told: Pairs) -> Iterator[Hostile]:
    """The form with fields too many, too few or of another page."""
    frame = [pair for pair in told if pair[0] in FRAME]
    inside = [pair for pair in told if pair[0] not in FRAME]
    rows = [(f"children.{n}.given_names", "x") for n in range(1000)]
    for id_, pairs, expected in (
        ("F01 nothing at all", [], REFUSED),
        ("F02 nothing but the frame", frame, ORDINARY),
        ("F03 fields that are none", [*told, (MARK, "1"), ("__proto__", "1")], ORDINARY),
        ("F04 every field twice", [*told, *inside], ORDINARY),
        ("F31 choices nobody offered", frame + [(name, MARK) for name, _ in inside], ORDINARY),
        ("F32 a thousand rows", [*told, *rows], ORDINARY),
        ("F33 a page of yesterday", frame + [(name, _stale(name, value)) for name, value in inside], ORDINARY),
        ("F34 no token", inside, NOT_OURS),
        ("F34 a token of nobody", [("csrf", "x" * 43), *inside], NOT_OURS),
        ("F34 a key that is none", [*frame[:1], ("once", "'" * 500), *inside], ORDINARY),
    ):
        yield Hostile(id_, partial(_encoded, pairs), expected=expected)


def _stale(name: str, value: str) -> str:
    return "-1" if name.startswith(("revision", "base", "mark", "window", "n")) else value


def _bytes(told: Pairs) -> Iterator[Hostile]:
    """The form in bytes that are no form, or no text."""
    for id_, behind in (
        ("F06 bytes that are no text, escaped", b"&a=%ff%fe"),
        ("F06 bytes that are no text", b"&a=\xff\xfe"),
        ("F10 cut off inside an escape", b"&a=%e"),
        ("F11 something behind the end", b"}\0"),
        ("F17 half of a pair", b"&a=%ed%a0%80"),
    ):
        yield Hostile(id_, partial(_encoded, told, behind))
    yield Hostile("F07 a mark of the order of bytes", lambda: b"\xef\xbb\xbf" + _encoded(told))
    yield Hostile("F08 two bytes a letter", lambda: urlencode(told).encode("utf-16"), expected=REFUSED)


def _of_other_kinds(told: Pairs) -> Iterator[Hostile]:
    for id_, body in (
        ("F06 JSON that is no text", b'{"a": "\xff"}'),
        ("F09 JSON as deep as a well", b"[" * 60_000),
        ("F12 JSON with a number that is none", b'{"a": NaN}'),
    ):
        yield Hostile(id_, partial(bytes, body), "application/json", REFUSED)
    yield Hostile("H10 a form that says it is plain text", partial(_encoded, told), "text/plain", REFUSED)
    yield Hostile("H11 a charset nobody should use", partial(_encoded, told), f"{URLENCODED}; charset=utf-7", REFUSED)


def _in_parts(told: Pairs) -> Iterator[Hostile]:
    part = partial(_part, next((value for name, value in told if name == "csrf"), ""))
    for id_, kind, body in (
        ("H26 parts with a charset nobody knows", PARTS, partial(part, b"klingon")),
        ("H26 parts that are no text", PARTS, partial(part, b"utf-8", b"\xff\xfe")),
        ("H26 parts without their boundary", "multipart/form-data", partial(part, b"utf-8")),
        ("H26 parts cut off", PARTS, lambda: part(b"utf-8")[:-30]),
    ):
        yield Hostile(id_, body, kind, REFUSED)


def _part(token: str, charset: bytes, content: bytes = b"x") -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + token.encode() + b"\r\n"
    kind = b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=' + charset
    return head + kind + b"\r\n\r\n" + content + b"\r\n--b--\r\n"
