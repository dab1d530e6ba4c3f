"""Exchange documents as bytes: read strictly, and told apart by their canonical form."""

import hashlib
import json
from typing import NoReturn

from marac.errors import InvalidForm

LARGEST_DOCUMENT = 2_000_000
NOT_READABLE = "Send one JSON document in UTF-8. This file could not be read as one."
TOO_LARGE = "Send a smaller file. A document may have 2 MB at most."
TWICE = "Send each field once. A field stands twice in this document."


class _Twice(ValueError):
    """A name stands twice in one object: which of the two was meant cannot be known."""


def read_document(raw: bytes) -> object:
    """The document in these bytes. Raises InvalidForm; the message never repeats what was sent."""
    if len(raw) > LARGEST_DOCUMENT:
        raise InvalidForm({"document": TOO_LARGE})
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_refuse_constant)
    except _Twice as error:
        raise InvalidForm({"document": TWICE}) from error
    except (ValueError, RecursionError) as error:
        raise InvalidForm({"document": NOT_READABLE}) from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _Twice
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def canonical_sha256(document: object) -> str:
    """SHA-256 of the canonical JSON (RFC 8785: keys sorted, no white space, UTF-8): equal for equal content."""
    text = json.dumps(_canonical(document), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, dict):
        # RFC 8785 sorts by UTF-16 code units, not by code points.
        names = sorted(value, key=lambda name: str(name).encode("utf-16-be", "surrogatepass"))
        return {name: _canonical(value[name]) for name in names}
    if isinstance(value, list):
        return [_canonical(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
