"""What a sealed form says of itself beside its body: for whom, from whom, when, and that it is sent once.

Pure. The order of the checks is the one the page on the format promises.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from marac.errors import InvalidForm
from meetings.forms.canonical import canonical_json
from meetings.forms.reading import read_document
from meetings.sealed.causes import Cause, SealRefused, not_taken

SKEW = timedelta(minutes=5)
LONGEST_LIFE = timedelta(days=14)
_LATEST_SECOND = 253_402_300_799  # The end of the year 9999.
_PATTERNS = {
    "jti": re.compile(r"[0-9a-f]{32}"),
    "iss": re.compile(r"[a-z0-9][a-z0-9-]{0,59}"),
    "sub": re.compile(r"[\x21-\x7e]{1,64}"),
    "aud": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "skid": re.compile(r"[A-Za-z0-9_-]{1,64}"),
    "form": re.compile(r"[a-z0-9-]{1,60}"),
    "schema": re.compile(r"[0-9a-f]{64}"),
    "invite": re.compile(r"[0-9a-z]{10}"),
}
_MAY_BE_NULL = {"sub", "skid", "invite"}
_TIMES = ("iat", "nbf", "exp")


@dataclass(frozen=True, slots=True)
class Claims:
    """The members of the sealed JSON, by their own names; times in whole seconds since 1970."""

    jti: str
    iat: int
    nbf: int
    exp: int
    iss: str
    sub: str | None
    aud: str
    skid: str | None
    form: str
    schema: str
    invite: str | None
    body: dict[str, Any]


def write_claims(claims: Claims) -> bytes:
    """The bytes that are signed and sealed: canonical JSON (RFC 8785)."""
    return canonical_json({name: getattr(claims, name) for name in Claims.__slots__})


def read_claims(payload: bytes) -> Claims:
    """Raises SealRefused for anything but the canonical JSON of exactly these members."""
    try:
        read = read_document(payload)
        is_canonical = isinstance(read, dict) and canonical_json(read) == payload
    except InvalidForm:
        raise not_taken("not-json") from None
    if not is_canonical or not isinstance(read, dict) or read.keys() != Claims.__dataclass_fields__.keys():
        raise not_taken("members")
    if not all(_is_member(name, value) for name, value in read.items()):
        raise not_taken("member")
    return Claims(**cast(dict[str, Any], read))


def _is_member(name: str, value: object) -> bool:
    if name == "body":
        return isinstance(value, dict)
    if name in _TIMES:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LATEST_SECOND
    if value is None:
        return name in _MAY_BE_NULL
    return isinstance(value, str) and _PATTERNS[name].fullmatch(value) is not None


def check_place(claims: Claims, *, area: UUID, form: str, schema: str) -> None:
    """It is for this area, and the form inside is the one the seal is bound to."""
    if claims.aud != str(area):
        raise SealRefused(Cause.OTHER_AREA, "aud")
    if (claims.form, claims.schema) != (form, schema) or not _is_body_of(claims.body, form):
        raise not_taken("form")


def _is_body_of(body: dict[str, Any], form: str) -> bool:
    return f"{body.get('form')}-{body.get('version')}" == form


def check_times(claims: Claims, *, arrived_at: datetime, longest: timedelta = LONGEST_LIFE) -> None:
    """As it was when the form arrived: however long it then waited for its opening."""
    now, skew = arrived_at.timestamp(), SKEW.total_seconds()
    if claims.iat > now + skew or claims.nbf > now + skew:
        raise not_taken("future")
    if not claims.iat <= claims.exp <= claims.iat + longest.total_seconds() or claims.nbf > claims.exp:
        raise not_taken("times")
    if now > claims.exp + skew:
        raise SealRefused(Cause.TOO_OLD, "exp")
