"""The sums of the data return, by hand."""

from datetime import date

import pytest

from meetings.papers.workbook_paper import (
    Counted,
    MeetingRow,
    counted_in,
    quarter_of,
    quarters_of,
    rolling_quarters,
    sums_of,
)


def a_row(day: date, *, cases: int = 0, repeats: int = 0, police: int = 0, male: Counted | None = None) -> MeetingRow:
    return MeetingRow(
        marac_name="Northmoor Marac",
        meeting_on=day,
        cases_discussed=cases,
        repeat_cases=repeats,
        children=0,
        referrals={"police": police},
        diversity={"male": male} if male else {},
    )


YEAR = (
    a_row(date(2025, 1, 8), cases=96, repeats=31, police=62),
    a_row(date(2025, 4, 9), cases=104, repeats=33, police=67),
    a_row(date(2025, 7, 9), cases=110, repeats=36, police=71),
    a_row(date(2025, 10, 8), cases=90, repeats=28, police=58),
)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2025, 1, 1), "2025-Q1"), (date(2025, 3, 31), "2025-Q1"), (date(2025, 12, 31), "2025-Q4")],
)
def test_the_first_quarter_is_january_to_march(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


def test_four_quarters_of_400_cases_give_the_published_rates() -> None:
    quarters = quarters_of(YEAR)

    sums = sums_of(YEAR, rolling_quarters(quarters, "2025-Q4"))

    assert (sums.meetings, sums.cases, sums.repeats, sums.police) == (4, 400, 128, 258)
    assert sums.repeat_rate == pytest.approx(0.320)
    assert sums.partner_rate == pytest.approx(0.355)


def test_a_quarter_without_a_meeting_stands_between_the_others() -> None:
    rows = (a_row(date(2024, 11, 6)), a_row(date(2025, 5, 7)))

    assert quarters_of(rows) == ("2024-Q4", "2025-Q1", "2025-Q2")


def test_three_quarters_are_no_rolling_year() -> None:
    assert rolling_quarters(("2025-Q1", "2025-Q2", "2025-Q3"), "2025-Q3") == ()


def test_a_rate_of_nothing_is_no_rate() -> None:
    sums = sums_of((), ("2025-Q1",))

    assert sums.repeat_rate is None
    assert sums.partner_rate is None


def test_not_recorded_is_kept_apart_from_zero() -> None:
    held = Counted(count=0, known=4, not_recorded=6)

    counted = counted_in((a_row(date(2025, 1, 8), cases=10, male=held),), ("2025-Q1",), "male")

    assert counted == held


def test_one_meeting_without_data_makes_the_sum_unknown() -> None:
    rows = (
        a_row(date(2025, 1, 8), male=Counted(count=1, known=4, not_recorded=6)),
        a_row(date(2025, 2, 5)),
    )

    assert counted_in(rows, ("2025-Q1",), "male") == Counted(count=None, known=None, not_recorded=None)
