"""The JWE door takes one profile, and nothing that a header could choose."""

import base64
import json
from typing import Any
from uuid import UUID

import pytest
from joserfc.jwe import GeneralJSONEncryption, encrypt_json
from joserfc.jwk import OKPKey

from marac.errors import SealBroken
from marac.vault.jwe_forms import LARGEST_JWE, is_jwe, open_jwe, read_key_id
from marac.vault.key_lists import encoded
from marac.vault.primitives import SEAL_P256, SEAL_X25519, new_seal_pair, new_signing_pair
from tests.sealed import jws, sealed_jwe

KEY_ID = UUID("0197f000-0000-7000-8000-00000000000a")
PAIR = new_seal_pair(SEAL_X25519)
AGENCY = new_signing_pair()
PAYLOAD = b'{"body":{}}'
INSIDE = jws(PAYLOAD, key_id="7k3q9xbd2h", seed=AGENCY.seed)
GOOD = sealed_jwe(KEY_ID, PAIR.public, INSIDE)


def with_header(**changed: Any) -> bytes:
    """The same JWE with members of its header changed, added, or taken out by None."""
    head, rest = GOOD.split(b".", 1)
    padded = head + b"=" * (-len(head) % 4)
    members = {**json.loads(base64.urlsafe_b64decode(padded)), **changed}
    kept = {name: value for name, value in members.items() if value is not None}
    return encoded(json.dumps(kept).encode()).encode() + b"." + rest


def test_a_jwe_of_the_profile_opens_with_its_signature() -> None:
    opened = open_jwe(PAIR, GOOD)

    assert (opened.payload, opened.signing_key_id) == (PAYLOAD, "7k3q9xbd2h")
    assert opened.is_signed_by(AGENCY.public)
    assert not opened.is_signed_by(new_signing_pair().public)
    assert read_key_id(GOOD) == KEY_ID


@pytest.mark.parametrize(
    "changed",
    [
        {"alg": "none"},
        {"alg": "dir"},
        {"alg": "RSA1_5"},
        {"alg": "ECDH-ES"},
        {"alg": "HS256"},
        {"alg": "PBES2-HS256+A128KW", "p2c": 2**31, "p2s": "AAAA"},
        {"enc": "A128GCM"},
        {"enc": "A256CBC-HS512"},
        {"zip": "DEF"},
        {"crit": ["exp"]},
        {"jku": "https://example.org/keys"},
        {"jwk": {"kty": "OKP"}},
        {"x5c": ["AAAA"]},
        {"x5u": "https://example.org/x"},
        {"b64": False},
        {"apu": "AAAA"},
        {"cty": "JWT"},
        {"typ": "JWT"},
        {"typ": None},
        {"kid": None},
        {"kid": "1"},
        {"kid": str(KEY_ID).upper()},
        {"epk": None},
        {"epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}},
        {"epk": {"kty": "OKP", "crv": "Ed25519", "x": encoded(PAIR.public)}},
        {"epk": {"kty": "OKP", "crv": "X25519", "x": encoded(PAIR.public), "d": encoded(PAIR.private)}},
        {"epk": {"kty": "OKP", "crv": "X25519", "x": "AAAA"}},
        {"epk": {"kty": "OKP", "crv": "X25519", "x": encoded(bytes(32))}},
    ],
)
def test_a_header_that_chooses_anything_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(SealBroken):
        open_jwe(PAIR, with_header(**changed))


def test_compression_is_refused_also_where_it_is_bound() -> None:
    with pytest.raises(SealBroken):
        open_jwe(PAIR, sealed_jwe(KEY_ID, PAIR.public, INSIDE, zip="DEF"))


@pytest.mark.parametrize(
    "header", [{"alg": "none"}, {"alg": "EdDSA"}, {"alg": "HS256"}, {"typ": "JWT"}, {"b64": False}]
)
def test_a_signature_of_another_profile_is_refused(header: dict[str, Any]) -> None:
    inside = jws(PAYLOAD, key_id="7k3q9xbd2h", seed=AGENCY.seed, **header)

    with pytest.raises(SealBroken):
        open_jwe(PAIR, sealed_jwe(KEY_ID, PAIR.public, inside))


@pytest.mark.parametrize(
    "inside", [b"", PAYLOAD, b"a.b", b"a.b.c.d", INSIDE + b".x", b"..", INSIDE.replace(b".", b"=.", 1)]
)
def test_anything_inside_but_a_signature_is_refused(inside: bytes) -> None:
    with pytest.raises(SealBroken):
        open_jwe(PAIR, sealed_jwe(KEY_ID, PAIR.public, inside))


def test_no_flipped_byte_and_no_truncation_opens_with_its_signature() -> None:
    for place in range(len(GOOD)):
        flipped = GOOD[:place] + bytes([GOOD[place] ^ 1]) + GOOD[place + 1 :]
        for wrong in (flipped, GOOD[:place]):
            with pytest.raises(SealBroken):
                open_jwe(PAIR, wrong)


def test_another_key_and_another_suite_open_nothing() -> None:
    for pair in (new_seal_pair(SEAL_X25519), new_seal_pair(SEAL_P256)):
        with pytest.raises(SealBroken):
            open_jwe(pair, GOOD)


def test_json_serialisation_and_several_recipients_are_no_sealed_form() -> None:
    key = OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": encoded(PAIR.public)})
    several = GeneralJSONEncryption({"enc": "A256GCM"}, INSIDE)
    several.add_recipient({"alg": "ECDH-ES+A256KW"}, key)
    several.add_recipient({"alg": "ECDH-ES+A256KW"}, key)
    sent = json.dumps(encrypt_json(several, None, algorithms=["ECDH-ES+A256KW", "A256GCM"])).encode()

    assert not is_jwe(sent)
    with pytest.raises(SealBroken):
        read_key_id(sent)


def test_a_form_of_a_megabyte_opens_and_the_size_has_its_end() -> None:
    payload = b'"' + b"x" * 1_000_000 + b'"'
    large = sealed_jwe(KEY_ID, PAIR.public, jws(payload, key_id="7k3q9xbd2h", seed=AGENCY.seed))

    assert open_jwe(PAIR, large).payload == payload
    with pytest.raises(SealBroken):
        read_key_id(GOOD + b"A" * LARGEST_JWE)
