"""Sealing a form for an area from its signed list of keys, as an agency does it without the service. Pure."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from marac.errors import InvalidForm, Refused, SealBroken
from marac.vault.key_lists import SignedList, decoded, is_sound
from marac.vault.primitives import SEAL_X25519, Key
from marac.vault.sealed_forms import LARGEST_ENVELOPE, FormKind, Recipient, seal_form
from meetings.forms.canonical import canonical_json
from meetings.forms.declaration import Json
from meetings.forms.reading import read_document
from meetings.sealed.claims import LONGEST_LIFE, Claims, write_claims

NOT_A_LIST = "This is no list of keys for sealed forms, or its signature does not hold. Fetch it again."
WHICH_AREA = "This list is of several areas. Say which: --area SLUG."
NO_KEY = "No key of this list is in use now. Fetch the list again."
NO_FORM = "This area takes no such form sealed, or not of this version."
TOO_LARGE = "This form is too large to be sealed: 1 MB is the most."


@dataclass(frozen=True, slots=True)
class KeyList:
    """A list whose signature holds."""

    area: UUID
    slug: str
    serial: int
    root: bytes
    keys: tuple[dict[str, Any], ...]
    forms: dict[str, str]

    def recipient(self, *, suite: int, now: datetime) -> Recipient:
        """The key that began last of those in use. Raises Refused where there is none."""
        seconds = now.timestamp()
        open_now = [
            key for key in self.keys if key["suite"] == suite and key["not_before"] <= seconds < key["not_after"]
        ]
        if not open_now:
            raise Refused(NO_KEY)
        newest = max(open_now, key=lambda key: int(key["not_before"]))
        return Recipient(self.area, UUID(newest["id"]), suite, decoded(newest["public"]))


@dataclass(frozen=True, slots=True)
class Signing:
    """A key of the agency: its id as the coordinator's page shows it, and the secret half."""

    key_id: str
    seed: Key = field(repr=False)


def read_key_list(content: bytes, *, slug: str | None = None) -> KeyList:
    """One area's list out of what the service serves. Raises Refused for what is none, or not signed by its root."""
    try:
        lists = [_checked(each) for each in json.loads(content)["lists"]]
    except (ValueError, KeyError, TypeError, SealBroken, InvalidForm):
        raise Refused(NOT_A_LIST) from None
    found = [each for each in lists if slug is None or each.slug == slug]
    if len(found) != 1:
        raise Refused(WHICH_AREA if found else NOT_A_LIST)
    return found[0]


def _checked(served: dict[str, Any]) -> KeyList:
    listed = served["list"]
    signed = SignedList(canonical_json(listed), decoded(served["root"]), decoded(served["signature"]))
    if not is_sound(signed):
        raise Refused(NOT_A_LIST)
    return KeyList(
        UUID(listed["area"]["id"]),
        str(listed["area"]["slug"]),
        int(listed["serial"]),
        signed.root,
        tuple(listed["keys"]),
        {str(form["form"]): str(form["schema"]) for form in listed["forms"]},
    )


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends, and for how long it counts."""

    jti: str
    agency: str
    now: datetime
    life: timedelta = LONGEST_LIFE
    sub: str | None = None
    signing: Signing | None = None
    suite: int = SEAL_X25519


def seal_document(keys: KeyList, document: bytes, sending: Sending) -> bytes:
    """The envelope of one exchange document. Raises InvalidForm for what is no document, Refused for the rest."""
    body = read_document(document)
    claims = claims_of(keys, body, sending)
    signing = sending.signing
    envelope = seal_form(
        keys.recipient(suite=sending.suite, now=sending.now),
        FormKind(claims.form, bytes.fromhex(claims.schema)),
        write_claims(claims),
        signing_seed=signing.seed if signing else None,
    )
    if len(envelope) > LARGEST_ENVELOPE:
        raise Refused(TOO_LARGE)
    return envelope


def claims_of(keys: KeyList, body: Json, sending: Sending) -> Claims:
    """What the form says of itself. Raises Refused for a form this area's list does not name."""
    named = f"{body.get('form')}-{body.get('version')}" if isinstance(body, dict) else ""
    schema = keys.forms.get(named)
    if schema is None or not isinstance(body, dict):
        raise Refused(NO_FORM)
    seconds = int(sending.now.timestamp())
    return Claims(
        jti=sending.jti,
        iat=seconds,
        nbf=seconds,
        exp=seconds + int(sending.life.total_seconds()),
        iss=sending.agency,
        sub=sending.sub,
        aud=str(keys.area),
        skid=sending.signing.key_id if sending.signing else None,
        form=named,
        schema=schema,
        invite=None,
        body=dict(body),
    )
