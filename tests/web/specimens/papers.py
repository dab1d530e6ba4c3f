"""What the specimens show, and what was typed into their fields."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from marac.web.answers import born_parts, date_parts
from marac.web.form_view import Asked, lay_out
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.page_answers import PageAnswers

TYPED: dict[str, str | list[str]] = {
    "family_name": "Quarmby",
    "criteria": ["repeat"],
    "aliases.0": "Ostrey",
    **date_parts("incident_on", date(2026, 8, 30)),
    **born_parts("victim.born_on", "34", "estimated_age"),
}
MENDED: dict[str, dict[str, str]] = {
    "inputs": {
        "family_name": "Enter the family name, or tick “name not known”",
        "telephone": "Enter a telephone number, like 01632 960001",
        "story": "Write why you judge the risk high",
        "code": "Enter the code your app shows now",
        "password": "Enter your password",
        "agency": "Choose the agency",
        "paper": "Send a Word, Excel, CSV or sealed file up to 10 MB; this one could not be opened safely",
        "aliases": "Give each name its own box",
    },
    "choices": {
        "safe_to_phone": "Say whether it is safe to phone, even if the answer is “not known”",
        "criteria": "Choose at least one reason to refer",
        "is_true": "Tick the box to send the referral",
        "incident_on": "Enter a date that exists; February has 28 days in 2026",
        "victim.born_on": "Enter the date of birth, like 27 3 1985, or choose “about”",
    },
    "questions": {
        "victim.addresses.0.lines": "Shorten this answer to 1,000 characters.",
        "routes.repeat.previous_on": "Enter a date that exists, like 27 3 2026.",
        "dash.answers.2": "Choose one of the answers offered.",
        "consent.sharing_without_consent.shared_items.0.shared_at": "Enter a date and a time, like 27 3 2026, 2:30pm.",
    },
    "panels": {"decision": "Choose what becomes of the referral"},
    "room": {"line": "Choose someone at this meeting; this name is not on its list"},
}
# One page of each sort of question: rows that repeat, follow-ups, items of a checklist, moments and lists to tick.
ASKED_ON = ("victim-home", "routes", "risk-checklist-1", "sharing")


def _asked() -> list[Asked]:
    pages = [page for section in MARAC_REFERRAL_V1.sections for page in section.pages if page.id in ASKED_ON]
    answers = PageAnswers({"routes": {"escalation": {"applies": True}}})
    return [asked for page in pages for asked in lay_out(MARAC_REFERRAL_V1, page, answers, row=None)]


PAPERS: dict[str, Any] = {
    "asked": _asked(),
    "refs": ["7k3q9xbd2h", "2fw8mc6rna", "4tr2p8pd0k"],
    "received_at": datetime(2026, 9, 1, 7, 52, tzinfo=UTC),
    "due_on": date(2026, 9, 4),
    "copy": SimpleNamespace(for_whom="Bryn Price", made_at=datetime(2026, 9, 1, 13, 14, tzinfo=UTC), number=3),
}
