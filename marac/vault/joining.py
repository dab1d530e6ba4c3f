"""Several parts as one run of bytes that reads back in one way only."""


def joined(*parts: bytes) -> bytes:
    """The parts, each after its length, so that no two different lists give the same bytes."""
    return b"".join([piece for part in parts for piece in (_LENGTHS[len(part)], part)])


class _Lengths(dict[int, bytes]):
    """Lengths as four bytes. The short ones stand ready: a search joins some fifty parts for each candidate."""

    def __missing__(self, length: int) -> bytes:
        return length.to_bytes(4, "big")


_LENGTHS = _Lengths((length, length.to_bytes(4, "big")) for length in range(64))
