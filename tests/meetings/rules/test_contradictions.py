"""When a verdict about two people cannot take effect."""

from marac.ids import uuid7
from meetings.rules.contradictions import HELD_WORDS, Member, against_same, has_both_roles, is_two_of_one_document

CASE, OTHER_CASE = uuid7(), uuid7()


def member(role: str = "victim", case: object = None) -> Member:
    return Member(uuid7(), uuid7(), case or uuid7(), role)  # type: ignore[arg-type]


def test_nothing_speaks_against_two_people_of_two_cases() -> None:
    assert against_same([member()], [member("perpetrator")], said_different=False) == ""


def test_a_second_referral_that_joined_a_case_names_its_victim_again() -> None:
    assert against_same([member(case=CASE)], [member(case=CASE)], said_different=False) == ""


def test_a_victim_and_a_perpetrator_of_one_case_are_two_people_even_by_two_documents() -> None:
    harmed, harming = member(case=CASE), member("perpetrator", CASE)

    assert against_same([harmed], [harming], said_different=False) == "both_roles"
    assert has_both_roles([harmed, harming])
    assert not has_both_roles([harmed, member("perpetrator", OTHER_CASE)])


def test_two_people_of_one_document_stay_two() -> None:
    one = member("child")
    other = Member(uuid7(), one.document, one.case, "child")

    assert against_same([one, member()], [other], said_different=False) == "one_document"
    assert is_two_of_one_document([one, other])


def test_a_verdict_of_different_people_holds_against_a_third() -> None:
    assert against_same([member()], [member()], said_different=True) == "said_different"
    assert set(HELD_WORDS) == {"one_document", "both_roles", "said_different", "said_same"}
