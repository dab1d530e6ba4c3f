"""Blind index: what stands in the database for something people are looked up by, and says nothing without the key.

Equal values under one key give equal bits, so a stolen table shows which are equal and how often, and no more. Each
type of value, each version and each area has a key of its own.
"""

from marac.vault.joining import joined
from marac.vault.primitives import Key, derive, keyed_hash

BITS = 64


def token_key(index_key: bytes, token_type: str, version: int) -> Key:
    """The key for one type of token, from the index key of an area."""
    return derive(index_key, joined(b"marac/token/1", token_type.encode(), version.to_bytes(2, "big")), digest="sha256")


def token_bits(key: bytes, value: str) -> int:
    """The value as 64 bits, signed as databases count."""
    return int.from_bytes(keyed_hash(key, value.encode("utf-8", "surrogatepass"))[: BITS // 8], "big", signed=True)
