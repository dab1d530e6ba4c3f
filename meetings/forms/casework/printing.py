"""Which forms of the case file may leave on paper: a plan that somebody could find at home is a danger of its own."""

from meetings.forms import words
from meetings.forms.declaration import Json


def why_not_printed(form_id: str, document: dict[str, Json]) -> str:
    """The reason why this document is not printed, or nothing where it may be."""
    if form_id == "marac-safety-plan" and document.get("safe_to_take_home") != "yes":
        return words.sentence("safety_plan.not_printed")
    return ""
