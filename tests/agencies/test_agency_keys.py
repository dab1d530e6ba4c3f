"""Signing keys of agencies: two people and a telephone call until one counts, one person until it stops."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.agency_keys import USED_BEFORE, agency_key, confirm_key, enrol_key, keys_of, machine_key, revoke_key
from agencies.key_checks import fingerprint_of, read_fingerprint, read_public, show_fingerprint
from agencies.tables import Officer
from marac.audit.tables import Leaf
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.vault.primitives import Key as SecretBytes
from marac.vault.primitives import new_signing_pair, sign, signing_pair
from tests.cast import Cast
from tests.signing import agency_id_of, an_enrolled_key, an_enrolment

pytestmark = pytest.mark.anyio
PUBLIC = signing_pair(SecretBytes(b"\x07" * 32)).public
SPKI = bytes.fromhex("302a300506032b6570032100") + PUBLIC
# The eight points of small order (RFC 7748, section 7, tells why they are refused), a point beyond the field, and
# bytes that name no point at all.
WEAK = [
    "00" * 32,
    "01" + "00" * 31,
    "00" * 31 + "80",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ff" * 32,
    "02" + "00" * 31,
]


@pytest.mark.parametrize(
    "pasted",
    [
        PUBLIC.hex(),
        PUBLIC.hex().upper(),
        base64.urlsafe_b64encode(PUBLIC).decode().rstrip("="),
        base64.b64encode(PUBLIC).decode(),
        base64.b64encode(SPKI).decode(),
        f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(SPKI).decode()}\n-----END PUBLIC KEY-----\n",
    ],
)
def test_a_public_key_is_read_however_the_agency_wrote_it(pasted: str) -> None:
    assert read_public(pasted) == PUBLIC


@pytest.mark.parametrize(
    "pasted",
    ["", "key", "é" * 43, PUBLIC.hex()[:-2], PUBLIC.hex() + "00", base64.b64encode(b"0" * 44).decode(), "A" * 5000],
)
def test_what_is_no_key_is_refused_without_repeating_it(pasted: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        read_public(pasted)

    assert list(refused.value.messages) == ["public"]
    assert refused.value.messages["public"].startswith("Paste the public Ed25519 key")


@pytest.mark.parametrize("weak", WEAK)
def test_a_key_under_which_anybody_can_sign_is_refused(weak: str) -> None:
    with pytest.raises(InvalidForm, match="mended") as refused:
        read_public(weak)

    assert refused.value.messages["public"].startswith("Ask the agency for another key")


@given(st.binary(min_size=32, max_size=32))
def test_every_true_key_is_taken_and_has_twenty_digits(seed: bytes) -> None:
    public = signing_pair(SecretBytes(seed)).public

    digits = fingerprint_of(public)

    assert read_public(public.hex()) == public
    assert read_fingerprint(show_fingerprint(digits)) == digits


@pytest.mark.parametrize("typed", ["", "123", "0" * 19, "0" * 21, "\u0660" * 20, "0123456789abcdef0123"])
def test_digits_that_are_not_twenty_are_refused(typed: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        read_fingerprint(typed)

    assert list(refused.value.messages) == ["fingerprint"]


async def test_a_key_counts_only_after_a_second_person_confirmed_it(cast: Cast) -> None:
    amina, ada, pair = await cast.amina.act(), await cast.ada.act(), new_signing_pair()
    police = await agency_id_of(amina)

    key_id = await enrol_key(amina, police, enrolment=an_enrolment(pair))
    before = await agency_key(amina.area.id, key_id)
    with pytest.raises(Refused):
        await confirm_key(amina, police, key_id=key_id)
    await confirm_key(ada, police, key_id=key_id)

    key = await agency_key(amina.area.id, key_id)
    assert before is None
    assert key is not None
    assert (key.agency, key.public, key.officer) == (police, pair.public, None)
    assert key.has_signed(b"words", sign(pair.seed, b"words"))
    assert not key.has_signed(b"other words", sign(pair.seed, b"words"))


async def test_digits_heard_that_are_not_those_of_the_key_stop_the_enrolment(cast: Cast) -> None:
    amina, pair, other = await cast.amina.act(), new_signing_pair(), new_signing_pair()
    told = an_enrolment(pair)
    wrong = type(told)(told.label, told.public, fingerprint_of(other.public))

    with pytest.raises(InvalidForm) as refused:
        await enrol_key(amina, await agency_id_of(amina), enrolment=wrong)

    assert list(refused.value.messages) == ["fingerprint"]
    assert refused.value.messages["fingerprint"].startswith("Stop")
    assert await keys_of(amina, await agency_id_of(amina)) == ()


async def test_a_key_taken_back_counts_no_more_and_never_returns(cast: Cast) -> None:
    enrolled, amina = await an_enrolled_key(cast), await cast.amina.act()

    await revoke_key(amina, enrolled.agency_id, key_id=enrolled.key_id, why="lost")

    with pytest.raises(Conflict):
        await revoke_key(amina, enrolled.agency_id, key_id=enrolled.key_id, why="lost")
    with pytest.raises(Conflict):
        await confirm_key(await cast.ada.act(), enrolled.agency_id, key_id=enrolled.key_id)
    with pytest.raises(InvalidForm) as refused:
        await enrol_key(amina, enrolled.agency_id, enrolment=an_enrolment(enrolled.pair))
    (line,) = await keys_of(amina, enrolled.agency_id)
    assert await machine_key(enrolled.key_id) is None
    assert refused.value.messages == {"public": USED_BEFORE}
    assert (line.state, line.why) == ("taken back", "lost")


async def test_a_key_is_of_one_area_and_one_agency(cast: Cast) -> None:
    enrolled, amina, cerys = await an_enrolled_key(cast), await cast.amina.act(), await cast.cerys.act()

    with pytest.raises(NotFound):
        await revoke_key(amina, await agency_id_of(amina, "ravenbeck-homes"), key_id=enrolled.key_id, why="lost")

    assert await agency_key(cerys.area.id, enrolled.key_id) is None
    assert await agency_key(amina.area.id, enrolled.key_id) is not None
    assert await agency_key(amina.area.id, "0000000000") is None


async def test_the_key_of_a_leaver_stops_with_their_account(cast: Cast) -> None:
    enrolled = await an_enrolled_key(cast, officer_id=cast.bryn.officer_id)
    before = await machine_key(enrolled.key_id)

    await Officer.update({Officer.state: "ended", Officer.ended_at: datetime(2026, 9, 1, tzinfo=UTC)}).where(
        Officer.id == cast.bryn.officer_id
    )

    assert before is not None
    assert before.officer == cast.bryn.officer_id
    assert await machine_key(enrolled.key_id) is None


async def test_a_device_belongs_to_somebody_of_the_agency(cast: Cast) -> None:
    with pytest.raises(InvalidForm) as refused:
        await an_enrolled_key(cast, "ravenbeck-homes", officer_id=cast.bryn.officer_id)

    assert list(refused.value.messages) == ["officer"]


async def test_every_step_of_a_key_leaves_its_leaf(cast: Cast) -> None:
    enrolled = await an_enrolled_key(cast)
    await revoke_key(await cast.amina.act(), enrolled.agency_id, key_id=enrolled.key_id, why="replaced")

    leaves = await Leaf.select(Leaf.event, Leaf.keys).where(Leaf.kind == "agency_key").order_by(Leaf.at, Leaf.id)

    assert [leaf["event"] for leaf in leaves] == ["agency:key:enrol", "agency:key:confirm", "agency:key:revoke"]
    assert all(enrolled.pair.public.hex() not in leaf["keys"] and "Case system" not in leaf["keys"] for leaf in leaves)
