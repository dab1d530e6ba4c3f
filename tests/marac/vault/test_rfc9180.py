"""The library seals as RFC 9180 says: its vectors open, and what the library seals opens with HPKE done by hand."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec, x25519

from marac.vault.primitives import SEAL_P256, SEAL_X25519, Key, new_seal_pair, seal_pair, seal_to
from marac.vault.sealed_forms import HEADER_BYTES, FormKind, Recipient, info_of, open_form
from tests.marac.vault.hpke_by_hand import P256, X25519, opened

CASES = json.loads((Path(__file__).parents[2] / "vectors" / "seal-1.json").read_text("utf-8"))["cases"]
KEMS = {SEAL_X25519: X25519, SEAL_P256: P256}
AES_128, AES_256 = b"\x00\x01", b"\x00\x02"
INFO, AAD, PLAIN = b"Ode on a Grecian Urn", b"Count-0", b"Beauty is truth, truth beauty"
# RFC 9180, appendix A.1.1 and A.3.1, sequence number 0: skRm, enc, ct.
PUBLISHED = {
    SEAL_X25519: (
        "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    ),
    SEAL_P256: (
        "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434",
    ),
}


def published(suite: int) -> tuple[bytes, bytes, bytes]:
    private, enc, ct = (bytes.fromhex(text) for text in PUBLISHED[suite])
    return private, enc, ct


@pytest.mark.parametrize("suite", PUBLISHED)
def test_hpke_by_hand_opens_what_the_rfc_published(suite: int) -> None:
    private, enc, ct = published(suite)

    assert opened(KEMS[suite], AES_128, private, enc, ct, info=INFO, aad=AAD) == PLAIN


def test_the_library_opens_what_the_rfc_published() -> None:
    for suite, kem in ((SEAL_X25519, hpke.KEM.X25519), (SEAL_P256, hpke.KEM.P256)):
        private, enc, ct = published(suite)
        key: x25519.X25519PrivateKey | ec.EllipticCurvePrivateKey = (
            x25519.X25519PrivateKey.from_private_bytes(private)
            if suite == SEAL_X25519
            else ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
        )
        rfc = hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM)

        assert openssl.hpke._decrypt_with_aad(rfc, enc + ct, key, INFO, AAD) == PLAIN


@pytest.mark.parametrize("suite", PUBLISHED)
def test_what_we_seal_is_hpke_with_hkdf_sha256_and_aes_256_gcm(suite: int) -> None:
    pair = new_seal_pair(suite)
    length = 32 if suite == SEAL_X25519 else 65

    sealed = seal_to(suite, pair.public, PLAIN, info=INFO)

    assert opened(KEMS[suite], AES_256, pair.private, sealed[:length], sealed[length:], info=INFO) == PLAIN


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"suite-{case['suite']}-{bool(case['signature'])}")
def test_the_envelopes_of_the_vectors_open_to_their_payloads(case: dict[str, Any]) -> None:
    pair = seal_pair(case["suite"], Key(bytes.fromhex(case["private"])))
    kind = FormKind(case["form"], bytes.fromhex(case["schema"]))
    area, envelope = UUID(case["area_id"]), bytes.fromhex(case["envelope"])

    form = open_form(area, pair, envelope, (kind,))

    assert form.payload.decode() == case["payload"]
    assert pair.public.hex() == case["public"]
    assert info_of(Recipient(area, UUID(case["key_id"]), case["suite"], pair.public), kind).hex() == case["info"]
    assert form.signature.hex() == (case["signature"] or "")
    if case["signed"]:
        assert form.signed.hex() == case["signed"]
        assert form.is_signed_by(bytes.fromhex(case["signing_public"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"suite-{case['suite']}-{bool(case['signature'])}")
def test_a_stranger_opens_the_vectors_with_the_page_on_the_format_alone(case: dict[str, Any]) -> None:
    envelope, length = bytes.fromhex(case["envelope"]), 32 if case["suite"] == 1 else 65
    head, rest = envelope[:HEADER_BYTES], envelope[HEADER_BYTES:]

    plain = opened(
        KEMS[case["suite"]],
        AES_256,
        bytes.fromhex(case["private"]),
        rest[:length],
        rest[length:],
        info=bytes.fromhex(case["info"]),
    )

    assert head == b"MARAC" + bytes([1, case["suite"]]) + UUID(case["key_id"]).bytes
    signature = bytes.fromhex(case["signature"] or "")
    assert plain == bytes([len(signature)]) + signature + case["payload"].encode()
