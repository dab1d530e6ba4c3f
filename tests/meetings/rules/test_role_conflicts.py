"""Somebody in one role here and in another there."""

import pytest

from meetings.rules.role_conflicts import SENTENCES, Roles, role_conflicts


def roles(ref: str, victim: str, *perpetrators: str, children: tuple[str, ...] = (), status: str = "listed") -> Roles:
    return Roles(ref, status, victim, frozenset(perpetrators), frozenset(children))


THIS = roles("this", "gemma", "sean", children=("kyle",))


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (roles("o", "patricia", "gemma"), ["victim_as_perpetrator"]),
        (roles("o", "sean", "someone"), ["perpetrator_as_victim"]),
        (roles("o", "patricia", "kyle"), ["child_as_perpetrator"]),
        (roles("o", "patricia", "someone", children=("sean",)), ["perpetrator_as_child"]),
        (roles("o", "gemma", "someone", children=("kyle",)), []),
        # The same two people the other way round are a counter allegation.
        (roles("o", "sean", "gemma"), []),
        (roles("o", "patricia", "gemma", status="recorded_in_error"), []),
    ],
)
def test_who_has_another_role_elsewhere_is_told_by_the_role_here(other: Roles, kinds: list[str]) -> None:
    found = role_conflicts(THIS, [other, THIS])

    assert [conflict.kind for conflict in found] == kinds
    assert all(conflict.kind in SENTENCES for conflict in found)
