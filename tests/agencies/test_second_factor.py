"""Codes of the second step: each works once, also when two arrive at the same moment, and no key lies open."""

import asyncio
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from agencies.directory import actor_of, officer_row, open_officers
from agencies.second_factor import (
    enrolment,
    make_recovery_codes,
    new_secret,
    number_of_recovery_codes,
    step_of,
    take_recovery_code,
    take_step,
)
from agencies.tables import Officer, RecoveryCode
from marac.database import transaction
from tests.cast import SECRET, Cast
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio

AT = datetime(2026, 9, 1, 10, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_the_code_of_a_step_fits_its_neighbours_and_no_further(seconds: int, fits: bool) -> None:
    code = pyotp.TOTP(SECRET).at(AT + timedelta(seconds=seconds))

    assert (step_of(SECRET, code, now=AT) is not None) == fits


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345²", "-12345", "1" * 500])
def test_what_is_no_six_figures_fits_no_step(code: str) -> None:
    assert step_of(SECRET, code, now=AT) is None


def test_a_key_has_160_bits_and_stands_under_its_picture_in_groups_of_four() -> None:
    secret = new_secret()

    shown = enrolment(secret, email="amina.shah@northmoor-police.example.org", service="Meeting Desk")

    assert len(secret) * 5 == 160
    assert shown.groups.replace(" ", "") == secret and {len(group) for group in shown.groups.split()} == {4}
    assert shown.qr.startswith("<svg") and "style=" not in shown.qr and "<script" not in shown.qr


async def test_of_the_same_code_sent_twenty_times_at_once_one_is_taken(cast: Cast, clock: FixedClock) -> None:
    step = step_of(SECRET, cast.amina.code(), now=clock.now())
    assert step is not None

    taken = await asyncio.gather(*[take_step(cast.amina.officer_id, step) for _ in range(20)])

    assert taken.count(True) == 1
    assert not await take_step(cast.amina.officer_id, step - 1)
    assert await take_step(cast.amina.officer_id, step + 1)


async def test_a_recovery_code_is_taken_once_by_its_own_person_in_any_spelling(cast: Cast, clock: FixedClock) -> None:
    async with transaction():
        codes = await make_recovery_codes(cast.amina.officer_id)

    someone_else = await take_recovery_code(cast.bryn.officer_id, codes[0], now=clock.now())
    taken = await asyncio.gather(
        *[
            take_recovery_code(cast.amina.officer_id, spelt, now=clock.now())
            for spelt in (codes[0], codes[0].upper(), codes[0].replace("-", " "))
        ]
    )

    assert not someone_else
    assert taken.count(True) == 1
    assert await number_of_recovery_codes(cast.amina.officer_id) == 9
    assert len(set(codes)) == 10 and {len(code.replace("-", "")) * 5 for code in codes} == {80}


async def test_new_recovery_codes_replace_the_old_ones(cast: Cast, clock: FixedClock) -> None:
    async with transaction():
        old = await make_recovery_codes(cast.amina.officer_id)
    async with transaction():
        await make_recovery_codes(cast.amina.officer_id)

    assert not await take_recovery_code(cast.amina.officer_id, old[0], now=clock.now())
    assert await RecoveryCode.count() == 10


async def test_neither_key_nor_name_nor_address_lies_open_in_the_row(cast: Cast, clock: FixedClock) -> None:
    officer = await officer_row(cast.amina.officer_id)
    raw = str(await Officer.select().where(Officer.id == cast.amina.officer_id))

    [(entry, authenticator)] = await open_officers(cast.desk, [officer], by=actor_of(officer, now=clock.now()))

    assert (entry.name, authenticator.secret) == ("Amina Shah", SECRET)
    for word in (SECRET, "Amina", "Shah", "amina.shah", cast.amina.password):
        assert word not in raw
