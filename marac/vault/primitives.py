"""The cryptographic operations the vault is made of. No other module imports `cryptography`.

Every failure to open is the one error SealBroken: which check refused is nobody's business outside.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal, Protocol

from cryptography.exceptions import InvalidKey, InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec, mlkem, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from marac.errors import SealBroken

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
HASH_BYTES = 32
SALT_BYTES = 16

# The registry of suites. A number is never given twice; 3 is kept for a longer nonce.
AES_256_GCM = 1
AES_256_GCM_SIV = 2
WRITE_SUITE = AES_256_GCM

BROKEN = "This record cannot be opened: its seal is broken. Tell whoever runs this service."


class Key(bytes):
    """Secret bytes. They print as their length and refuse to be pickled or copied out."""

    def __repr__(self) -> str:
        return f"<Key {len(self)} bytes>"

    __str__ = __repr__

    def __format__(self, _: str) -> str:
        return repr(self)

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        raise TypeError("A key is never pickled")


class Cipher(Protocol):
    """Authenticated encryption under one key."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


_SUITES: dict[int, type[AESGCM] | type[AESGCMSIV]] = {AES_256_GCM: AESGCM, AES_256_GCM_SIV: AESGCMSIV}


def new_key() -> Key:
    return Key(secrets.token_bytes(KEY_BYTES))


def cipher(suite: int, key: bytes) -> Cipher:
    """Raises SealBroken for a suite this service does not know."""
    made = _SUITES.get(suite)
    if made is None:
        raise SealBroken(BROKEN)
    return made(bytes(key))


def encrypt(under: Cipher, plain: bytes, *, bound: bytes) -> bytes:
    """Nonce, ciphertext and tag. The nonce is random: a key seals far fewer than 2^32 times."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + under.encrypt(nonce, plain, bound)


def decrypt(under: Cipher, sealed: bytes, *, bound: bytes) -> bytes:
    """The plain text of `encrypt`; raises SealBroken for another key, other context or other bytes."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise SealBroken(BROKEN)
    try:
        return under.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except InvalidTag:
        raise SealBroken(BROKEN) from None


DigestName = Literal["sha256", "sha512"]
_MOST_BLOCKS = 255


class Expander:
    """What any number of keys are expanded from. HMAC is begun under it once: a search derives keys by the hundred."""

    __slots__ = ("_begun", "size")

    def __init__(self, key: bytes, digest: DigestName) -> None:
        self._begun = hmac.new(bytes(key), digestmod=digest)
        self.size = self._begun.digest_size

    def code(self, message: bytes) -> bytes:
        begun = self._begun.copy()
        begun.update(message)
        return begun.digest()

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        raise TypeError("A key is never pickled")


def extracted(key: bytes, *, salt: bytes | None = None, digest: DigestName = "sha512") -> Expander:
    """The first half of HKDF (RFC 5869). HMAC fills an empty salt up with zeros, as HKDF wants it."""
    return Expander(hmac.digest(salt or b"", bytes(key), digest), digest)


def expanded(under: Expander, info: bytes, *, length: int = KEY_BYTES) -> Key:
    """The second half of HKDF: one key for each `info`."""
    if not 0 < length <= _MOST_BLOCKS * under.size:
        raise ValueError("HKDF gives between one byte and 255 blocks")
    block = made = under.code(info + b"\x01")
    for number in range(2, -(-length // under.size) + 1):
        block = under.code(block + info + bytes([number]))
        made += block
    return Key(made[:length])


def derive(
    key: bytes, info: bytes, *, length: int = KEY_BYTES, salt: bytes | None = None, digest: DigestName = "sha512"
) -> Key:
    """HKDF (RFC 5869). By hand, as the library takes three times as long; the tests hold the two together."""
    return expanded(extracted(key, salt=salt, digest=digest), info, length=length)


def keyed_hash(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256."""
    return hmac.digest(key, message, "sha256")


def is_equal(left: bytes, right: bytes) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(left, right)


def fingerprint(message: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(message).digest()


@dataclass(frozen=True, slots=True)
class SigningPair:
    """An Ed25519 pair as bytes: the seed is secret, the public half is not."""

    seed: Key
    public: bytes


def new_signing_pair() -> SigningPair:
    return signing_pair(new_key())


def signing_pair(seed: Key) -> SigningPair:
    return SigningPair(seed, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign(seed: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """Argon2id (RFC 9106), the second recommended setting: 64 MiB, three passes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    @property
    def mark(self) -> str:
        """How a stored hash of this cost begins."""
        return f"$argon2id$v=19$m={self.memory_kib},t={self.passes},p={self.lanes}$"


def slow_hash(password: bytes, *, pepper: bytes, cost: PasswordCost) -> str:
    """A PHC string. The pepper goes in as Argon2's secret, so that a stolen table alone cannot be tried."""
    return Argon2id(
        salt=secrets.token_bytes(SALT_BYTES),
        length=HASH_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=bytes(pepper),
    ).derive_phc_encoded(password)


def is_slow_hash_of(password: bytes, stored: str, *, pepper: bytes) -> bool:
    try:
        Argon2id.verify_phc_encoded(password, stored, bytes(pepper))
    except (InvalidKey, ValueError):
        return False
    return True


# Suites of sealed forms: HPKE (RFC 9180) with HKDF-SHA256 and AES-256-GCM. The number stands in the envelope.
SEAL_X25519 = 1
SEAL_P256 = 2
SEAL_HYBRID = 3  # ML-KEM-768 with X25519: read, not offered yet.
_ML_KEM_SEED_BYTES = 64
_ML_KEM_PUBLIC_BYTES = 1184

PrivateHalf = x25519.X25519PrivateKey | ec.EllipticCurvePrivateKey | hpke.MLKEM768X25519PrivateKey
PublicHalf = x25519.X25519PublicKey | ec.EllipticCurvePublicKey | hpke.MLKEM768X25519PublicKey
_KEMS = {SEAL_X25519: hpke.KEM.X25519, SEAL_P256: hpke.KEM.P256, SEAL_HYBRID: hpke.KEM.MLKEM768_X25519}
SEAL_ENC_BYTES = {suite: kem.enc_length() for suite, kem in _KEMS.items()}


@dataclass(frozen=True, slots=True)
class SealPair:
    """What a form is sealed to (public) and opened with (private), as bytes."""

    suite: int
    private: Key
    public: bytes


def new_seal_pair(suite: int) -> SealPair:
    if suite == SEAL_P256:
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        return seal_pair(suite, Key(number.to_bytes(KEY_BYTES, "big")))
    return seal_pair(suite, Key(secrets.token_bytes(KEY_BYTES * (3 if suite == SEAL_HYBRID else 1))))


def seal_pair(suite: int, private: Key) -> SealPair:
    """The pair of a private half: 32 bytes; of the hybrid the seed of ML-KEM (64) and then X25519."""
    half = _private_half(suite, private)
    if isinstance(half, hpke.MLKEM768X25519PrivateKey):
        seed, rest = bytes(private[:_ML_KEM_SEED_BYTES]), bytes(private[_ML_KEM_SEED_BYTES:])
        first = mlkem.MLKEM768PrivateKey.from_seed_bytes(seed).public_key().public_bytes_raw()
        return SealPair(suite, private, first + seal_pair(SEAL_X25519, Key(rest)).public)
    if isinstance(half, x25519.X25519PrivateKey):
        return SealPair(suite, private, half.public_key().public_bytes_raw())
    return SealPair(suite, private, half.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def seal_to(suite: int, public: bytes, plain: bytes, *, info: bytes) -> bytes:
    """HPKE in base mode, once: encapsulated key and ciphertext. Says nothing of who sealed."""
    return _hpke(suite).encrypt(plain, _public_half(suite, public), info)


def open_sealed_to(pair: SealPair, sealed: bytes, *, info: bytes) -> bytes:
    """Raises SealBroken for another key, other `info` or other bytes."""
    try:
        return _hpke(pair.suite).decrypt(sealed, _private_half(pair.suite, pair.private), info)
    except (InvalidTag, ValueError):
        raise SealBroken(BROKEN) from None


def _hpke(suite: int) -> hpke.Suite:
    kem = _KEMS.get(suite)
    if kem is None:
        raise SealBroken(BROKEN)
    return hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def _private_half(suite: int, private: bytes) -> PrivateHalf:
    plain = bytes(private)
    if suite == SEAL_X25519:
        return x25519.X25519PrivateKey.from_private_bytes(plain)
    if suite == SEAL_P256:
        return ec.derive_private_key(int.from_bytes(plain, "big"), ec.SECP256R1())
    return hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(plain[:_ML_KEM_SEED_BYTES]),
        x25519.X25519PrivateKey.from_private_bytes(plain[_ML_KEM_SEED_BYTES:]),
    )


def _public_half(suite: int, public: bytes) -> PublicHalf:
    """Raises SealBroken for bytes that are no public key of this suite."""
    try:
        if suite == SEAL_X25519:
            return x25519.X25519PublicKey.from_public_bytes(public)
        if suite == SEAL_P256:
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        return hpke.MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(public[:_ML_KEM_PUBLIC_BYTES]),
            x25519.X25519PublicKey.from_public_bytes(public[_ML_KEM_PUBLIC_BYTES:]),
        )
    except ValueError:
        raise SealBroken(BROKEN) from None
