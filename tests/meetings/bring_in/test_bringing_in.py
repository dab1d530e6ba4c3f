"""The old log of Northmoor brought in whole: invisible until it is on, once, and taken back as one act."""

from collections.abc import Sequence
from typing import Any

import pytest

from agencies.acts import Act
from meetings.bring_in.checking import check_sheets, find_bring_in, keep_check
from meetings.bring_in.confirming import confirm
from meetings.bring_in.working import go_on
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case
from meetings.tables.matching import PeopleSearch
from meetings.tables.people import Mention
from tests.cast import Cast

pytestmark = pytest.mark.anyio
HEADINGS = [
    "Ref", "MARAC date", "Date ref rec'd", "Ref agency", "Victim", "V DOB", "Address", "Perp(s)", "Perp DOB", "Rel",
    "Children (names / dob)", "R? Y/N", "Vic aware", "IDVA", "Actions", "Co-ord", "Notes",
]  # fmt: skip


def a_row(n: int, *, victim: str = "Quarmby, Ellen") -> list[Any]:
    return [
        f"NM/23/{n:03}", None, "11.1.23", "police", victim, "9.6.90", "34 Linden Grove, Stonebeck, ZZ3 1EU",
        "OSTREY Frank", "25.01.1989", "ex-partner", "Ivy (28/03/18)", "No", "y", None, "flag & tag", "LH ", None,
    ]  # fmt: skip


def a_log(rows: Sequence[list[Any]]) -> list[dict[str, Any]]:
    return [{"title": "MARAC 2023", "rows": [["LOG 2023"], HEADINGS, ["MARAC 8th February 2023"], *rows]}]


async def checked(act: Act, rows: Sequence[list[Any]]) -> BringIn:
    slug = "northmoor-police"
    return await find_bring_in(act, await keep_check(act, await check_sheets(act, a_log(rows), {"police": slug})))


async def brought_in(act: Act, rows: Sequence[list[Any]]) -> BringIn:
    row = await checked(act, rows)
    row = await confirm(act, row.ref, row.sha256)
    while await go_on(act, row):
        pass
    return row


async def test_what_was_confirmed_is_there_and_people_are_looked_for(cast: Cast) -> None:
    amina = await cast.amina.act()

    row = await brought_in(amina, [a_row(1), a_row(2, victim="Holt, Nora")])

    assert row.state == "on"
    cases = await Case.objects().order_by(Case.case_number)
    assert [(case.case_number, case.status, str(case.heard_on)) for case in cases] == [
        ("NM-23-001", "heard", "2023-02-08"),
        ("NM-23-002", "heard", "2023-02-08"),
    ]
    outside = await Mention.select(Mention.outside_id).order_by(Mention.outside_id)
    assert [each["outside_id"] for each in outside][:3] == [
        "NM/23/001/children/0", "NM/23/001/perpetrators/0", "NM/23/001/victim",
    ]  # fmt: skip
    assert await PeopleSearch.count() == 2
