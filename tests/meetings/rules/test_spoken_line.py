"""A line typed in the meeting, understood; the four plain fields say the same."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.spoken_line import AtMeeting, Typed, Understood, find_agency, understand_fields, understand_line

WEDNESDAY = date(2026, 9, 16)
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
    return understand_line(line, roster=ROSTER, today=WEDNESDAY, next_meeting_on=date(2026, 9, 30))


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
        "/police: check",
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
    found = understand_fields(Typed("action", "", "", ""), roster=ROSTER, today=WEDNESDAY)

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
