"""The whole log as lines of JSON, to be checked elsewhere by `offline.py` with nothing but a public key."""

import json
from collections.abc import AsyncIterator

from marac.audit.reading import PlacedLeaf, kept_notes, placed_leaves


async def exported_lines() -> AsyncIterator[bytes]:
    """First the signed heads, then every leaf in order, as the very bytes that were hashed."""
    for _, note in reversed(await kept_notes()):
        yield json.dumps({"checkpoint": note}).encode() + b"\n"
    async for placed in placed_leaves():
        yield _line(placed)


def _line(placed: PlacedLeaf) -> bytes:
    start = f'{{"hash":"{placed.noted_hash.hex()}","idx":{placed.idx},"leaf":'.encode()
    return start + (b"null" if placed.leaf is None else placed.leaf) + b"}\n"
