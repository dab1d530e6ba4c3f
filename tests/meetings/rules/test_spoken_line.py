"""A line typed in the meeting, understood; the four plain fields say the same."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.action_due import Calendar
from meetings.rules.smart_hints import NAMES, NARRATIVE, SHORT, TWO, VAGUE, VERB, hints_for
from meetings.rules.spoken_line import AtMeeting, Typed, Understood, find_agency, understand_fields, understand_line

WEDNESDAY = date(2026, 9, 16)
DAYS = Calendar(WEDNESDAY, WEDNESDAY, date(2026, 9, 30), by_rule=date(2026, 9, 29))
POLICE = AtMeeting(
    UUID(int=1),
    "Northmoor Constabulary",
    "NMP",
    frozenset({"nmp", "police", "northmoor", "price"}),
    UUID(int=11),
    "Bryn Price",
)
WAYSIDE = AtMeeting(UUID(int=2), "Wayside", "WAY", frozenset({"way", "wayside", "idva"}))
SCHOOLS = AtMeeting(UUID(int=3), "Northmoor Schools", "EDU", frozenset({"edu", "education", "northmoor"}))
ROSTER = (POLICE, WAYSIDE, SCHOOLS)


def understood(line: str) -> Understood:
    return understand_line(line, roster=ROSTER, days=DAYS)


def test_a_slash_and_an_agency_give_an_action_with_its_day() -> None:
    action = understood("/police by fri: check tag data")

    assert (action.kind, action.who, action.due_on, action.text) == (
        "action",
        POLICE,
        date(2026, 9, 18),
        "check tag data",
    )
    assert action.messages == ()


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Two missed appointments.", "information", "Two missed appointments."),
        ("/i Two missed appointments.", "information", "Two missed appointments."),
        ("/v Wants to stay.", "victim_view", "Wants to stay."),
        ("/d Plan agreed.", "decision", "Plan agreed."),
        ("/r Fears his return.", "risk", "Fears his return."),
        ("/r 3 children in the house", "risk", "3 children in the house"),
    ],
)
def test_a_letter_behind_the_slash_names_the_kind_of_line(line: str, kind: str, text: str) -> None:
    found = understood(line)

    assert (found.kind, found.text, found.messages, found.dash_item) == (kind, text, (), None)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("/r 15", "Attempt to strangle, choke, suffocate or drown"),
        ("/r 15: In July", "In July"),
        ("/r [15] In July", "In July"),
    ],
)
def test_a_risk_may_name_the_question_of_the_checklist_it_hangs_on(line: str, text: str) -> None:
    found = understood(line)

    assert (found.dash_item, found.text) == (15, text)


def test_information_says_which_agency_shared_it() -> None:
    assert understood("/i nmp: Bail to 20 September.").who == POLICE
    assert understood("/i way opinion: Fears his return.").is_opinion
    assert understood("/i Time was 10: nothing else.").who is None


@pytest.mark.parametrize(
    "line",
    [
        "/nobody by fri: check",
        "/northmoor by fri: check",
        "/police by soon: check",
        "/police by fri:",
        "/police",
        "/",
        "",
        "/d",
    ],
)
def test_a_line_that_lacks_something_says_what_in_one_message_at_the_field(line: str) -> None:
    [message] = understood(line).messages

    assert message[0] == "line"
    assert message[1]


def test_plain_fields_name_each_what_is_missing() -> None:
    found = understand_fields(Typed("action", "", "", ""), roster=ROSTER, days=replace(DAYS, by_rule=None))

    assert {name for name, _ in found.messages} == {"who", "by_when", "text"}


def test_an_agency_is_found_by_the_beginning_of_its_name_only_where_no_other_begins_so() -> None:
    assert find_agency(ROSTER, "pol") == POLICE
    assert find_agency(ROSTER, "PRICE") == POLICE
    assert find_agency(ROSTER, "north") is None
    assert find_agency(ROSTER, "") is None


@given(st.text(max_size=80))
def test_no_line_breaks_the_understanding(line: str) -> None:
    found = understood(line)

    assert found.messages or found.text


@pytest.mark.parametrize(
    ("line", "due_on", "rule", "item"),
    [
        ("/police: check tag data", date(2026, 9, 29), "default", None),
        ("/police now: check tag data", WEDNESDAY, "same_day", None),
        ("/police by immediately [15]: check tag data", WEDNESDAY, "same_day", 15),
        ("/police [7]: check tag data", date(2026, 9, 29), "default", 7),
        ("/police by fri\u00a018/9 [15]\uff1a check tag data", None, "", None),
        ("/police by 18/9 [15]: check tag data", date(2026, 9, 18), "earlier", 15),
        ("/police ongoing, review 2w: drive past the house", date(2026, 9, 30), "ongoing", None),
        ("/police by ongoing until 14/10: drive past the house", date(2026, 10, 14), "ongoing", None),
        ("/police ongoing: drive past the house", None, "", None),
    ],
)
def test_an_action_has_its_day_by_a_rule_that_is_told_and_may_name_its_risk(
    line: str, due_on: date | None, rule: str, item: int | None
) -> None:
    found = understood(line)

    if due_on is None:
        assert [name for name, _ in found.messages] == ["line"]
        return
    assert (found.messages, found.due_on, found.due_rule, found.dash_item) == ((), due_on, rule, item)


def test_minutes_written_the_day_after_count_from_that_day() -> None:
    later = replace(DAYS, today=date(2026, 9, 17))

    assert understand_line("/police by today: call", roster=ROSTER, days=later).due_on == date(2026, 9, 17)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Check tag data at the depot", None),
        ("The police look at the file", VERB),
        ("Monitor the situation", VAGUE),
        ("Change the locks; fit a camera", TWO),
        ("Visit because he punched her", NARRATIVE),
        ("Call", SHORT),
        ("Ring Quarmby's school", NAMES),
        ("", None),
    ],
)
def test_hints_make_an_action_clearer_and_never_stop_it(text: str, hint: str | None) -> None:
    found = hints_for(text, names=["Ellen Quarmby"])

    assert found == () if hint is None else hint in found
    assert len(found) <= 3
