"""Ready-made sign-ins of a practice area: passwords a visitor can type without blushing, and that the rule accepts."""

import pytest

from agencies.blocklist import is_common
from agencies.practice_accounts import WORDS_IN_PASSWORD, make_practice_accounts
from agencies.practice_words import WORDS
from agencies.seats import service_act
from tests.cast import Cast

pytestmark = pytest.mark.anyio
# Words guessed first are fit for no list of ours; names of the cast would stand in their passwords.
UNFIT = ("amina", "bryn", "ivy", "ellen", "frank", "rose", "robin", "knife", "gun", "blood", "poison")


def test_the_words_are_many_plain_and_different() -> None:
    assert len(set(WORDS)) == len(WORDS) > 300
    assert [word for word in WORDS if not word.isascii() or not word.islower() or word in UNFIT] == []


async def test_everybody_of_a_practice_area_gets_a_password_of_five_words_that_the_rule_accepts(cast: Cast) -> None:
    act = await service_act(cast.desk, cast.amina.area.id)

    accounts = await make_practice_accounts(act)

    passwords = [account.password for account in accounts]
    assert len(set(passwords)) == len(accounts) > 10
    assert all(len(password.split()) == WORDS_IN_PASSWORD for password in passwords)
    assert all(set(password.split()) <= set(WORDS) and not is_common(password) for password in passwords)
