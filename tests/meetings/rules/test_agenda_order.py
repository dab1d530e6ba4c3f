"""The order of an agenda, and why each case stands where it does."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.agenda_order import CaseToPlace, Placed, order_cases


def a_case(ref: str, day: int = 1, **told: Any) -> CaseToPlace:
    return CaseToPlace(ref, date(2026, 9, day), **{"people": frozenset({f"victim of {ref}"}), **told})


def order(*cases: CaseToPlace, keys: tuple[str, ...] | None = None) -> list[str]:
    return [placed.ref for placed in (order_cases(cases, keys) if keys else order_cases(cases))]


def reason(placed: tuple[Placed, ...], ref: str) -> str:
    return next(each.sentence for each in placed if each.ref == ref)


def test_an_emergency_update_comes_before_a_repeat_and_a_repeat_before_the_oldest() -> None:
    old, repeat, update = a_case("old", 1), a_case("rep", 5, is_repeat=True), a_case("upd", 9, is_emergency_update=True)

    assert order(old, repeat, update) == ["upd", "rep", "old"]


def test_cases_of_one_family_stand_together_where_their_weightiest_stands() -> None:
    mother = a_case("mother", 3, people=frozenset({"joanne", "lee"}), is_emergency_update=True)
    daughter = a_case("daughter", 9, people=frozenset({"joanna", "lee"}), is_repeat=True)

    placed = order_cases([a_case("other", 1, is_repeat=True), daughter, mother])

    assert [each.ref for each in placed] == ["mother", "daughter", "other"]
    assert reason(placed, "daughter") == "Same people as case 1; repeat."


def test_a_pinned_case_holds_its_place() -> None:
    placed = order_cases([a_case("a", 1), a_case("b", 2), a_case("c", 3, pinned_to=2)])

    assert [each.ref for each in placed] == ["a", "c", "b"]
    assert reason(placed, "c") == "Pinned by the chair."


def test_a_case_that_somebody_may_not_see_stands_last_whatever_it_is() -> None:
    hidden = a_case("hidden", 1, is_emergency_update=True, is_unseen_by_some=True, pinned_to=1)

    placed = order_cases([hidden, a_case("a", 2), a_case("b", 3)])

    assert [each.ref for each in placed] == ["a", "b", "hidden"]
    assert reason(placed, "hidden") == "Placed last by access rule."


def test_an_area_may_choose_its_own_order() -> None:
    plan, repeat = a_case("plan", 5, has_protection_plan=True), a_case("rep", 1, is_repeat=True)

    assert order(plan, repeat, keys=("protection_plan", "repeat")) == ["plan", "rep"]
    assert order(plan, repeat, keys=("oldest",)) == ["rep", "plan"]


def test_by_route_visible_high_risk_comes_first() -> None:
    judged, scored = a_case("judged", 1, routes=("PJ",)), a_case("scored", 2, routes=("VHR", "PJ"))

    assert order(judged, scored, keys=("route",)) == ["scored", "judged"]


CASES = st.lists(
    st.builds(
        CaseToPlace,
        ref=st.text("abcdef", min_size=1, max_size=4),
        referred_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        people=st.frozensets(st.sampled_from("PQRSTU"), min_size=1, max_size=2),
        pinned_to=st.none() | st.integers(1, 30),
        is_repeat=st.booleans(),
        is_emergency_update=st.booleans(),
        is_unseen_by_some=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda case: case.ref,
)


@given(cases=CASES, seed=st.randoms())
def test_every_case_stands_once_and_the_order_given_changes_nothing(cases: list[CaseToPlace], seed: Any) -> None:
    placed = order_cases(cases)
    shuffled = list(cases)
    seed.shuffle(shuffled)

    assert sorted(each.ref for each in placed) == sorted(case.ref for case in cases)
    assert [each.position for each in placed] == list(range(1, len(cases) + 1))
    assert order_cases(shuffled) == placed
    assert all(each.sentence.endswith(".") for each in placed)
