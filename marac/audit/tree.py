"""The tree over the leaves (RFC 6962, section 2.1): hashes, the growing edge, proofs and their checking."""

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_leaf(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def hash_pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Edge:
    """The right edge of a growing tree: enough to add leaves and to tell the root, never more than 64 hashes."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf_hash: bytes) -> None:
        """Take the next leaf; full subtrees of one height are joined at once."""
        height_bits = self.size
        while height_bits & 1:
            leaf_hash = hash_pair(self._peaks.pop(), leaf_hash)
            height_bits >>= 1
        self._peaks.append(leaf_hash)
        self.size += 1

    def copy(self) -> "Edge":
        other = Edge()
        other.size, other._peaks = self.size, list(self._peaks)
        return other

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = hash_pair(peak, root)
        return root


def root_of(hashes: Sequence[bytes]) -> bytes:
    edge = Edge()
    for leaf_hash in hashes:
        edge.add(leaf_hash)
    return edge.root()


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from one leaf to the root (RFC 6962, 2.1.1)."""
    if len(hashes) <= 1:
        return []
    middle = _split(len(hashes))
    if index < middle:
        return [*inclusion_proof(hashes[:middle], index), root_of(hashes[middle:])]
    return [*inclusion_proof(hashes[middle:], index - middle), root_of(hashes[:middle])]


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that show that the tree of `old_size` is the beginning of this one (RFC 6962, 2.1.2)."""
    if old_size in {0, len(hashes)}:
        return []
    return _consistency(hashes, old_size, whole=True)


def _consistency(hashes: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if whole else [root_of(hashes)]
    middle = _split(len(hashes))
    if old_size <= middle:
        return [*_consistency(hashes[:middle], old_size, whole=whole), root_of(hashes[middle:])]
    return [*_consistency(hashes[middle:], old_size - middle, whole=False), root_of(hashes[:middle])]


def is_included(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from this leaf at this place to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, walked = index, size - 1, leaf_hash
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            walked = hash_pair(step, walked)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            walked = hash_pair(walked, step)
        node, last = node >> 1, last >> 1
    return last == 0 and walked == root


def is_consistent(old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the old tree is shown to be the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old_size in {0, new_size}:
        return not proof and (old_size == 0 or old_root == new_root)
    if old_size > new_size or not proof:
        return False
    steps = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    return _walk_both(old_size, new_size, steps, old_root=old_root, new_root=new_root)


def _walk_both(old_size: int, new_size: int, steps: list[bytes], *, old_root: bytes, new_root: bytes) -> bool:
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_walked = new_walked = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_walked, new_walked = hash_pair(step, old_walked), hash_pair(step, new_walked)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_walked = hash_pair(new_walked, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old_walked == old_root and new_walked == new_root
