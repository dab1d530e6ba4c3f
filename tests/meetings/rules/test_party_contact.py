"""A contact of somebody at work is told to be that of a party, however either was typed, and near misses are not."""
# ruff: noqa: RUF001 - letters that look alike are the point.

from random import Random

import pytest

from meetings.rules.party_contact import Contacts, contacts_in_text, contacts_of, contacts_of_form, contacts_on_card
from tests.documents import a_referral, ellen
from tests.wrong_recipients import CASES, Written, near_misses, same_contacts

EMAIL, NUMBER = "frank.ostrey@northmoor.example.org", "07700 900142"
OWN = contacts_of(email=EMAIL, telephone=NUMBER)
SAME = [
    "FRANK.OSTREY@NORTHMOOR.EXAMPLE.ORG",
    "f.r.a.n.k.ostrey+marac@northmoor.example.org",
    "frаnk.оstrey@northmoor.example.org",
    "ｆｒａｎｋ．ｏｓｔｒｅｙ＠northmoor。example.org.",
    "frank\u200b.ostrey@north\u00admoor.example.org",
    '"frank.ostrey"@northmoor.example.org',
    "mailto:frank.ostrey%40northmoor.example.org",
    "frank.ostrey (at) northmoor [dot] example dot org",
    "Frank Ostrey <frank.ostrey@northmoor.example.org>",
    "frank.ostrey@nórthmoor.example.org",
    "+44 (0)7700-900142",
    "0044 7700 900142 ext. 12",
    "٠٧٧٠٠٩٠٠١٤٢",
    "O77OO 9OO l42",
    "Tel: 07700/900142",
    "07700\u2011900\u00a0142",
    "900142",
]
OTHERS = ["frank.ostray@northmoor.example.org", "frank.ostrey@northmoor.example.com", "07700 900143", "ostrey", "", "@"]


@pytest.mark.parametrize("text", SAME)
def test_the_same_contact_is_the_same_in_every_spelling(text: str) -> None:
    assert OWN.meets(contacts_on_card({"note": text}))


@pytest.mark.parametrize("text", OTHERS)
def test_another_contact_is_not_the_same(text: str) -> None:
    assert not OWN.meets(contacts_on_card([text]) | contacts_in_text(text))


def test_a_host_name_for_machines_is_the_one_people_read() -> None:
    assert contacts_in_text("a.b@xn--mller-kva.example").meets(contacts_in_text("ab@müller.example"))
    assert contacts_in_text("x@gmail.com").meets(contacts_in_text("x@googlemail.com"))


def test_how_contact_is_safe_counts_and_the_senders_own_contact_does_not() -> None:
    referral = a_referral(email=EMAIL, telephone=NUMBER, victim=ellen(emails=[], phones=[]))
    assert not OWN.meets(contacts_of_form(referral))

    for name in ("safe_to_talk_to", "not_safe_to_talk_to"):
        assert OWN.meets(contacts_of_form(referral | {name: f"his mother, {NUMBER}, in the evening"}))
    assert not Contacts().meets(contacts_of_form(referral))


def test_five_hundred_cases_of_a_party_with_the_contact_of_a_recipient_are_all_stopped() -> None:
    written = same_contacts(Random(20261122))

    passed = [each for each in written if not _meets(each)]

    assert (len(written), passed) == (CASES, [])


def test_five_hundred_near_misses_are_not_stopped() -> None:
    written = near_misses(Random(20261122))

    stopped = [each for each in written if _meets(each)]

    assert (len(written), stopped) == (CASES, [])


def _meets(written: Written) -> bool:
    own = contacts_of(email=written.email, telephone=written.telephone)
    theirs = Contacts()
    for card in written.cards:
        theirs |= contacts_on_card(card)
    return own.meets(theirs | contacts_of_form(written.answers))
