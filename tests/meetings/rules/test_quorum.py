"""Enough of those named in the room."""

from typing import Any

from meetings.rules.quorum import quorum_of

RULE: dict[str, Any] = {"named_types": ["police", "idva", "childrens_social_care"], "others": 3}


def room(*kinds: str) -> list[frozenset[str]]:
    return [frozenset({kind}) for kind in kinds]


def test_the_named_three_and_three_others_are_enough() -> None:
    quorum = quorum_of(RULE, present=room(*RULE["named_types"], "housing", "probation", "education"))

    assert quorum.is_met


def test_a_missing_named_kind_is_named() -> None:
    quorum = quorum_of(RULE, present=room("police", "idva", "housing", "probation", "education", "fire"))

    assert not quorum.is_met
    assert quorum.missing_types == ("childrens_social_care",)


def test_an_agency_counts_once() -> None:
    quorum = quorum_of(RULE, present=[frozenset({"police", "idva"}), *room("childrens_social_care", "housing")])

    assert quorum.missing_types == ("idva",)
    assert quorum.others == 1
