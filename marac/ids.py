"""Ids and references: time-ordered ids for the database, random references for addresses and mails."""

import re
import secrets
import time
from uuid import UUID

# Crockford's alphabet leaves out i, l, o and u, which are misread by telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0"})
REF_LENGTH = 10  # 50 random bits.


def uuid7() -> UUID:
    """A time-ordered id (RFC 9562). It tells when a record was made, so it never stands in an address."""
    # Order of making, not the time of anything: so not through the clock port.
    stamp, rest = divmod(time.time_ns(), 1_000_000)
    # Twelve bits within the millisecond, so that what one process makes stays in order (RFC 9562, 6.2, method 3).
    value = (stamp & ((1 << 48) - 1)) << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def new_ref() -> str:
    """Ten random characters, lower case as they stand in addresses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(REF_LENGTH))


def show_ref(ref: str) -> str:
    """As people read it: `7K3Q9-XBD2H`."""
    return f"{ref[:5]}-{ref[5:]}".upper()


def read_ref(text: str) -> str | None:
    """The reference somebody typed, in any case, with spaces, dashes or an area prefix; None if it is none."""
    bare = re.sub(r"[\s-]", "", text.lower())[-REF_LENGTH:].translate(_MISREAD)
    if len(bare) != REF_LENGTH or any(letter not in ALPHABET for letter in bare):
        return None
    return bare
