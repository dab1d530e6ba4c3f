"""From bytes to a JSON value, or a plain refusal: nothing hostile gets deeper into the house than this file."""

import json
import re
from typing import NoReturn

from marac.errors import InvalidForm
from meetings.forms import words
from meetings.forms.declaration import Json

LARGEST_DOCUMENT = 1_048_576
DEEPEST = 50
LONGEST_NUMBER = 20
# A text to its end, or to the end of everything: it never fails, so it never goes back and begins again.
_TEXTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


def read_document(sent: bytes) -> Json:
    """The one JSON value in these bytes. Raises InvalidForm; never anything else."""
    if len(sent) > LARGEST_DOCUMENT:
        _refuse("size")
    text = _decode(sent)
    if _depth(text) > DEEPEST:
        _refuse("depth")
    try:
        read: Json = _READ.decode(text)
    except (ValueError, RecursionError):
        _refuse("json")
    return read


def _refuse(key: str) -> NoReturn:
    sentence = words.sentence(f"message.document.{key}")
    raise InvalidForm({"document": sentence}, general=sentence)


def _decode(sent: bytes) -> str:
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError:
        _refuse("encoding")
    if text.startswith("\ufeff") or "\x00" in text:
        _refuse("encoding")
    return text


def _depth(text: str) -> int:
    """How deep brackets stand inside one another, without reading the document: no recursion."""
    depth = deepest = 0
    for sign in _BRACKETS.findall(_TEXTS.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _each_name_once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("twice")
    return found


def _read_whole(digits: str) -> int:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _refuse("number")


def _read_number(digits: str) -> float:
    number = float(digits)
    return number if abs(number) < float("inf") else _refuse("number")


def _no_number(word: str) -> NoReturn:
    _refuse("number")


_READ = json.JSONDecoder(
    object_pairs_hook=_each_name_once,
    parse_int=_read_whole,
    parse_float=_read_number,
    parse_constant=_no_number,
)
