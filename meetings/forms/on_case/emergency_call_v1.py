"""The emergency call sheet, version 1: what to ask while somebody is in danger.

Nothing here must be answered; a sheet without any answer is none.
"""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import gap
from meetings.forms.casework.shapes import is_yes, phone, story, text, yes_no
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Json, Kind, Need, Page, Part, Section
from meetings.forms.findings import Gap, is_blank

OPTIONS_TAKEN = (
    "police", "medical", "safe_place", "refuge", "friends_or_relatives", "meet_at_safe_place", "call_back",
    "locks_or_alarms", "civil_order",
)  # fmt: skip


def _asked(name: str) -> Field:
    return yes_no(name, need=Need.NO)


_PARTS: tuple[Part, ...] = (
    Field("called_at", Kind.MOMENT, nullable=True),
    text("name"),
    text("location", protected=True),
    phone("number"),
    _asked("safe_now"),
    _asked("services_called"),
    text("which_services", asked_if=is_yes("services_called")),
    text("perpetrator_where"),
    text("perpetrator_returns"),
    _asked("perpetrator_has_keys"),
    _asked("children_in_danger"),
    _asked("pregnant"),
    _asked("injured"),
    text("injured_who", asked_if=is_yes("injured")),
    _asked("weapon"),
    text("weapon_what", asked_if=is_yes("weapon")),
    _asked("threats"),
    story("threats_what", asked_if=is_yes("threats")),
    Field("options_taken", Kind.CHOICES, choices=OPTIONS_TAKEN),
    story("plan"),
    _asked("dash_done"),
)
_SECTIONS = (
    Section("caller", "call", (Page("caller", ("name", "location", "number", "called_at")),)),
    Section(
        "danger",
        "call",
        (
            Page(
                "danger",
                (
                    "safe_now",
                    "services_called",
                    "which_services",
                    "perpetrator_where",
                    "perpetrator_returns",
                    "perpetrator_has_keys",
                    "children_in_danger",
                    "pregnant",
                    "injured",
                    "injured_who",
                    "weapon",
                    "weapon_what",
                    "threats",
                    "threats_what",
                ),
            ),
        ),
    ),
    Section("plan", "call", (Page("plan", ("options_taken", "plan", "dash_done")),)),
)


def _gaps_of_call(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if all(is_blank(document.get(part.name)) for part in _PARTS):
        yield gap("location", "emergency_empty")


FORM = case_form(
    "marac-emergency-call", 1, parts=_PARTS, words="emergency", sections=_SECTIONS, rules=Rules(gaps=(_gaps_of_call,))
)
