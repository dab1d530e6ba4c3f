"""The second door for sealed forms: one profile of JWE around one of JWS, and nothing that a header could choose.

The headers are read here, strictly, before the library sees them; docs/sealed-forms.md says what may stand in them.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry, decrypt_compact
from joserfc.jwk import OKPKey

from marac.errors import SealBroken
from marac.vault.key_lists import decoded, encoded
from marac.vault.primitives import BROKEN, SEAL_X25519, SealPair, is_signed

LARGEST_JWE = 2_097_152
_ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]
_OUTER = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "typ": "marac-seal+jwe"}
_INNER = {"alg": "Ed25519", "typ": "marac-seal+jws"}
_LONGEST_HEADER = 1_024
_POINT_BYTES = 32
_PARTS_OF_JWE, _PARTS_OF_JWS = 5, 3


class _Registry(JWERegistry):
    """The library stops at 64 KiB, which is less than a form of many pages."""

    max_ciphertext_length = LARGEST_JWE


@dataclass(frozen=True, slots=True)
class OpenedJwe:
    """The payload, which key is said to have signed it, and what that signature covers."""

    payload: bytes
    signing_key_id: str
    signature: bytes
    signed: bytes

    def is_signed_by(self, public: bytes) -> bool:
        return is_signed(public, self.signed, self.signature)


def is_jwe(sent: bytes) -> bool:
    """Whether these bytes claim to be a compact JWE: five parts, the first a JSON object in base64url."""
    return sent.startswith(b"ey") and sent.count(b".") == _PARTS_OF_JWE - 1


def read_key_id(sent: bytes) -> UUID:
    """Which key of an area it is sealed to. Raises SealBroken for anything but a JWE of the one profile."""
    if len(sent) > LARGEST_JWE or not is_jwe(sent):
        raise SealBroken(BROKEN)
    header = _read_header(sent.split(b".", 1)[0])
    rest = _requires(header, _OUTER, ("kid", "epk"))
    epk = rest["epk"]
    if not isinstance(epk, dict) or epk.keys() != {"kty", "crv", "x"} or (epk["kty"], epk["crv"]) != ("OKP", "X25519"):
        raise SealBroken(BROKEN)
    if not isinstance(epk["x"], str) or len(decoded(epk["x"])) != _POINT_BYTES:
        raise SealBroken(BROKEN)
    return _uuid(rest["kid"])


def open_jwe(pair: SealPair, sent: bytes) -> OpenedJwe:
    """Raises SealBroken for another key, other bytes, and anything inside but a JWS of the one profile."""
    read_key_id(sent)
    if pair.suite != SEAL_X25519:
        raise SealBroken(BROKEN)
    private: dict[str, str | list[str]] = {
        "kty": "OKP",
        "crv": "X25519",
        "x": encoded(pair.public),
        "d": encoded(bytes(pair.private)),
    }
    try:
        plain = decrypt_compact(sent, OKPKey.import_key(private), registry=_Registry(algorithms=_ALGORITHMS)).plaintext
    except (JoseError, ValueError, TypeError):
        raise SealBroken(BROKEN) from None
    return _read_jws(plain or b"")


def _read_jws(plain: bytes) -> OpenedJwe:
    parts = plain.split(b".")
    if len(parts) != _PARTS_OF_JWS:
        raise SealBroken(BROKEN)
    key_id = _requires(_read_header(parts[0]), _INNER, ("kid",))["kid"]
    if not isinstance(key_id, str):
        raise SealBroken(BROKEN)
    payload, signature = _part(parts[1]), _part(parts[2])
    return OpenedJwe(payload, key_id, signature, b".".join(parts[:2]))


def _requires(header: dict[str, Any], fixed: dict[str, str], further: tuple[str, ...]) -> dict[str, Any]:
    """Exactly these members, the fixed ones with these values: so no `zip`, `crit`, `jku`, `jwk`, `x5c` or `b64`."""
    if header.keys() != fixed.keys() | set(further) or any(header[name] != value for name, value in fixed.items()):
        raise SealBroken(BROKEN)
    return {name: header[name] for name in further}


def _read_header(part: bytes) -> dict[str, Any]:
    if len(part) > _LONGEST_HEADER:
        raise SealBroken(BROKEN)
    try:
        header = json.loads(_part(part).decode("utf-8"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        raise SealBroken(BROKEN) from None
    if not isinstance(header, dict):
        raise SealBroken(BROKEN)
    return header


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise SealBroken(BROKEN)
    return found


def _part(part: bytes) -> bytes:
    try:
        return decoded(part.decode("ascii"))
    except UnicodeDecodeError:
        raise SealBroken(BROKEN) from None


def _uuid(text: object) -> UUID:
    try:
        found = UUID(str(text))
    except ValueError:
        raise SealBroken(BROKEN) from None
    if str(found) != text:
        raise SealBroken(BROKEN)
    return found
