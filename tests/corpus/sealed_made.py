"""Class S: sealed forms with one thing wrong each, made by an agency whose key counts."""

import base64
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from marac.vault.key_lists import encoded
from marac.vault.primitives import SEAL_X25519, Key, new_signing_pair, seal_to, sign
from marac.vault.sealed_forms import (
    HEADER_BYTES,
    LARGEST_ENVELOPE,
    FormKind,
    Recipient,
    info_of,
    seal_form,
    signed_bytes,
)
from meetings.forms.canonical import canonical_json
from meetings.sealed.claims import write_claims
from meetings.sealed.sealing import claims_of
from tests.documents import a_referral
from tests.sealed import Sealers, jws, sealed_jwe
from tests.signing import Enrolled

DAY = 86_400
# The order of the group: adding it to the number in a signature gives the same point written another way.
ORDER = 2**252 + 27742317777372353535851937790883648493
LOW_ORDER = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
SIGNATURE = 64


@dataclass
class Sending:
    """Who seals, to whom; each form under a reference and a jti of its own."""

    sealers: Sealers
    southdale: Sealers
    key: Enrolled
    others: Enrolled
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def to(self) -> Recipient:
        return self.sealers.listed.recipient(suite=SEAL_X25519, now=self.sealers.cast.desk.clock.now())

    @property
    def kind(self) -> FormKind:
        return FormKind("marac-referral-1", bytes.fromhex(self.sealers.listed.forms["marac-referral-1"]))

    def claims(self, **also: Any) -> dict[str, Any]:
        """The members of a form that would be taken in, with these put wrong."""
        number = next(self.numbers)
        sending = replace(self.sealers.sending(self.key, jti=number), life=timedelta(hours=1))
        body = a_referral(sender_reference=f"S-{number}")
        told: dict[str, Any] = json.loads(write_claims(claims_of(self.sealers.listed, body, sending)))
        return {name: value for name, value in {**told, **also}.items() if value is not ...}

    def payload(self, **also: Any) -> bytes:
        return canonical_json(self.claims(**also))

    def sealed(self, payload: bytes, *, seed: Key | None = None) -> bytes:
        return seal_form(self.to, self.kind, payload, signing_seed=seed or self.key.pair.seed)

    def with_signature(self, signature: bytes, payload: bytes) -> bytes:
        """Sealed as it must be, around this signature."""
        plain = bytes([len(signature)]) + signature + payload
        header = self.good()[:HEADER_BYTES]
        return header + seal_to(self.to.suite, self.to.public, plain, info=info_of(self.to, self.kind))

    def good(self) -> bytes:
        return self.sealed(self.payload())

    def holding(self, body: bytes) -> bytes:
        """A sealed form whose body is these bytes, whatever they are."""
        payload = self.payload()
        begin, end = payload.index(b'"body":') + 7, payload.index(b',"exp":')
        return self.sealed(payload[:begin] + body + payload[end:])

    def jwe(self, **header: Any) -> bytes:
        """A JWE of the profile, its header changed afterwards."""
        inside = jws(self.payload(), key_id=self.key.key_id, seed=self.key.pair.seed)
        head, rest = sealed_jwe(self.to.key_id, self.to.public, inside).split(b".", 1)
        members = {**json.loads(base64.urlsafe_b64decode(head + b"=" * (-len(head) % 4))), **header}
        return encoded(json.dumps(members).encode()).encode() + b"." + rest

    def jws(self, **header: Any) -> bytes:
        inside = jws(self.payload(), key_id=self.key.key_id, seed=self.key.pair.seed, **header)
        return sealed_jwe(self.to.key_id, self.to.public, inside)


def _at(envelope: bytes, place: int, byte: int | None = None) -> bytes:
    """With this byte in this place, or the one there flipped."""
    place %= len(envelope)
    return envelope[:place] + bytes([envelope[place] ^ 1 if byte is None else byte]) + envelope[place + 1 :]


def _low_order(to: Sending) -> bytes:
    good = to.good()
    return good[:HEADER_BYTES] + LOW_ORDER + good[HEADER_BYTES + 32 :]


def _noughts(to: Sending) -> bytes:
    good = to.good()
    return good[:HEADER_BYTES] + bytes(32) + good[HEADER_BYTES + 32 :]


def _not_canonical(to: Sending) -> bytes:
    payload = to.payload()
    signed = sign(to.key.pair.seed, signed_bytes(info_of(to.to, to.kind), to.to.public, payload))
    number = int.from_bytes(signed[32:], "little") + ORDER
    return to.with_signature(signed[:32] + number.to_bytes(32, "little"), payload)


def _over_other_bytes(to: Sending) -> bytes:
    signed = sign(to.key.pair.seed, signed_bytes(info_of(to.to, to.kind), to.to.public, b"{}"))
    return to.with_signature(signed, to.payload())


def _as_json(to: Sending) -> bytes:
    head, key, iv, sealed, tag = to.jwe().decode().split(".")
    return json.dumps({"protected": head, "encrypted_key": key, "iv": iv, "ciphertext": sealed, "tag": tag}).encode()


def _for_two(to: Sending) -> bytes:
    head, key, iv, sealed, tag = to.jwe().decode().split(".")
    each = {"encrypted_key": key}
    return json.dumps(
        {"protected": head, "recipients": [each, each], "iv": iv, "ciphertext": sealed, "tag": tag}
    ).encode()


def _seconds(to: Sending, days: float) -> int:
    return int(to.sealers.cast.desk.clock.now().timestamp() + days * DAY)


def _for_southdale(to: Sending) -> bytes:
    return to.southdale.seal(a_referral(), to.key)


MADE: dict[str, Callable[[Sending], bytes]] = {
    "header_alone": lambda to: to.good()[:HEADER_BYTES],
    "other_magic": lambda to: b"MARAK" + to.good()[5:],
    "version_two": lambda to: _at(to.good(), 5, 2),
    "suite_nine": lambda to: _at(to.good(), 6, 9),
    "suite_three": lambda to: _at(to.good(), 6, 3),
    "byte_behind": lambda to: to.good() + b"\0",
    "flipped_key_id": lambda to: _at(to.good(), 10),
    "flipped_enc": lambda to: _at(to.good(), HEADER_BYTES + 4),
    "flipped_body": lambda to: _at(to.good(), HEADER_BYTES + 100),
    "flipped_end": lambda to: _at(to.good(), -1),
    "cut_in_header": lambda to: to.good()[:12],
    "cut_in_body": lambda to: to.good()[:-40],
    "a_byte_too_large": lambda to: to.good().ljust(LARGEST_ENVELOPE + 1, b"\0"),
    "unknown_key": lambda to: to.good()[:7] + uuid4().bytes + to.good()[HEADER_BYTES:],
    "for_southdale": _for_southdale,
    "aud_of_southdale": lambda to: to.sealed(to.payload(aud=str(to.southdale.listed.area))),
    "iss_of_children": lambda to: to.sealed(to.payload(iss="northmoor-children")),
    "skid_of_children": lambda to: to.sealed(to.payload(skid=to.others.key_id), seed=to.others.pair.seed),
    "skid_of_nobody": lambda to: to.sealed(to.payload(skid="0000000000")),
    "unsigned": lambda to: to.with_signature(b"", to.payload(skid=None)),
    "signature_of_noughts": lambda to: to.with_signature(bytes(SIGNATURE), to.payload()),
    "signed_by_another": lambda to: to.sealed(to.payload(), seed=new_signing_pair().seed),
    "signature_over_other_bytes": _over_other_bytes,
    "point_of_noughts": _noughts,
    "point_of_low_order": _low_order,
    "signature_not_canonical": _not_canonical,
    "exp_past": lambda to: to.sealed(to.payload(iat=_seconds(to, -2), nbf=_seconds(to, -2), exp=_seconds(to, -1.5))),
    "exp_too_far": lambda to: to.sealed(to.payload(exp=_seconds(to, 365))),
    "nbf_future": lambda to: to.sealed(to.payload(nbf=_seconds(to, 0.5), exp=_seconds(to, 0.9))),
    "iat_future": lambda to: to.sealed(to.payload(iat=_seconds(to, 1), exp=_seconds(to, 1.5))),
    "time_with_fraction": lambda to: to.sealed(to.payload(exp=_seconds(to, 0.5) + 0.5)),
    "time_as_text": lambda to: to.sealed(to.payload(exp=str(_seconds(to, 0.5)))),
    "without_jti": lambda to: to.sealed(to.payload(jti=...)),
    "short_jti": lambda to: to.sealed(to.payload(jti="ab")),
    "old_schema": lambda to: to.sealed(to.payload(schema="0" * 64)),
    "unknown_form": lambda to: to.sealed(to.payload(form="marac-nothing-1")),
    "name_twice": lambda to: to.holding(b'{"form":"marac-referral","form":"marac-referral"}'),
    "not_canonical": lambda to: to.sealed(json.dumps(to.claims(), indent=1).encode()),
    "member_too_many": lambda to: to.sealed(to.payload(admin=True)),
    "form_that_does_not_hold": lambda to: to.sealed(to.payload(body=a_referral(victim=None))),
    "packed": lambda to: to.sealed(zlib.compress(to.payload())),
    "jwe_alg_none": lambda to: to.jwe(alg="none"),
    "jwe_alg_dir": lambda to: to.jwe(alg="dir"),
    "jwe_alg_rsa": lambda to: to.jwe(alg="RSA1_5"),
    "jwe_alg_hs256": lambda to: to.jwe(alg="HS256"),
    "jwe_zip": lambda to: to.jwe(zip="DEF"),
    "jwe_crit": lambda to: to.jwe(crit=["exp"]),
    "jwe_jku": lambda to: to.jwe(jku="https://example.org/keys"),
    "jwe_jwk": lambda to: to.jwe(jwk={"kty": "OKP"}),
    "jwe_b64": lambda to: to.jwe(b64=False),
    "jwe_p2c": lambda to: to.jwe(alg="PBES2-HS256+A128KW", p2c=2**31, p2s="AAAA"),
    "jwe_as_json": _as_json,
    "jwe_for_two": _for_two,
    "jwe_other_curve": lambda to: to.jwe(epk={"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
    "jws_alg_none": lambda to: to.jws(alg="none"),
    "jws_alg_hs256": lambda to: to.jws(alg="HS256"),
}
