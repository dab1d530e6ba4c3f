"""The sheet of contacts of one case, version 1: kept with the case and never part of the directory of agencies."""

from meetings.forms.case_form import case_form
from meetings.forms.casework.shapes import WHERE, phone, story, text
from meetings.forms.declaration import Field, Kind, Need, Page, Part, Rows, Section

_CONTACT: tuple[Part, ...] = (
    text("agency", need=Need.MUST),
    text("role"),
    text("name", need=Need.MUST),
    *WHERE,
    phone("telephone"),
    Field("email", Kind.EMAIL, nullable=True, protected=True),
    story("comments"),
)
_PARTS: tuple[Part, ...] = (Rows("contacts", _CONTACT, ("case_contact", "case_person", "address"), least=1, most=50),)
_SECTIONS = (
    Section(
        "contacts",
        "contacts",
        (
            Page(
                "contact",
                tuple(
                    f"contacts.*.{name}"
                    for name in (
                        "agency",
                        "role",
                        "name",
                        "telephone",
                        "email",
                        "lines",
                        "town",
                        "postcode",
                        "comments",
                    )
                ),
            ),
        ),
        row="contacts",
    ),
)


FORM = case_form("marac-case-contact", 1, parts=_PARTS, words="case_contacts", sections=_SECTIONS)
