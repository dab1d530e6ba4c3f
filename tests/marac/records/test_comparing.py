"""Levels as numbers, and lists that are no cases."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from marac.records.comparing import levels_of, number_of
from marac.records.filling import fill_store
from marac.records.store import MOST_IN_CASE
from meetings.people.levels import HIGHEST, Levels

any_levels = st.tuples(*(st.integers(0, highest) for highest in HIGHEST)).map(Levels._make)


@given(any_levels)
def test_levels_are_read_back_from_their_number(levels: Levels) -> None:
    assert levels_of(number_of(levels)) == levels


def written(folder: Path, *, rows: int) -> Path:
    path = folder / "people.csv"
    lines = [f"r{number},Ellen,Quarmby,one-list" for number in range(rows)]
    path.write_text("\n".join(["record_id,first_name,last_name,case_id", *lines]), encoding="utf-8")
    return path


def test_one_case_id_for_a_whole_list_is_told_and_is_no_case(tmp_path: Path) -> None:
    said: list[str] = []

    store = fill_store(written(tmp_path, rows=MOST_IN_CASE + 1), said.append, lambda _: None)

    assert said == ["people.csv: 1 case_id of more than 30 rows each; they are not taken for cases."]
    assert store.case(0) == 0


def test_the_people_of_a_large_family_are_a_case(tmp_path: Path) -> None:
    said: list[str] = []

    store = fill_store(written(tmp_path, rows=MOST_IN_CASE), said.append, lambda _: None)

    assert said == []
    assert store.case(0) == store.case(MOST_IN_CASE - 1) != 0
