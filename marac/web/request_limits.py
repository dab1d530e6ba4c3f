"""What a request may look like at all, decided before any of it is parsed."""

import re
from urllib.parse import parse_qsl, unquote_to_bytes

from litestar.types import HTTPScope

BODY_LIMIT = 64 * 1024
MULTIPART_PART_LIMIT = 100
_TARGET_LIMIT = 2000
_QUERY_KEYS_LIMIT = 20
_COOKIE_LIMIT = 8 * 1024
# Our addresses need no escapes; one that has them, or climbs, is none of ours.
_PATH = re.compile(rb"/(?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]*")
_FORM_KINDS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_MACHINE_KINDS = frozenset({"application/json", "application/octet-stream", "application/jose"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def refusal_of(scope: HTTPScope) -> int | None:
    """The status that refuses this request; None if it may go on."""
    path, query = scope["raw_path"].partition(b"?")[0], scope["query_string"]
    if len(path) + len(query) > _TARGET_LIMIT:
        return 400
    if not _PATH.fullmatch(path) or b".." in path:
        return 404
    headers = _headers_of(scope)
    if headers is None or not _is_query_plain(query) or len(headers.get("cookie", "")) > _COOKIE_LIMIT:
        return 400
    if scope["method"] in _WITH_BODY and not _is_content_taken(headers, is_machine=path.startswith(b"/api/")):
        return 415
    return None


def _headers_of(scope: HTTPScope) -> dict[str, str] | None:
    """The headers by name; None if one is not plain ASCII or one that decides is sent twice."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        try:
            name, value = raw_name.decode("ascii").lower(), raw_value.decode("ascii")
        except UnicodeDecodeError:
            return None
        if name in {"host", "content-type", "content-length", "origin"} and name in found:
            return None
        found[name] = f"{found[name]}; {value}" if name == "cookie" and name in found else value
    return found


def _is_query_plain(query: bytes) -> bool:
    """Whether each key stands once and every escape is UTF-8 text."""
    try:
        unquote_to_bytes(query).decode("utf-8")
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, max_num_fields=_QUERY_KEYS_LIMIT, errors="strict"
        )
    except ValueError:  # UnicodeDecodeError is one of them.
        return False
    keys = [key for key, _ in pairs]
    return len(set(keys)) == len(keys) and all(text.isprintable() for pair in pairs for text in pair)


def _is_content_taken(headers: dict[str, str], *, is_machine: bool) -> bool:
    """Whether a body of this kind is read here. An empty body needs no kind."""
    if headers.get("content-encoding", "identity") != "identity":
        return False
    kind, _, options = headers.get("content-type", "").partition(";")
    if not kind:
        return headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
    if kind.strip().lower() not in (_MACHINE_KINDS if is_machine else _FORM_KINDS):
        return False
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]+)", options, re.IGNORECASE)
    return charset is None or charset[1].lower() == "utf-8"
