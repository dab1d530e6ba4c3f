"""The day on which a form of the case file was done, from which its next review is reckoned."""

from datetime import date

from meetings.forms.casework.rules import day_at
from meetings.forms.declaration import Json


def day_of_record(form_id: str, document: dict[str, Json]) -> date | None:
    """A plan that was reviewed counts from its review; a note counts where it is of a contact with the client."""
    if form_id == "marac-safety-plan":
        return day_at(document, "reviewed_on") or day_at(document, "plan_on")
    if form_id == "marac-case-review":
        return day_at(document, "reviewed_on")
    if form_id == "marac-case-note" and document.get("contact_with") == "client":
        return day_at(document, "contacted_on")
    return None
