"""Addresses typed into a text, held against those that must not be printed."""

import pytest

from meetings.rules.address_in_text import confidential_places, has_postcode, place_keys, places_in
from tests.documents import address, ellen
from tests.meetings.northmoor import documents, read

REFUGE = {**address("7 Heron Mews", kind="refuge"), "postcode": "ZZ4 3TQ"}


@pytest.mark.parametrize(
    "text",
    [
        "Please note she is now at 7 Heron Mews, which must not be given out.",
        "She moved to flat 7 heron mws on Monday",
        "Write to ZZ4 3TQ only",
        "write to zz43tq",
    ],
)
def test_a_confidential_address_is_noticed_however_it_is_typed(text: str) -> None:
    assert places_in(text) & place_keys(REFUGE)


@pytest.mark.parametrize("text", ["On 7 September he came back", "She saw a heron in the mews", "17 Heron Mews", ""])
def test_other_words_are_no_address(text: str) -> None:
    assert not places_in(text) & place_keys(REFUGE)


def test_a_street_of_one_word_is_noticed_too() -> None:
    assert places_in("She stays at 12 Broadway with a friend") & place_keys(address("12 Broadway"))


def test_only_addresses_that_must_not_be_printed_are_kept() -> None:
    people = [ellen(addresses=[address("4 Mill Lane"), REFUGE])]

    assert confidential_places(people) == place_keys(REFUGE)


def test_the_address_in_the_wrong_box_of_northmoor_is_noticed_and_no_other_text_is() -> None:
    told = {entry["sender_reference"] for entry in read("truth.json")["free_text_addresses"]}

    found = {
        document["sender_reference"] for document in documents().values() if has_postcode(document["reason"] or "")
    }

    assert found == told
