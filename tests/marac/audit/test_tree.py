"""The tree: roots as published, and proofs that convince of nothing but the truth."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from marac.audit.tree import (
    EMPTY_ROOT,
    Edge,
    consistency_proof,
    hash_leaf,
    hash_pair,
    inclusion_proof,
    is_consistent,
    is_included,
    root_of,
)

# The eight leaves and roots of the reference tests of Certificate Transparency (RFC 6962).
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
sizes = st.integers(1, 70)


def hashes(size: int) -> list[bytes]:
    return [hash_leaf(str(n).encode()) for n in range(size)]


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hash_pair(plain_root(leaves[:split]), plain_root(leaves[split:]))


def test_roots_are_those_of_certificate_transparency() -> None:
    edge, roots = Edge(), []
    for leaf in LEAVES:
        edge.add(hash_leaf(leaf))
        roots.append(edge.root().hex())

    assert roots == ROOTS
    assert Edge().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(sizes)
def test_the_growing_edge_has_the_root_of_the_definition(size: int) -> None:
    assert root_of(hashes(size)) == plain_root(hashes(size))


@given(sizes, st.data())
def test_each_leaf_can_be_shown_to_be_in_the_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = hashes(size)
    proof = inclusion_proof(leaves, index)

    assert is_included(leaves[index], index, size, proof, root_of(leaves))


@given(sizes, st.data())
def test_no_other_leaf_place_or_proof_convinces(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves, wrong = hashes(size), hash_leaf(b"wrong")
    proof, root = inclusion_proof(leaves, index), root_of(leaves)

    assert not is_included(wrong, index, size, proof, root)
    assert not is_included(leaves[index], index, size, proof, wrong)
    assert not is_included(leaves[index], index, size, [*proof, wrong], root)
    assert not is_included(leaves[index], size, size, proof, root)
    others = [other for other in range(size) if other != index]
    assert not any(is_included(leaves[index], other, size, proof, root) for other in others)
    for step in range(len(proof)):
        assert not is_included(leaves[index], index, size, [*proof[:step], wrong, *proof[step + 1 :]], root)


@given(sizes, st.data())
def test_a_grown_tree_can_be_shown_to_continue_the_old_one(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(0, size))
    leaves = hashes(size)
    proof = consistency_proof(leaves, old_size)

    assert is_consistent(old_size, size, proof, root_of(leaves[:old_size]), root_of(leaves))


@given(st.integers(2, 70), st.data())
def test_a_tree_whose_past_was_changed_is_never_shown_to_continue(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old_size - 1))
    leaves = hashes(size)
    forged = [*leaves[:changed], hash_leaf(b"forged"), *leaves[changed + 1 :]]
    old_root = root_of(leaves[:old_size])

    assert not is_consistent(old_size, size, consistency_proof(forged, old_size), old_root, root_of(forged))
    assert not is_consistent(old_size, size, consistency_proof(leaves, old_size), old_root, root_of(forged))
    assert not is_consistent(size, old_size, consistency_proof(leaves, old_size), root_of(leaves), old_root)
    assert not is_consistent(old_size, size, [], old_root, root_of(leaves))
