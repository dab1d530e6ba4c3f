"""A sealed value as bytes: what it is bound to, how it is padded, and how it is opened again.

Layout: 0x01, suite (1), key id (16), key version (2), nonce (12), ciphertext, tag (16).
"""

from typing import NamedTuple, Protocol
from uuid import UUID

from marac.errors import SealBroken
from marac.vault.joining import joined
from marac.vault.primitives import (
    BROKEN,
    NONCE_BYTES,
    TAG_BYTES,
    Cipher,
    Expander,
    Key,
    cipher,
    decrypt,
    encrypt,
    expanded,
    extracted,
    fingerprint,
    is_equal,
    keyed_hash,
)

FORMAT = 1
HEADER_BYTES = 1 + 1 + 16 + 2
OVERHEAD_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES  # 48 over the padded plain text.

# The smallest size a value is padded to; each further one is its double, so that a yes and a no,
# a short name and a long one, weigh the same.
SMALLEST_PADDED = 64
LENGTH_BYTES = 4


class Place(NamedTuple):
    """Where a value stands. A value moved to any other place does not open."""

    area: UUID
    table: str
    column: str
    row: UUID
    version: int


class OpenKey(NamedTuple):
    """A data key ready for use. Only what is derived from it is kept, and nothing of it is printed."""

    id: UUID
    version: int
    area: UUID
    suite: int
    cipher: Cipher
    row_key: Key
    header: bytes
    """How everything begins that is sealed under it."""

    def __repr__(self) -> str:
        return f"<OpenKey {self.id}>"

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        raise TypeError("A key is never pickled")


class Sealing(Protocol):
    """How bytes become sealed bytes at a place, and back."""

    def seal(self, key: OpenKey, place: Place, plain: bytes) -> bytes: ...

    def open(self, key: OpenKey, place: Place, sealed: bytes) -> bytes: ...


def key_name(key_id: UUID, version: int) -> bytes:
    return key_id.bytes + version.to_bytes(2, "big")


def split_data_key(data_key: bytes, *, suite: int, key_id: UUID, version: int) -> tuple[Key, bytes]:
    """The encryption key and the commitment."""
    return _split(extracted(data_key), _key_info(suite, key_id, version))


def ready_key(data_key: bytes, *, suite: int, key_id: UUID, version: int, area: UUID, commitment: bytes) -> OpenKey:
    """Raises SealBroken when this is not the key that was committed to."""
    under, info = extracted(data_key), _key_info(suite, key_id, version)
    encryption, expected = _split(under, info)
    if not is_equal(expected, commitment):
        raise SealBroken(BROKEN)
    row_key = expanded(under, b"marac-row-mac/1" + info)
    return OpenKey(key_id, version, area, suite, cipher(suite, encryption), row_key, bytes([FORMAT]) + info)


def _key_info(suite: int, key_id: UUID, version: int) -> bytes:
    return bytes([suite]) + key_name(key_id, version)


def _split(under: Expander, info: bytes) -> tuple[Key, bytes]:
    """GCM alone can be made to open under two keys; the commitment beside the wrapped key names the one it was."""
    both = expanded(under, b"marac/v1" + info, length=64)
    return Key(both[:32]), bytes(both[32:])


def padded(plain: bytes) -> bytes:
    """The length, the value, and zeros up to the next size."""
    needed = LENGTH_BYTES + len(plain)
    size = SMALLEST_PADDED
    while size < needed:
        size *= 2
    return len(plain).to_bytes(LENGTH_BYTES, "big") + plain + bytes(size - needed)


def unpadded(text: bytes) -> bytes:
    length = int.from_bytes(text[:LENGTH_BYTES], "big")
    plain = text[LENGTH_BYTES : LENGTH_BYTES + length]
    if padded(plain) != text:
        raise SealBroken(BROKEN)
    return plain


def bound_context(key: OpenKey, place: Place) -> bytes:
    """What the value is bound to. Each part stands after its length."""
    return joined(
        b"marac-field/1",
        bytes([key.suite]),
        place.area.bytes,
        place.table.encode(),
        place.column.encode(),
        place.row.bytes,
        place.version.to_bytes(8, "big"),
        key.id.bytes,
        key.version.to_bytes(2, "big"),
    )


class Envelopes:
    """The sealing of the service."""

    def seal(self, key: OpenKey, place: Place, plain: bytes) -> bytes:
        return key.header + encrypt(key.cipher, padded(plain), bound=bound_context(key, place))

    def open(self, key: OpenKey, place: Place, sealed: bytes) -> bytes:
        if sealed[:HEADER_BYTES] != key.header:
            raise SealBroken(BROKEN)
        return unpadded(decrypt(key.cipher, sealed[HEADER_BYTES:], bound=bound_context(key, place)))


def row_code(key: OpenKey, *, table: str, row: UUID, version: int, columns: dict[str, bytes | None]) -> bytes:
    """A code over all sealed columns of a row, so that values of different ages, or a missing one, are noticed."""
    parts = [b"marac-row/1", table.encode(), row.bytes, version.to_bytes(8, "big")]
    for name in sorted(columns):
        sealed = columns[name]
        parts += [name.encode(), b"" if sealed is None else fingerprint(sealed)]
    return keyed_hash(key.row_key, joined(*parts))
