"""What everybody may know of the keys for sealed forms: the signed list, how it is checked, and fingerprints.

The bytes are those of docs/sealed-forms.md. Nothing here needs a root key.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from marac.errors import SealBroken
from marac.vault.primitives import BROKEN, fingerprint, is_signed

ACCEPTED_AFTER = timedelta(days=30)
SKEW = timedelta(minutes=5)
_LIST = b"marac-seal-keys/1"
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key a form may be sealed to, as far as a door must know it."""

    key_id: UUID
    area: UUID
    suite: int
    not_before: datetime
    not_after: datetime

    def is_open_at(self, moment: datetime) -> bool:
        return self.not_before - SKEW <= moment <= self.accepted_until + SKEW

    def is_retired_at(self, moment: datetime) -> bool:
        return moment > self.accepted_until + SKEW

    @property
    def accepted_until(self) -> datetime:
        return self.not_after + ACCEPTED_AFTER


@dataclass(frozen=True, slots=True)
class SignedList:
    """One edition of an area's list: its canonical bytes, who signed them, and the signature."""

    body: bytes
    root: bytes
    signature: bytes

    def shown(self) -> dict[str, Any]:
        return {"list": json.loads(self.body), "root": encoded(self.root), "signature": encoded(self.signature)}


def list_bytes(body: bytes) -> bytes:
    """What the area's root signs."""
    return _LIST + body


def is_sound(signed: SignedList) -> bool:
    return is_signed(signed.root, list_bytes(signed.body), signed.signature)


def root_fingerprint(root: bytes) -> str:
    return _digits(b"marac-area-root/1" + root)


def key_fingerprint(public: bytes) -> str:
    return _digits(b"marac-seal-key/1" + public)


def _digits(message: bytes) -> str:
    """Twenty digits in groups of five, to be read out by telephone."""
    digits = f"{int.from_bytes(fingerprint(message), 'big') % 10**_DIGITS:0{_DIGITS}}"
    return " ".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Raises SealBroken for what is no base64url without padding."""
    try:
        if "=" in text or encoded(found := base64.b64decode(text + "=" * (-len(text) % 4), b"-_", True)) != text:
            raise SealBroken(BROKEN)
    except (binascii.Error, ValueError):
        raise SealBroken(BROKEN) from None
    return found
