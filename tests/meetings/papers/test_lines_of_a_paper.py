"""How routes, people and markings read on every paper."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from meetings.papers.agenda_paper import Route, RouteLine
from meetings.papers.marking import MeetingLine, Stamp
from meetings.papers.measures import MEASURES
from meetings.papers.person_lines import PersonLines, PersonRole

AT = datetime(2025, 11, 26, 9, 30, tzinfo=UTC)
STAMP = Stamp(
    area_name="Northmoor Marac",
    recipient_name="Bryn Price",
    recipient_agency="Northmoor Constabulary",
    copy_mark="copy 1 of this record",
    made_at=AT,
)


@pytest.mark.parametrize(
    ("is_said", "is_shown", "words"),
    [
        (True, True, "Visible high risk (said and shown by evidence)"),
        (True, False, "Visible high risk (claimed, not evidenced)"),
        (False, True, "Visible high risk (shown by evidence, not claimed)"),
    ],
)
def test_a_route_says_what_was_claimed_and_what_is_evidenced(is_said: bool, is_shown: bool, words: str) -> None:
    assert RouteLine(route=Route.VISIBLE_HIGH_RISK, is_said=is_said, is_shown=is_shown).words == words


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (PersonLines(role=PersonRole.VICTIM, family_name="Quarmby", given_names="Ellen"), "Ellen Quarmby"),
        (PersonLines(role=PersonRole.PERPETRATOR, given_names="Frank"), "Frank"),
        (PersonLines(role=PersonRole.PERPETRATOR), "Name not known"),
        (PersonLines(role=PersonRole.CHILD, is_unborn=True), "Unborn child"),
        (PersonLines(role=PersonRole.VICTIM, is_masked=True), "Shown once somebody in your agency is assigned"),
    ],
)
def test_a_person_is_named_as_recorded_or_said_to_be_unnamed(person: PersonLines, name: str) -> None:
    assert person.full_name == name


def test_a_practice_paper_cannot_be_taken_for_a_real_one() -> None:
    assert STAMP.top == "OFFICIAL-SENSITIVE"
    assert replace(STAMP, is_practice=True).top == "OFFICIAL-SENSITIVE · PRACTICE, everyone here is invented"


def test_a_meeting_stands_at_a_place_a_link_both_or_neither() -> None:
    meeting = MeetingLine(ref="5TQ4H-2ZB8C", starts_at=AT, ends_at=AT)

    assert meeting.where == "Place not set"
    assert replace(meeting, place="Town Hall", link="https://rooms.example.org").where == (
        "Town Hall, https://rooms.example.org"
    )


def test_a_paper_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(FrozenInstanceError):
        STAMP.marking = "OFFICIAL"  # type: ignore[misc]


def test_every_measure_says_whether_its_source_is_confirmed() -> None:
    assert {measure.standing for measure in MEASURES} == {"Published", "Ours", "UNCONFIRMED"}
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
