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
_TOKENS = re.compile(r'\\.|["\[\]{}]', re.DOTALL)


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
    """How deep brackets stand inside one another, without reading the document: one pass, no recursion."""
    depth = deepest = 0
    is_in_text = False
    for token in _TOKENS.finditer(text):
        sign = token[0]
        if sign == '"':
            is_in_text = not is_in_text
        elif not is_in_text and len(sign) == 1:
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
