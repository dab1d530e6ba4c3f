"""A severity of abuse grid as an agency's own system would send one."""

from typing import Any

ROWS = ("physical", "sexual", "stalking", "controlling")
FOLLOW_UPS = ("severity", "severity_escalation", "frequency_escalation", "note")


def a_grid(case_number: str, **also: Any) -> dict[str, Any]:
    """Nothing occurs; a test says what does."""
    row = {**dict.fromkeys(FOLLOW_UPS), "occurring": "no"}
    head = {"form": "marac-soag", "version": 1, "sender_reference": "NMP-SOAG-1", "agency": "northmoor-police"}
    rest = {"case_number": case_number, "done_on": "2026-08-30", "stage": "intake"}
    return {**head, **rest, **dict.fromkeys(ROWS, row), **also}
