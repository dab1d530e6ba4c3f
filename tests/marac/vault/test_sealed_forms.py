"""A form sealed to an area opens there as the form it was sealed as, and nowhere and as nothing else."""

from random import Random
from uuid import UUID

import pytest

from marac.errors import SealBroken
from marac.vault.primitives import (
    SEAL_HYBRID,
    SEAL_P256,
    SEAL_X25519,
    SealPair,
    new_seal_pair,
    new_signing_pair,
    seal_pair,
    seal_to,
)
from marac.vault.sealed_forms import (
    HEADER_BYTES,
    LARGEST_ENVELOPE,
    FormKind,
    Recipient,
    info_of,
    open_form,
    read_header,
    seal_form,
)

AREA = UUID("0197f000-0000-7000-8000-000000000001")
NEXT_AREA = UUID("0197f000-0000-7000-8000-000000000002")
KEY_ID = UUID("0197f000-0000-7000-8000-00000000000a")
REFERRAL = FormKind("marac-referral-1", b"\x01" * 32)
RESEARCH = FormKind("marac-research-1", b"\x02" * 32)
PAYLOAD = b'{"body":{}}'
SUITES = [SEAL_X25519, SEAL_P256, SEAL_HYBRID]


def recipient(pair: SealPair, area: UUID = AREA) -> Recipient:
    return Recipient(area, KEY_ID, pair.suite, pair.public)


@pytest.mark.parametrize("suite", SUITES)
def test_a_sealed_form_opens_for_its_area_with_its_signature(suite: int) -> None:
    pair, agency = new_seal_pair(suite), new_signing_pair()

    envelope = seal_form(recipient(pair), RESEARCH, PAYLOAD, signing_seed=agency.seed)
    opened = open_form(AREA, pair, envelope, (REFERRAL, RESEARCH))

    assert (opened.kind, opened.payload) == (RESEARCH, PAYLOAD)
    assert opened.is_signed_by(agency.public)
    assert not opened.is_signed_by(new_signing_pair().public)
    assert read_header(envelope).key_id == KEY_ID


def test_a_form_nobody_signed_is_signed_by_nobody() -> None:
    pair = new_seal_pair(SEAL_X25519)

    opened = open_form(AREA, pair, seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None), (REFERRAL,))

    assert opened.payload == PAYLOAD
    assert opened.signature == b""
    assert not opened.is_signed_by(new_signing_pair().public)


@pytest.mark.parametrize("suite", SUITES)
def test_a_private_half_gives_back_its_pair(suite: int) -> None:
    pair = new_seal_pair(suite)

    assert seal_pair(suite, pair.private) == pair


def test_a_form_opens_in_no_other_area_as_no_other_form_and_under_no_other_key() -> None:
    pair = new_seal_pair(SEAL_X25519)
    envelope = seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None)

    for area, key, kinds in (
        (NEXT_AREA, pair, (REFERRAL,)),
        (AREA, pair, (RESEARCH,)),
        (AREA, pair, (FormKind(REFERRAL.form, b"\x03" * 32),)),
        (AREA, pair, ()),
        (AREA, new_seal_pair(SEAL_X25519), (REFERRAL,)),
        (AREA, new_seal_pair(SEAL_P256), (REFERRAL,)),
    ):
        with pytest.raises(SealBroken):
            open_form(area, key, envelope, kinds)


@pytest.mark.parametrize("suite", [SEAL_X25519, SEAL_P256])
def test_no_flipped_byte_of_fifty_envelopes_opens(suite: int) -> None:
    pair, chance = new_seal_pair(suite), Random(8)
    for _ in range(50):
        envelope = seal_form(recipient(pair), REFERRAL, chance.randbytes(chance.randrange(1, 40)), signing_seed=None)
        for place in range(len(envelope)):
            flipped = bytearray(envelope)
            flipped[place] ^= chance.randrange(1, 256)
            with pytest.raises(SealBroken):
                open_form(AREA, pair, bytes(flipped), (REFERRAL,))


@pytest.mark.parametrize("suite", SUITES)
def test_no_truncated_or_extended_envelope_opens(suite: int) -> None:
    pair = new_seal_pair(suite)
    envelope = seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None)

    for wrong in [*(envelope[:length] for length in range(len(envelope))), envelope + b"\x00"]:
        with pytest.raises(SealBroken):
            open_form(AREA, pair, wrong, (REFERRAL,))


def test_a_header_of_another_magic_version_or_suite_is_not_read() -> None:
    pair = new_seal_pair(SEAL_X25519)
    envelope = seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None)

    for place, values in ((0, b"mN\x00"), (5, b"\x00\x02\xff"), (6, b"\x00\x04\xff")):
        for value in values:
            with pytest.raises(SealBroken):
                read_header(envelope[:place] + bytes([value]) + envelope[place + 1 :])


def test_the_largest_envelope_is_read_and_one_byte_more_is_not() -> None:
    pair = new_seal_pair(SEAL_X25519)
    around = len(seal_form(recipient(pair), REFERRAL, b"x", signing_seed=None)) - 1
    largest = seal_form(recipient(pair), REFERRAL, b"x" * (LARGEST_ENVELOPE - around), signing_seed=None)

    assert len(largest) == LARGEST_ENVELOPE
    assert read_header(largest).suite == SEAL_X25519
    with pytest.raises(SealBroken):
        read_header(largest + b"x")


@pytest.mark.parametrize("suite", [SEAL_X25519, SEAL_P256])
@pytest.mark.parametrize("byte", [0, 1, 255])
def test_a_point_of_low_order_or_off_the_curve_opens_nothing(suite: int, byte: int) -> None:
    pair = new_seal_pair(suite)
    envelope = seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None)
    length = 32 if suite == SEAL_X25519 else 65

    with pytest.raises(SealBroken):
        swapped = envelope[:HEADER_BYTES] + bytes([byte]) * length + envelope[HEADER_BYTES + length :]
        open_form(AREA, pair, swapped, (REFERRAL,))


@pytest.mark.parametrize(
    "inside", [b"", b"\x00", b"\x01x", b"\x40" + b"s" * 64, b"\x40" + b"s" * 63, b"\x41" + b"s" * 80]
)
def test_what_is_neither_signed_nor_unsigned_inside_is_refused(inside: bytes) -> None:
    pair = new_seal_pair(SEAL_X25519)
    whole = seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=None)
    sealed = seal_to(pair.suite, pair.public, inside, info=info_of(recipient(pair), REFERRAL))

    with pytest.raises(SealBroken):
        open_form(AREA, pair, whole[:HEADER_BYTES] + sealed, (REFERRAL,))


def test_a_form_sealed_on_to_another_area_no_longer_bears_the_agencys_signature() -> None:
    pair, next_pair, agency = new_seal_pair(SEAL_X25519), new_seal_pair(SEAL_X25519), new_signing_pair()
    opened = open_form(AREA, pair, seal_form(recipient(pair), REFERRAL, PAYLOAD, signing_seed=agency.seed), (REFERRAL,))

    to = recipient(next_pair, NEXT_AREA)
    plain = b"\x40" + opened.signature + opened.payload
    sealed_on = seal_form(to, REFERRAL, PAYLOAD, signing_seed=None)[:HEADER_BYTES] + seal_to(
        to.suite, to.public, plain, info=info_of(to, REFERRAL)
    )

    assert not open_form(NEXT_AREA, next_pair, sealed_on, (REFERRAL,)).is_signed_by(agency.public)
