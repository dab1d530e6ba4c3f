"""Signed requests (RFC 9421): one scheme, Ed25519, over method, address and content, fresh and used once.

The address that counts is our own public one, so what was signed for another service opens nothing here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureAlgorithm,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    VerifyResult,
)

from agencies.agency_keys import AgencyKey

LONGEST_AGE = timedelta(minutes=5)
AHEAD = timedelta(minutes=1)
TAG = "marac-api-1"
ALWAYS = ("@method", "@target-uri")
WITH_CONTENT = (*ALWAYS, "content-digest", "content-type")
IDEMPOTENCY_KEY = "idempotency-key"
_MAY_BE_COVERED = frozenset({*WITH_CONTENT, "@authority", "@path", "@query", "content-length", "date", IDEMPOTENCY_KEY})
_KEY_ID = re.compile(r';\s*keyid="([0-9a-z]{10})"')
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")

NOT_SIGNED = "Sign the request with a key of your agency, as RFC 9421 says. Accept-Signature names the fields."
NOT_OURS = "Use a key that two people of this area have enrolled and nobody has taken back, and sign what you send."
NOT_COVERED = "Cover the fields that Accept-Signature names, whole and once, and say created, keyid, nonce and tag."
NOT_FRESH = "Sign anew: the signature is older than five minutes, or its time lies ahead of ours."
NOT_THE_CONTENT = "Send Content-Digest with the SHA-256 or SHA-512 of exactly the bytes you send, and cover it."
NOT_FIRST = "Sign anew with another nonce: this request was answered already."


class NotSigned(Exception):
    """A request without a signature that counts; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request as the library wants to see it."""

    method: str
    url: str
    headers: "Lines"


class Lines:
    """Header lines in their order, repeated ones included."""

    def __init__(self, lines: Iterable[tuple[bytes, bytes]]) -> None:
        self._lines = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in lines]

    def items(self) -> Sequence[tuple[str, str]]:
        return self._lines

    def get(self, name: str) -> str | None:
        """The one value of this header; None where it is absent or stands twice."""
        found = [value for each, value in self._lines if each.lower() == name]
        return found[0] if len(found) == 1 else None


def named_key(headers: Lines) -> str:
    """The id of the key that the request says it is signed with. Raises NotSigned."""
    told = headers.get("signature-input")
    found = _KEY_ID.findall(told) if told else []
    if len(found) != 1 or headers.get("signature") is None:
        raise NotSigned(NOT_SIGNED)
    return str(found[0])


def check_signature(message: Message, key: AgencyKey, *, now: datetime, has_content: bool) -> VerifyResult:
    """The one signature of this request, as this key made it. Raises NotSigned."""
    try:
        (found,) = _Verifier(key, now).verify(message, max_age=LONGEST_AGE)
    except _NotFresh:
        raise NotSigned(NOT_FRESH) from None
    except (HTTPMessageSignaturesException, ValueError):
        raise NotSigned(NOT_OURS) from None
    _requires_cover(message, found, has_content=has_content)
    return found


def check_content(message: Message, found: VerifyResult, *, key: AgencyKey, now: datetime, body: bytes) -> None:
    """Whether these are the bytes whose digest was signed. Raises NotSigned."""
    try:
        _Verifier(key, now).verify_body(message, [found], body)
    except (HTTPMessageSignaturesException, ValueError):
        raise NotSigned(NOT_THE_CONTENT) from None


def accept_signature(*, has_content: bool) -> dict[str, str]:
    """What an answer says about the signature it misses (RFC 9421, section 5)."""
    fields = " ".join(f'"{name}"' for name in (WITH_CONTENT if has_content else ALWAYS))
    wanted = f'sig=({fields});created;keyid;nonce;alg="ed25519";tag="{TAG}"'
    return {"WWW-Authenticate": "Signature", "Accept-Signature": wanted}


def _requires_cover(message: Message, found: VerifyResult, *, has_content: bool) -> None:
    covered = {name for name in found.covered_components if name != '"@signature-params"'}
    needed = set(WITH_CONTENT if has_content else ALWAYS)
    if message.headers.get(IDEMPOTENCY_KEY) is not None:
        needed.add(IDEMPOTENCY_KEY)
    allowed = {f'"{name}"' for name in _MAY_BE_COVERED}
    nonce = found.nonce or ""
    if (
        not {f'"{name}"' for name in needed} <= covered <= allowed
        or found.parameters.get("tag") != TAG
        or not _NONCE.fullmatch(nonce)
    ):
        raise NotSigned(NOT_COVERED)


class _NotFresh(Exception):
    """Too old, or of a time to come."""


class _Ed25519(HTTPSignatureAlgorithm):
    """The agency's key checks for itself; nothing here holds key material."""

    algorithm_id = "ed25519"

    def __init__(self, public_key: Any = None, private_key: Any = None) -> None:
        self.key: AgencyKey = public_key

    def verify(self, signature: bytes, message: bytes) -> None:
        if not self.key.has_signed(message, signature):
            raise InvalidSignature("Not of this key")


class _OneKey(HTTPSignatureKeyResolver):
    """Knows the key that was asked of the database, and no other."""

    def __init__(self, key: AgencyKey) -> None:
        self.key = key

    def resolve_public_key(self, key_id: str) -> AgencyKey | None:
        return self.key if key_id == self.key.key_id else None


class _Verifier(HTTPMessageVerifier):
    """The library's rules, by our own clock."""

    def __init__(self, key: AgencyKey, now: datetime) -> None:
        super().__init__(signature_algorithm=_Ed25519, key_resolver=_OneKey(key))
        self.now = now

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        told = sig_input.params
        created = _moment(told.get("created"))
        expires = _moment(told["expires"]) if "expires" in told else None
        if not self.now - LONGEST_AGE <= created <= self.now + AHEAD or (expires is not None and expires < self.now):
            raise _NotFresh


def _moment(told: object) -> datetime:
    if type(told) is not int:
        raise _NotFresh
    try:
        return datetime.fromtimestamp(told, tz=UTC)
    except (OverflowError, ValueError, OSError):
        raise _NotFresh from None
