"""The bytes of a sealed value: fixed layout, even sizes, bound to one place and to one key."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from marac.errors import SealBroken
from marac.vault.envelope import (
    OVERHEAD_BYTES,
    Envelopes,
    OpenKey,
    Place,
    bound_context,
    padded,
    ready_key,
    row_code,
    split_data_key,
    unpadded,
)
from marac.vault.primitives import AES_256_GCM, AES_256_GCM_SIV
from tests.marac.vault.galois import ciphertext_of_two_keys

DATA_KEY = bytes(range(32))
KEY_ID = UUID("01234567-89ab-7def-8123-456789abcdef")
OTHER_ID = UUID("11111111-89ab-7def-8123-456789abcdef")
PLACE = Place(UUID(int=1), "document", "body", UUID(int=2), 3)

# Made once by hand from the description of the format, with the nonce 00 01 … 0b.
KNOWN_ENVELOPE = bytes.fromhex(
    "01010123456789ab7def8123456789abcdef0005000102030405060708090a0bae1015de1f1f468ab307926c4e1883bb"
    "291a0af1badf436d1e856506f8d83bdc9a81654274c31a4db2901f7cd5cdfee5b0e259c97405e2ba27b7c6a2b309e913"
    "8a4186b0d64d38d38cecf31930339737"
)


def a_key(data_key: bytes = DATA_KEY, *, suite: int = AES_256_GCM, key_id: UUID = KEY_ID, version: int = 5) -> OpenKey:
    _, commitment = split_data_key(data_key, suite=suite, key_id=key_id, version=version)
    return ready_key(data_key, suite=suite, key_id=key_id, version=version, area=PLACE.area, commitment=commitment)


def is_broken(key: OpenKey, place: Place, sealed: bytes) -> bool:
    try:
        Envelopes().open(key, place, sealed)
    except SealBroken:
        return True
    return False


def test_an_envelope_of_the_first_release_still_opens() -> None:
    assert Envelopes().open(a_key(), PLACE, KNOWN_ENVELOPE) == b'{"name":"Ellen Quarmby"}'


def test_the_context_is_written_part_by_part_with_its_length() -> None:
    parts = [
        b"marac-field/1",
        b"\x01",
        UUID(int=1).bytes,
        b"document",
        b"body",
        UUID(int=2).bytes,
        (3).to_bytes(8, "big"),
        KEY_ID.bytes,
        b"\x00\x05",
    ]

    assert bound_context(a_key(), PLACE) == b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def test_an_envelope_weighs_48_bytes_more_than_its_padded_text() -> None:
    sealed = Envelopes().seal(a_key(), PLACE, b"yes")

    assert len(sealed) == 64 + OVERHEAD_BYTES == 112
    assert sealed[:20] == b"\x01\x01" + KEY_ID.bytes + b"\x00\x05"


def test_equal_values_give_unequal_envelopes() -> None:
    first, second = (Envelopes().seal(a_key(), PLACE, b"yes") for _ in range(2))

    assert first != second


@given(st.binary(max_size=5000))
def test_padding_is_taken_off_again_and_sizes_double(plain: bytes) -> None:
    size = len(padded(plain))

    assert unpadded(padded(plain)) == plain
    assert size >= 64 and size & (size - 1) == 0
    assert size == 64 or size < 2 * (len(plain) + 4)


def test_answers_up_to_a_hundred_kilobytes_have_twelve_sizes() -> None:
    sizes = {len(padded(bytes(length))) for length in range(0, 100_000, 7)}

    assert sizes == {64 << n for n in range(12)}


@pytest.mark.parametrize("text", [b"", b"\x00", bytes(63), b"\xff" * 64, padded(b"x")[:-1] + b"\x01", padded(b"x") * 2])
def test_text_padded_in_another_way_is_refused(text: bytes) -> None:
    with pytest.raises(SealBroken):
        unpadded(text)


@pytest.mark.parametrize("suite", [AES_256_GCM, AES_256_GCM_SIV])
def test_a_value_opens_at_its_own_place_only(suite: int) -> None:
    key = a_key(suite=suite)
    sealed = Envelopes().seal(key, PLACE, b"yes")
    elsewhere = [
        PLACE._replace(area=UUID(int=9)),
        PLACE._replace(table="draft"),
        PLACE._replace(column="reason"),
        PLACE._replace(row=UUID(int=9)),
        PLACE._replace(version=2),
        PLACE._replace(table="documentbody", column=""),
    ]

    assert Envelopes().open(key, PLACE, sealed) == b"yes"
    assert [place for place in elsewhere if not is_broken(key, place, sealed)] == []


def test_a_value_opens_under_its_own_key_only() -> None:
    sealed = Envelopes().seal(a_key(), PLACE, b"yes")
    others = [a_key(bytes(32)), a_key(key_id=OTHER_ID), a_key(version=6), a_key(suite=AES_256_GCM_SIV)]

    assert all(is_broken(other, PLACE, sealed) for other in others)


def test_the_suite_of_a_value_cannot_be_changed() -> None:
    sealed = bytearray(Envelopes().seal(a_key(), PLACE, b"yes"))
    sealed[1] = AES_256_GCM_SIV

    assert is_broken(a_key(), PLACE, bytes(sealed))
    assert is_broken(a_key(suite=AES_256_GCM_SIV), PLACE, bytes(sealed))


def test_a_ciphertext_that_opens_under_two_keys_is_refused_under_the_second() -> None:
    first, second = bytes(range(32)), bytes(range(32, 64))
    one, other = a_key(first), a_key(second)
    keys = [split_data_key(key, suite=AES_256_GCM, key_id=KEY_ID, version=5)[0] for key in (first, second)]
    bound = bound_context(one, PLACE)
    nonce, sealed = ciphertext_of_two_keys(bytes(keys[0]), bytes(keys[1]), bound=bound)

    texts = {AESGCM(bytes(key)).decrypt(nonce, sealed, bound) for key in keys}
    assert len(texts) == 2, "GCM itself takes both keys for right"
    assert bound == bound_context(other, PLACE)

    with pytest.raises(SealBroken):
        ready_key(
            second,
            suite=AES_256_GCM,
            key_id=KEY_ID,
            version=5,
            area=PLACE.area,
            commitment=split_data_key(first, suite=AES_256_GCM, key_id=KEY_ID, version=5)[1],
        )


def test_the_code_of_a_row_changes_with_everything_in_it() -> None:
    key, row = a_key(), UUID(int=2)
    columns: dict[str, bytes | None] = {"body": b"1", "reason": None}
    code = row_code(key, table="document", row=row, version=3, columns=columns)

    others = [
        row_code(key, table="draft", row=row, version=3, columns=columns),
        row_code(key, table="document", row=UUID(int=3), version=3, columns=columns),
        row_code(key, table="document", row=row, version=4, columns=columns),
        row_code(key, table="document", row=row, version=3, columns={**columns, "reason": b""}),
        row_code(key, table="document", row=row, version=3, columns={"body": None, "reason": b"1"}),
        row_code(key, table="document", row=row, version=3, columns={"body": b"1"}),
        row_code(a_key(bytes(32)), table="document", row=row, version=3, columns=columns),
    ]

    assert code not in others
    assert len(set(others)) == len(others)
