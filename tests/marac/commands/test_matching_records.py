"""What matching is measured on hides the truth from the matchers, and comes in by the day."""

import pytest

from marac.commands.benchmarks.generated_people import generate_rows

# Reading the libraries alone takes some seconds.
pytestmark = pytest.mark.long
records = pytest.importorskip("marac.commands.benchmarks.matching_records", reason="uv sync --group bench")


def test_no_matcher_is_shown_who_is_who() -> None:
    invented = records.of_rows("few", generate_rows(500))

    assert not {"person", "origin", "household"} & {field for row in invented.rows for field in row}
    assert len(invented.rows) == len(invented.people) == len(invented.origins) == 500


def test_incoming_people_come_after_all_who_are_stored() -> None:
    store, queries = records.incoming(records.of_rows("few", generate_rows(500)), share=0.2)

    assert len(store.rows) + len(queries.rows) == 500
    assert max(row["case_date"] for row in store.rows) < min(row["case_date"] for row in queries.rows)
    assert 80 < len(queries.rows) < 140


@pytest.mark.parametrize(("number", "rows", "pairs"), [(1, 1000, 500), (4, 10_000, 5000)])
def test_febrl_has_its_true_pairs(number: int, rows: int, pairs: int) -> None:
    loaded = records.febrl(number)

    assert (len(loaded.rows), loaded.number_of_true_pairs) == (rows, pairs)
    assert len({row["record_id"] for row in loaded.rows}) == rows
