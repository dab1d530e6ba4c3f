"""Case numbers that say nothing: the nth case of a year gets a number from a keyed shuffle of all numbers.

A Feistel network walks in circles until it lands inside the range (Black and Rogaway, 2002), so every number
is given once, and neighbours look unrelated. When the range is used up, the next longer numbers follow.
"""

from marac.vault.primitives import derive, keyed_hash

FIRST_RANGE = 10_000
_ROUNDS = 10


def shuffled_number(key: bytes, year: int, n: int) -> int:
    """The number of the nth case of the year, from 0. The first 10,000 lie below 10,000, and so on by tens."""
    if n < 0:
        raise ValueError("Cases are counted from 0")
    start, end = 0, FIRST_RANGE
    while n >= end:
        start, end = end, end * 10
    year_key = derive(key, b"marac-case-number/1" + year.to_bytes(2, "big") + end.to_bytes(8, "big"))
    return start + _shuffled_within(year_key, end - start, n - start)


def _shuffled_within(key: bytes, size: int, n: int) -> int:
    half_bits = ((size - 1).bit_length() + 1) // 2
    number = _one_walk(key, half_bits, n)
    while number >= size:
        number = _one_walk(key, half_bits, number)
    return number


def _one_walk(key: bytes, half_bits: int, n: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = n >> half_bits, n & mask
    for turn in range(_ROUNDS):
        mixed = keyed_hash(key, bytes([turn]) + right.to_bytes(8, "big"))
        left, right = right, left ^ (int.from_bytes(mixed[:8], "big") & mask)
    return left << half_bits | right
