"""Canonical JSON (RFC 8785) and its SHA-256: two documents are the same content when these are equal."""

import hashlib
import json
import math
from decimal import Decimal

from marac.errors import InvalidForm
from meetings.forms import words
from meetings.forms.declaration import Json

# Numbers are doubles there: whole numbers beyond this lose their last figures.
_EXACT = 2**53
_MOST_PLAIN_DIGITS = 21
_MOST_LEADING_ZEROS = 6
_TEXT = json.JSONEncoder(ensure_ascii=False)


def canonical_json(document: Json) -> bytes:
    """Keys sorted by UTF-16, no white space, UTF-8. Raises InvalidForm for half a surrogate pair."""
    try:
        return _write(document).encode("utf-8")
    except UnicodeEncodeError:
        sentence = words.sentence("message.document.characters")
        raise InvalidForm({"document": sentence}, general=sentence) from None


def fingerprint(document: Json) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def _write(value: Json) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_TEXT.encode(name)}:{_write(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_write(each) for each in value) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        return _TEXT.encode(value)
    return _write_number(value)


def _write_number(number: float) -> str:
    """As ECMAScript writes a double: the shortest digits, an exponent only for the very large and very small."""
    if isinstance(number, int) and abs(number) < _EXACT:
        return str(number)
    value = float(number)
    if not math.isfinite(value):
        raise InvalidForm({}, general=words.sentence("message.document.number"))
    shortest = Decimal(repr(abs(value))).normalize().as_tuple()
    digits = "".join(str(digit) for digit in shortest.digits)
    sign = "-" if value < 0 else ""
    return sign + _place_point(digits, len(digits) + int(shortest.exponent)) if value else "0"


def _place_point(digits: str, point: int) -> str:
    """`point` is how many digits stand before the decimal point."""
    if len(digits) <= point <= _MOST_PLAIN_DIGITS:
        return digits.ljust(point, "0")
    if 0 < point <= _MOST_PLAIN_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if -_MOST_LEADING_ZEROS < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{point - 1:+d}"
