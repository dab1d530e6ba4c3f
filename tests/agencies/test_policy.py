"""The policy table against a second, independent writing of it, cell by cell."""

import pytest

from agencies.policy import FORUMS, may, policy, rows_of
from agencies.roles import Role
from tests.agencies.reference_matrix import MARAC, may_by_reference

CELLS = [(row, role, forum) for row in {**policy(), **MARAC} for role in Role for forum in sorted(FORUMS)]


def test_both_writings_know_the_same_rows() -> None:
    assert set(policy()) == set(MARAC)


def test_both_writings_agree_on_every_cell() -> None:
    different = [
        (row, role.value, forum)
        for row, role, forum in CELLS
        if may(row, roles=frozenset({role}), forum=forum) != may_by_reference(row, role, forum)
    ]

    assert len(CELLS) > 1_000
    assert different == []


def test_no_roles_open_nothing() -> None:
    assert not [row for row in policy() if may(row, roles=frozenset(), forum="marac")]


def test_a_row_that_is_not_written_is_a_mistake_and_no_refusal() -> None:
    with pytest.raises(KeyError):
        may("inbox.raed", roles=frozenset(Role), forum="marac")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.STEERING_READER])
def test_who_runs_or_watches_the_service_meets_no_case(role: Role) -> None:
    subjects = {row.name.partition(".")[0] for row in rows_of(role, forum="marac") if row.name != "case.looks"}

    assert not subjects & {"referral", "inbox", "case", "agenda", "research", "minutes", "action", "room", "person"}


def test_every_row_says_in_words_what_it_allows() -> None:
    for row in policy().values():
        assert row.words and row.words == row.words.strip() and not row.words.endswith(".")
        assert row.roles
