"""What a public signing key of an agency must look like, and the twenty digits by which people compare it.

Pure: the key is read from what was pasted, its point is checked, and its fingerprint is counted out.
"""

import base64
import binascii
import hashlib
import re

from marac.errors import InvalidForm

KEY_BYTES = 32
DIGITS = 20
_GROUP = 5
_LONGEST = 400
# The fingerprint belongs to this use alone: the same key elsewhere reads differently.
_MARK = b"marac-agency-key/1"
# An Ed25519 key inside a SubjectPublicKeyInfo (RFC 8410, section 4).
_SPKI = bytes.fromhex("302a300506032b6570032100")
_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----", re.DOTALL)

NOT_A_KEY = "Paste the public Ed25519 key of the agency: 64 hexadecimal characters, 43 of base64url, or a PEM block"
WEAK_KEY = "Ask the agency for another key: this one cannot tell one signer from another"
NOT_TWENTY = f"Enter the {DIGITS} digits as they were read to you, like 01234 56789 01234 56789"

# The curve of RFC 8032, section 5.1.
_P = 2**255 - 19
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int]


def read_public(pasted: str) -> bytes:
    """The 32 bytes of the key. Raises InvalidForm for anything else, and for keys under which anybody can sign."""
    public = _bytes_of(pasted)
    if public is None:
        raise InvalidForm({"public": NOT_A_KEY})
    point = _point(public)
    if point is None or _times_eight(point) == (0, 1):
        raise InvalidForm({"public": WEAK_KEY})
    return public


def fingerprint_of(public: bytes) -> str:
    """Twenty digits, about 66 bits: short enough for the telephone."""
    return f"{int.from_bytes(hashlib.sha256(_MARK + public).digest()) % 10**DIGITS:0{DIGITS}}"


def show_fingerprint(digits: str) -> str:
    """As they are read out: four groups of five."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))


def read_fingerprint(typed: str) -> str:
    """Raises InvalidForm for anything but twenty digits."""
    digits = re.sub(r"[\s-]", "", typed)
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
        raise InvalidForm({"fingerprint": NOT_TWENTY})
    return digits


def _bytes_of(pasted: str) -> bytes | None:
    if len(pasted) > _LONGEST:
        return None
    block = _PEM.search(pasted)
    bare = re.sub(r"\s", "", block[1] if block else pasted)
    try:
        found = _decoded(bare)
    except (binascii.Error, ValueError):
        return None
    if block or len(found) == len(_SPKI) + KEY_BYTES:
        found = found.removeprefix(_SPKI) if found.startswith(_SPKI) else b""
    return found if len(found) == KEY_BYTES else None


def _decoded(bare: str) -> bytes:
    if re.fullmatch(r"[0-9A-Fa-f]{64}", bare):
        return bytes.fromhex(bare)
    padded = bare.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(padded + "=" * (-len(padded) % 4), altchars=b"-_", validate=True)


def _point(public: bytes) -> _Point | None:
    """The point these bytes name, decoded as RFC 8032, section 5.1.3 says; None if there is none."""
    number = int.from_bytes(public, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= _P:
        return None
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    if v * x * x % _P == -u % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if v * x * x % _P != u or (x == 0 and sign):
        return None
    return (_P - x if x & 1 != sign else x), y


def _times_eight(point: _Point) -> _Point:
    """The eight points of small order, and they alone, come to the neutral point."""
    for _ in range(3):
        point = _double(point)
    return point


def _double(point: _Point) -> _Point:
    x, y = point
    product = _D * x * x * y * y % _P
    return (
        2 * x * y * pow(1 + product, _P - 2, _P) % _P,
        (y * y + x * x) * pow(1 - product, _P - 2, _P) % _P,
    )
