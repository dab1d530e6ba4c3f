"""Nothing can be sent past the guard: one place hands letters to the post, and no address is ever typed at sending."""

import inspect
import re
from pathlib import Path

from meetings import circulation
from meetings.guarded_sendings import Guarded

ROOT = Path(__file__).parents[2]
SERVICE = ("agencies", "exports", "marac", "meetings", "tasks")


def places_with(pattern: str) -> set[str]:
    files = (path for folder in SERVICE for path in (ROOT / folder).rglob("*.py"))
    return {str(path.relative_to(ROOT)) for path in files if re.search(pattern, path.read_text())}


def test_one_place_hands_letters_to_the_post() -> None:
    assert places_with(r"\bpost\.send\(") == {"tasks/handing_over.py"}
    assert places_with(r"\bLetter\(\s*to=") == {"tasks/send_letter.py", "tasks/send_invitation.py"}


def test_readers_are_written_in_one_place_and_only_once_they_are_guarded() -> None:
    assert places_with(r"\bCirculation\(\s*id=") == {"meetings/circulation.py"}
    assert places_with(r"\bGuarded\(") == {"meetings/guarded_sendings.py"}
    assert inspect.signature(circulation._send).parameters["guarded"].annotation is Guarded


def test_no_sending_takes_an_address() -> None:
    for issue in (circulation.issue_agenda, circulation.issue_action_sheet, circulation.issue_minutes):
        assert set(inspect.signature(issue).parameters) <= {"act", "meeting_ref", "late_reason", "cleared"}
    for template in ("minutes/send.html", "actions/send.html"):
        text = (ROOT / "marac/web/templates" / template).read_text()
        assert 'type="email"' not in text
