"""How what is due reads, before and after."""

from datetime import UTC, date, datetime, timedelta

from marac.dates import show_due, show_tense

DUE_AT = datetime(2026, 9, 4, 16, 0, tzinfo=UTC)


def test_what_is_to_come_is_due_and_what_is_past_was_due() -> None:
    assert show_due(DUE_AT, DUE_AT - timedelta(days=1)) == "due Fri 4 Sep 2026, 5pm"
    assert show_due(DUE_AT, DUE_AT) == "due Fri 4 Sep 2026, 5pm"
    assert show_due(DUE_AT, DUE_AT + timedelta(seconds=1)) == "was due Fri 4 Sep 2026, 5pm"


def test_a_whole_day_is_past_on_the_day_after() -> None:
    day = date(2026, 9, 4)

    assert show_tense(day, day, to_come="ends", past="ended") == "ends"
    assert show_tense(day, date(2026, 9, 5), to_come="ends", past="ended") == "ended"
