"""The envelope of a sealed form, byte by byte: docs/sealed-forms.md says the same in words.

magic (5) | version 1 | suite | key id (16) | encapsulated key | ciphertext. What stands inside is a signature and the
bytes it signs; what those say is read elsewhere.
"""

from dataclasses import dataclass
from uuid import UUID

from marac.errors import SealBroken
from marac.vault.joining import joined
from marac.vault.primitives import (
    BROKEN,
    SEAL_ENC_BYTES,
    TAG_BYTES,
    SealPair,
    fingerprint,
    is_signed,
    open_sealed_to,
    seal_to,
    sign,
)

MAGIC = b"MARAC"
VERSION = 1
KEY_ID_BYTES = 16
HEADER_BYTES = len(MAGIC) + 2 + KEY_ID_BYTES
# The whole of it. What cannot be sealed so is too large to be sent in clear, too.
LARGEST_ENVELOPE = 1_048_576
SIGNATURE_BYTES = 64
_INFO = b"marac-seal/1"
_SIGNED = b"marac-seal-sig/1"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The public key of an area that a form is sealed to."""

    area: UUID
    key_id: UUID
    suite: int
    public: bytes


@dataclass(frozen=True, slots=True)
class FormKind:
    """Which form is sealed: its id with its version, and the SHA-256 of its schema."""

    form: str
    schema: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What can be told of an envelope without opening it."""

    suite: int
    key_id: UUID


@dataclass(frozen=True, slots=True)
class Opened:
    """What stood in an envelope: the signed bytes, the signature (empty where nobody signed) and what it covers."""

    kind: FormKind
    payload: bytes
    signature: bytes
    signed: bytes

    def is_signed_by(self, public: bytes) -> bool:
        return bool(self.signature) and is_signed(public, self.signed, self.signature)


def is_envelope(sent: bytes) -> bool:
    """Whether these bytes claim to be a sealed form."""
    return sent.startswith(MAGIC)


def read_header(envelope: bytes) -> Header:
    """Raises SealBroken for anything but an envelope of version 1 and a known suite that could hold something."""
    if len(envelope) < HEADER_BYTES or len(envelope) > LARGEST_ENVELOPE or not is_envelope(envelope):
        raise SealBroken(BROKEN)
    version, suite = envelope[len(MAGIC)], envelope[len(MAGIC) + 1]
    enc_bytes = SEAL_ENC_BYTES.get(suite)
    if version != VERSION or enc_bytes is None or len(envelope) <= HEADER_BYTES + enc_bytes + TAG_BYTES:
        raise SealBroken(BROKEN)
    return Header(suite, UUID(bytes=envelope[HEADER_BYTES - KEY_ID_BYTES : HEADER_BYTES]))


def seal_form(to: Recipient, kind: FormKind, payload: bytes, *, signing_seed: bytes | None) -> bytes:
    """An envelope that only the area opens. `signing_seed` is the agency's; None for a person without a key."""
    info = info_of(to, kind)
    signature = sign(signing_seed, signed_bytes(info, to.public, payload)) if signing_seed else b""
    plain = bytes([len(signature)]) + signature + payload
    header = MAGIC + bytes([VERSION, to.suite]) + to.key_id.bytes
    return header + seal_to(to.suite, to.public, plain, info=info)


def open_form(area: UUID, pair: SealPair, envelope: bytes, kinds: tuple[FormKind, ...]) -> Opened:
    """Try the kinds of form, as the envelope names none. Raises SealBroken where it opens as none of them."""
    header = read_header(envelope)
    if header.suite != pair.suite:
        raise SealBroken(BROKEN)
    to = Recipient(area, header.key_id, pair.suite, pair.public)
    for kind in kinds:
        info = info_of(to, kind)
        try:
            plain = open_sealed_to(pair, envelope[HEADER_BYTES:], info=info)
        except SealBroken:
            continue
        return _parted(kind, plain, info, pair.public)
    raise SealBroken(BROKEN)


def _parted(kind: FormKind, plain: bytes, info: bytes, public: bytes) -> Opened:
    length = plain[0] if plain else -1
    if length not in (0, SIGNATURE_BYTES) or len(plain) <= 1 + length:
        raise SealBroken(BROKEN)
    payload = plain[1 + length :]
    return Opened(kind, payload, plain[1 : 1 + length], signed_bytes(info, public, payload))


def info_of(to: Recipient, kind: FormKind) -> bytes:
    """What HPKE binds the ciphertext to. Each part follows its length in four bytes."""
    return joined(_INFO, bytes([to.suite]), to.area.bytes, to.key_id.bytes, kind.form.encode(), kind.schema)


def signed_bytes(info: bytes, public: bytes, payload: bytes) -> bytes:
    """What the agency signs. With the recipient's key in it nobody can seal the same form on to another area."""
    return _SIGNED + fingerprint(info) + fingerprint(public) + payload
