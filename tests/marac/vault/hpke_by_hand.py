"""HPKE in base mode as RFC 9180 writes it down, for one message: the yardstick beside the library.

Written from sections 4.1, 5.1 and 7.2 of the RFC, with HKDF-SHA256 and AES-GCM alone.
"""

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HKDF_SHA256 = b"\x00\x01"
AES_BYTES = {b"\x00\x01": 16, b"\x00\x02": 32}
X25519, P256 = b"\x00\x20", b"\x00\x10"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a receiver computes from its private key and what was sent beside the message."""

    secret: bytes
    public: bytes


def opened(kem: bytes, aead: bytes, private: bytes, enc: bytes, ct: bytes, *, info: bytes, aad: bytes = b"") -> bytes:
    agreed = agree_x25519(private, enc) if kem == X25519 else agree_p256(private, enc)
    kem_suite = b"KEM" + kem
    prk = extract(b"", b"eae_prk", agreed.secret, kem_suite)
    shared = expand(prk, b"shared_secret", enc + agreed.public, 32, kem_suite)
    suite = b"HPKE" + kem + HKDF_SHA256 + aead
    context = b"\x00" + extract(b"", b"psk_id_hash", b"", suite) + extract(b"", b"info_hash", info, suite)
    secret = extract(shared, b"secret", b"", suite)
    key = expand(secret, b"key", context, AES_BYTES[aead], suite)
    nonce = expand(secret, b"base_nonce", context, 12, suite)
    return AESGCM(key).decrypt(nonce, ct, aad)


def agree_x25519(private: bytes, enc: bytes) -> Agreed:
    key = x25519.X25519PrivateKey.from_private_bytes(private)
    return Agreed(key.exchange(x25519.X25519PublicKey.from_public_bytes(enc)), key.public_key().public_bytes_raw())


def agree_p256(private: bytes, enc: bytes) -> Agreed:
    key = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Agreed(key.exchange(ec.ECDH(), point), public)


def extract(salt: bytes, label: bytes, secret: bytes, suite: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")


def expand(prk: bytes, label: bytes, info: bytes, length: int, suite: bytes) -> bytes:
    """At most 32 bytes are ever asked for here: one block of HKDF."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\x01", "sha256")[:length]
