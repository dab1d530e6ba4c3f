"""Builds a ciphertext that AES-GCM opens under two keys, which GCM allows and the commitment must catch.

The tag is a polynomial of the blocks over GF(2^128); one free block makes the tags of both keys equal
(Dodis, Grubbs, Ristenpart and Woodage, 2018).
"""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NONCE = bytes(range(12))
_REDUCTION = 0xE1 << 120


def _block(key: bytes, text: bytes) -> int:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return int.from_bytes(encryptor.update(text), "big")


def _times(left: int, right: int) -> int:
    product = 0
    for bit in range(127, -1, -1):
        if right >> bit & 1:
            product ^= left
        left = (left >> 1) ^ (_REDUCTION if left & 1 else 0)
    return product


def _power(value: int, exponent: int) -> int:
    result = 1 << 127  # One, with the bits the way GCM writes them.
    while exponent:
        if exponent & 1:
            result = _times(result, value)
        value, exponent = _times(value, value), exponent >> 1
    return result


def _tag(key: bytes, bound: bytes, ciphertext: bytes) -> int:
    hash_key, sum_so_far = _block(key, bytes(16)), 0
    lengths = (len(bound) * 8).to_bytes(8, "big") + (len(ciphertext) * 8).to_bytes(8, "big")
    text = bound + bytes(-len(bound) % 16) + ciphertext + lengths
    for start in range(0, len(text), 16):
        sum_so_far = _times(sum_so_far ^ int.from_bytes(text[start : start + 16], "big"), hash_key)
    return sum_so_far ^ _block(key, NONCE + b"\x00\x00\x00\x01")


def ciphertext_of_two_keys(first: bytes, second: bytes, *, bound: bytes) -> tuple[bytes, bytes]:
    """A nonce, and 64 bytes with a tag that is right under both keys."""
    start = bytes(48)
    difference = _tag(first, bound, start + bytes(16)) ^ _tag(second, bound, start + bytes(16))
    # The last block is multiplied by the square of the hash key, and so adds block * (H1^2 + H2^2).
    weight = _power(_block(first, bytes(16)), 2) ^ _power(_block(second, bytes(16)), 2)
    free_block = _times(difference, _power(weight, 2**128 - 2)).to_bytes(16, "big")
    ciphertext = start + free_block
    return NONCE, ciphertext + _tag(first, bound, ciphertext).to_bytes(16, "big")
