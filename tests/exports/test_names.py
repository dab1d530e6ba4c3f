"""File names tell which meeting, never which people."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from exports.names import file_name

DAY = date(2025, 11, 26)


def test_a_file_name_holds_prefix_kind_reference_and_date() -> None:
    name = file_name("NM", "minutes", "5TQ4H-2ZB8C", day=DAY, suffix="docx")

    assert name == "nm-minutes-5tq4h2zb8c-2025-11-26.docx"


def test_a_workbook_without_a_reference_has_no_gap_in_its_name() -> None:
    assert file_name("NM", "workbook", "", day=DAY, suffix="xlsx") == "nm-workbook-2025-11-26.xlsx"


@given(prefix=st.text(), kind=st.text())
def test_no_text_can_leave_the_folder_or_break_a_header(prefix: str, kind: str) -> None:
    name = file_name(prefix, kind, "5tq4h2zb8c", day=DAY, suffix="pdf")

    assert re.fullmatch(r"[a-z0-9-]+\.pdf", name)
