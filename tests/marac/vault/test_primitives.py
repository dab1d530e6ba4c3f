"""The operations agree with what was published about them, and print no secret."""

import hashlib
import hmac
import pickle
from multiprocessing import get_context
from random import Random

import pytest
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from marac.errors import SealBroken
from marac.vault.joining import joined
from marac.vault.primitives import (
    AES_256_GCM,
    AES_256_GCM_SIV,
    Cipher,
    DigestName,
    Key,
    PasswordCost,
    cipher,
    decrypt,
    derive,
    encrypt,
    expanded,
    extracted,
    is_signed,
    is_slow_hash_of,
    new_key,
    new_signing_pair,
    sign,
    slow_hash,
)


def of_hex(text: str) -> bytes:
    return bytes.fromhex(text)


# NIST, "The Galois/Counter Mode of Operation", McGrew and Viega, test case 16.
GCM_KEY = of_hex("feffe9928665731c6d6a8f9467308308" * 2)
GCM_NONCE = of_hex("cafebabefacedbaddecaf888")
GCM_BOUND = of_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
GCM_PLAIN = of_hex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
)
GCM_SEALED = of_hex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b"
)


def test_gcm_gives_what_nist_published() -> None:
    under = cipher(AES_256_GCM, GCM_KEY)

    assert under.encrypt(GCM_NONCE, GCM_PLAIN, GCM_BOUND) == GCM_SEALED
    assert decrypt(under, GCM_NONCE + GCM_SEALED, bound=GCM_BOUND) == GCM_PLAIN


def test_gcm_siv_gives_what_rfc_8452_published() -> None:
    under = cipher(AES_256_GCM_SIV, of_hex("01" + "00" * 31))

    opened = decrypt(under, of_hex("03" + "00" * 11) + of_hex("07f5f4169bbf55a8400cd47ea6fd400f"), bound=b"")

    assert opened == b""


@pytest.mark.parametrize(
    ("key", "salt", "info", "length", "expected"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
            82,
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            "0b" * 22,
            "",
            "",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_derived_keys_are_those_of_rfc_5869(key: str, salt: str, info: str, length: int, expected: str) -> None:
    derived = derive(of_hex(key), of_hex(info), length=length, salt=of_hex(salt), digest="sha256")

    assert derived == of_hex(expected)


def test_keys_are_derived_by_hkdf_with_sha_512() -> None:
    key, info = bytes(range(32)), b"marac/v1"
    prk = hmac.digest(bytes(64), key, hashlib.sha512)

    assert derive(key, info, length=64) == hmac.digest(prk, info + b"\x01", hashlib.sha512)


def test_derived_keys_are_those_of_the_library_for_any_key_salt_info_and_length() -> None:
    drawn = Random(5869)
    names: list[tuple[DigestName, SHA256 | SHA512]] = [("sha256", SHA256()), ("sha512", SHA512())]

    for digest, algorithm in names * 300:
        key, salt, info = (drawn.randbytes(drawn.choice([0, 1, 32, 64, 65, 128, 129, 200])) for _ in range(3))
        length = drawn.choice([1, 16, 32, 33, 64, 65, 100, 255 * algorithm.digest_size])
        library = HKDF(algorithm=algorithm, length=length, salt=salt or None, info=info)

        assert derive(key, info, length=length, salt=salt or None, digest=digest) == library.derive(key)


def test_keys_expanded_from_one_extraction_are_those_derived_apart() -> None:
    key = new_key()
    under = extracted(key)

    assert [expanded(under, info) for info in (b"one", b"two", b"one")] == [
        derive(key, info) for info in (b"one", b"two", b"one")
    ]


@pytest.mark.parametrize("length", [-1, 0, 255 * 64 + 1])
def test_hkdf_gives_neither_nothing_nor_more_than_its_255_blocks(length: int) -> None:
    with pytest.raises(ValueError, match="255 blocks"):
        derive(new_key(), b"", length=length)


def test_an_hmac_that_was_begun_is_no_more_pickled_than_its_key() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(extracted(new_key()))


def test_signatures_are_those_of_rfc_8032() -> None:
    seed = of_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = of_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

    signature = sign(seed, b"")

    assert signature == of_hex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert is_signed(public, b"", signature)
    assert not is_signed(public, b"x", signature)
    assert not is_signed(new_signing_pair().public, b"", signature)
    assert not is_signed(b"no key", b"", signature)


@pytest.mark.parametrize("suite", [AES_256_GCM, AES_256_GCM_SIV])
def test_a_changed_byte_anywhere_does_not_open(suite: int) -> None:
    under = cipher(suite, new_key())
    sealed = encrypt(under, b"Ellen Quarmby", bound=b"here")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert is_refused(under, bytes(changed), b"here")
    assert is_refused(under, sealed, b"there")
    assert is_refused(under, sealed[:20], b"here")


def is_refused(under: Cipher, sealed: bytes, bound: bytes) -> bool:
    try:
        decrypt(under, sealed, bound=bound)
    except SealBroken:
        return True
    return False


def test_an_unknown_suite_seals_and_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        cipher(3, new_key())


def test_no_nonce_is_used_twice() -> None:
    under = cipher(AES_256_GCM, new_key())

    nonces = {encrypt(under, b"", bound=b"")[:12] for _ in range(20_000)}

    assert len(nonces) == 20_000


def nonces_under(secret: bytes) -> list[bytes]:
    under = cipher(AES_256_GCM, Key(secret))
    return [encrypt(under, b"", bound=b"")[:12] for _ in range(1_000)]


def test_workers_forked_from_one_process_share_no_nonce() -> None:
    with get_context("fork").Pool(8) as workers:
        nonces = [nonce for some in workers.map(nonces_under, [bytes(32)] * 8, chunksize=1) for nonce in some]

    assert len(nonces) == 8_000
    assert len(set(nonces)) == 8_000


def test_two_different_lists_never_join_to_the_same_bytes() -> None:
    assert joined(b"ab", b"c") != joined(b"a", b"bc")
    assert joined(b"ab") != joined(b"ab", b"")


def test_a_stolen_hash_cannot_be_tried_without_the_pepper() -> None:
    cost, pepper = PasswordCost(memory_kib=64, passes=1), new_key()

    stored = slow_hash(b"a long enough pass phrase", pepper=pepper, cost=cost)

    assert stored.startswith(cost.mark)
    assert is_slow_hash_of(b"a long enough pass phrase", stored, pepper=pepper)
    assert not is_slow_hash_of(b"a long enough pass phrase", stored, pepper=new_key())
    assert not is_slow_hash_of(b"another pass phrase", stored, pepper=pepper)
    assert not is_slow_hash_of(b"a long enough pass phrase", "not a hash", pepper=pepper)


def test_passwords_cost_what_rfc_9106_recommends() -> None:
    assert PasswordCost().mark == "$argon2id$v=19$m=65536,t=3,p=1$"
