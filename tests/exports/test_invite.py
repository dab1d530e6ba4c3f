"""Calendar entries: one attendee, neutral words, and the same reading in programs that know nothing of each other."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from exports.invite import invite_ics
from meetings.papers.meeting_invite import InviteMethod, MeetingInvite
from tests.exports.cast_papers import an_invite
from tests.exports.hostile import texts

ALLOWED = frozenset(
    {"VERSION", "PRODID", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CLASS"}
    | {"ORGANIZER", "ATTENDEE", "DESCRIPTION", "STATUS"}
)
ROOT = Path(__file__).parents[2]


def names_in(content: bytes) -> list[str]:
    """The properties of the calendar and its one event, the zone left out."""
    unfolded = content.decode().replace("\r\n ", "")
    without_zone = re.sub("BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", "", unfolded, flags=re.DOTALL)
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in without_zone.splitlines()]
    return [name for name in names if name not in {"BEGIN", "END"}]


def read_by_icalendar(content: bytes) -> dict[str, str]:
    """What the library that wrote it understands."""
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return {name: str(value) for name, value in event.items()}


def read_by_two_parsers(content: bytes, folder: Path) -> dict[str, dict[str, Any]]:
    """What ical.js and node-ical understand."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "ical.js").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("Node 20 and its packages are needed: run 'make assets'")
        pytest.skip("no Node with ical.js and node-ical")
    file = folder / "invite.ics"
    file.write_bytes(content)
    command = [node, str(Path(__file__).with_name("read_ics.mjs")), str(file)]
    read = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, timeout=60)
    parsers: dict[str, dict[str, Any]] = json.loads(read.stdout)
    return parsers


@pytest.mark.parametrize("method", list(InviteMethod))
def test_a_calendar_file_holds_fourteen_properties_of_the_list_and_one_attendee(method: InviteMethod) -> None:
    names = names_in(invite_ics(an_invite(method)))

    assert set(names) <= ALLOWED
    assert len(names) == len(set(names)) == 14
    assert names.count("ATTENDEE") == 1


@pytest.mark.parametrize(("method", "sequence", "status"), [("REQUEST", 0, None), ("CANCEL", 2, "CANCELLED")])
def test_two_parsers_read_the_same_invite(method: str, sequence: int, status: str | None, tmp_path: Path) -> None:
    invite = an_invite(InviteMethod(method), sequence=sequence)

    readings = read_by_two_parsers(invite_ics(invite), tmp_path)

    assert set(readings) == {"icalJs", "nodeIcal"}
    for reading in readings.values():
        assert reading == {
            "method": method,
            "uid": invite.uid,
            "sequence": sequence,
            "summary": "NM meeting 5TQ4H2ZB8C",
            "location": "Town Hall, Wenbeck",
            "starts": "2025-11-26T09:30:00.000Z",
            "ends": "2025-11-26T13:00:00.000Z",
            "attendees": ["mailto:bryn.price@police.example.org"],
            "status": status,
            "events": 1,
        }


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "wall_time"),
    [
        (datetime(2026, 9, 16, 8, 30, tzinfo=UTC), datetime(2026, 9, 16, 12, 0, tzinfo=UTC), "20260916T093000"),
        (datetime(2026, 10, 26, 9, 30, tzinfo=UTC), datetime(2026, 10, 26, 12, 0, tzinfo=UTC), "20261026T093000"),
        (datetime(2027, 3, 29, 8, 30, tzinfo=UTC), datetime(2027, 3, 29, 11, 0, tzinfo=UTC), "20270329T093000"),
    ],
)
def test_half_past_nine_is_half_past_nine_in_summer_and_in_winter(
    starts_at: datetime, ends_at: datetime, wall_time: str, tmp_path: Path
) -> None:
    content = invite_ics(replace(an_invite(), starts_at=starts_at, ends_at=ends_at))

    assert f"DTSTART;TZID=Europe/London:{wall_time}".encode() in content
    for reading in read_by_two_parsers(content, tmp_path).values():
        assert reading["starts"] == starts_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_a_phone_on_the_table_shows_prefix_and_reference_and_nothing_else() -> None:
    text = invite_ics(an_invite()).decode()

    assert re.search(r"^SUMMARY:[A-Z]{2,4} meeting [0-9A-HJKMNP-TV-Z]{10}\r$", text, flags=re.MULTILINE)
    assert "CLASS:PRIVATE" in text
    assert not re.search("Quarmby|Ostrey|Marac|MAPPA|domestic|case", text, flags=re.IGNORECASE)


def test_an_own_slot_is_as_neutral_as_the_meeting() -> None:
    text = invite_ics(replace(an_invite(), is_own_slot=True)).decode()

    assert "SUMMARY:NM slot 5TQ4H2ZB8C\r\n" in text


def test_a_description_is_the_link_and_a_cancellation_has_none() -> None:
    event = read_by_icalendar(invite_ics(an_invite()))
    cancelled = read_by_icalendar(invite_ics(an_invite(InviteMethod.CANCEL, sequence=2)))

    assert event["DESCRIPTION"] == "https://desk.example.org/go/q7m29kxa00"
    assert "DESCRIPTION" not in cancelled
    assert event["UID"] == cancelled["UID"]
    assert int(cancelled["SEQUENCE"]) > int(event["SEQUENCE"])


def test_lines_are_folded_and_end_as_mail_wants_them() -> None:
    content = invite_ics(replace(an_invite(), place="Mill Lane, " * 20))

    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_same_invite_gives_the_same_bytes() -> None:
    assert invite_ics(an_invite()) == invite_ics(an_invite())


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_hostile_text_adds_no_property_and_no_attendee(text: str) -> None:
    hostile = MeetingInvite(
        method=InviteMethod.REQUEST,
        uid=f"u{text}",
        sequence=1,
        prefix=f"p{text}",
        meeting_ref=f"r{text}",
        starts_at=an_invite().starts_at,
        ends_at=an_invite().ends_at,
        made_at=an_invite().made_at,
        organizer=f"desk{text}@example.org",
        attendee=f"bryn{text}@example.org",
        place=f"l{text}",
        link=f"https://{text}",
    )

    names = names_in(invite_ics(hostile))

    assert sorted(names) == sorted(names_in(invite_ics(an_invite())))
    assert read_by_icalendar(invite_ics(hostile))["LOCATION"].startswith("l")
