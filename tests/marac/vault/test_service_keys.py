"""What the service itself keeps secret: indexes of e-mails, form tokens, signatures of receipts."""

from itertools import pairwise

import pytest

from marac.vault.vault import Vault
from tests.fakes import FixedClock
from tests.marac.vault_cast import Place, a_vault

pytestmark = pytest.mark.anyio


async def test_an_email_is_found_again_however_it_is_written(vault: Vault, clock: FixedClock) -> None:
    index = vault.index_email("Amina.Shah@northmoor.example")

    assert vault.index_email("  amina.shah@NORTHMOOR.example ") == index
    assert vault.index_email("amina.shah@eastvale.example") != index
    assert "amina" not in index and len(index) == 64
    assert (await a_vault(clock)).index_email("amina.shah@northmoor.example") == index


async def test_a_form_token_fits_one_session_only(vault: Vault) -> None:
    token = vault.csrf_token("session one")

    assert vault.is_csrf_token("session one", token)
    assert not vault.is_csrf_token("session two", token)
    assert not vault.is_csrf_token("session one", "")
    assert not vault.is_csrf_token("session one", "t\u00f6ken")


async def test_a_receipt_can_be_proved_and_not_be_altered(vault: Vault) -> None:
    signed = vault.sign_receipt({"reference": "7k3q9xbd2h", "sha256": "9f2c", "received_at": "2026-09-01T10:00:00Z"})

    assert vault.is_our_receipt(signed)
    assert not vault.is_our_receipt({**signed, "receipt": {**signed["receipt"], "sha256": "9f2d"}})
    assert not vault.is_our_receipt({**signed, "key": "another"})
    assert not vault.is_our_receipt({"receipt": {}})


async def test_case_numbers_of_a_year_are_all_different_and_look_unrelated(vault: Vault, northmoor: Place) -> None:
    numbers = [await vault.keyed_permutation(northmoor.area.id, 2026, n) for n in range(300)]
    next_year = [await vault.keyed_permutation(northmoor.area.id, 2027, n) for n in range(300)]

    assert len(set(numbers)) == 300 and all(0 <= number < 10_000 for number in numbers)
    assert numbers != next_year
    assert sum(abs(a - b) == 1 for a, b in pairwise(numbers)) < 5
