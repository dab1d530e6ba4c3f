"""Passwords are slow to try, and an unknown name costs as much as a known one."""

import asyncio

import pytest

from marac.vault.passwords import Passwords
from marac.vault.primitives import Key, PasswordCost, new_key
from tests.marac.vault_cast import QUICK

pytestmark = pytest.mark.anyio

PHRASE = "a bridge over the Wenbeck"


async def test_the_right_password_is_taken_and_another_is_not() -> None:
    passwords = Passwords(new_key(), QUICK)

    stored = await passwords.hash(PHRASE)

    assert await passwords.check(PHRASE, stored)
    assert not await passwords.check(PHRASE + " ", stored)
    assert PHRASE not in stored


async def test_the_same_letters_from_two_keyboards_are_the_same_password() -> None:
    passwords = Passwords(new_key(), QUICK)

    stored = await passwords.hash("caf\u00e9 at the corner")

    assert await passwords.check("cafe\u0301 at the corner", stored)


async def test_nobody_signs_in_as_an_unknown_officer() -> None:
    passwords = Passwords(new_key(), QUICK)
    await passwords.prepare()

    assert not await passwords.check("nobody has this password, whatever is typed", None)


async def test_an_unknown_officer_costs_one_hash_like_a_known_one() -> None:
    counted = CountedPasswords(new_key(), QUICK)
    await counted.prepare()
    stored = await counted.hash(PHRASE)
    counted.number = 0

    await counted.check(PHRASE, stored)
    of_known = counted.number
    await counted.check(PHRASE, None)

    assert counted.number == 2 * of_known == 2


class CountedPasswords(Passwords):
    """Counts the slow pieces of work."""

    number = 0

    async def _in_slot(self, work):  # type: ignore[no-untyped-def]
        self.number += 1
        return await super()._in_slot(work)


async def test_a_hash_of_another_cost_or_pepper_is_noticed() -> None:
    old = Passwords(Key(bytes(32)), PasswordCost(memory_kib=32, passes=1))
    new = Passwords(Key(bytes(32)), QUICK)
    stored = await old.hash(PHRASE)

    assert await new.check(PHRASE, stored)
    assert new.needs_new_hash(stored) and not new.needs_new_hash(await new.hash(PHRASE))
    assert not await Passwords(new_key(), QUICK).check(PHRASE, stored)


async def test_many_sign_ins_at_once_all_get_their_answer() -> None:
    passwords = Passwords(new_key(), QUICK)
    stored = await passwords.hash(PHRASE)

    answers = await asyncio.gather(*(passwords.check(PHRASE, stored) for _ in range(20)))

    assert answers == [True] * 20
