"""Which forms of the case file may leave on paper: a plan that somebody could find at home is a danger of its own."""

from meetings.forms import words
from meetings.forms.declaration import Json

MAY_BE_UNSAFE = frozenset({"marac-safety-plan"})


def why_not_printed(form_id: str, document: dict[str, Json]) -> str:
    """The reason why this document is not printed, or nothing where it may be."""
    if form_id in MAY_BE_UNSAFE and document.get("safe_to_take_home") != "yes":
        return words.sentence("safety_plan.not_printed")
    return ""
