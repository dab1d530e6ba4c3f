"""Tables as plain text: what a spreadsheet program would run stands behind an apostrophe."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.plain_text import printable
from exports.safe_cells import csv_text
from tests.exports.hostile import texts

STARTERS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("start", STARTERS)
def test_a_field_that_would_run_gets_an_apostrophe(start: str) -> None:
    [[field]] = csv.reader(StringIO(csv_text([[f"{start}1"]]), newline=""))

    assert field.startswith("'")
    assert field.endswith("1")


def test_a_figure_keeps_its_sign_and_an_empty_field_stays_empty() -> None:
    assert csv_text([[-3, None, "Wenbeck"]]) == '"-3","","Wenbeck"\r\n'


@given(field=st.one_of(texts, st.text(), st.sampled_from(STARTERS)))
def test_every_field_comes_back_and_none_runs(field: str) -> None:
    [[read, end]] = csv.reader(StringIO(csv_text([[field, "end"]]), newline=""))

    assert not read.startswith(STARTERS)
    assert read.removeprefix("'") == printable(field).removeprefix("'")
    assert end == "end"
