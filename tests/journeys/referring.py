"""Bryn refers Ellen on the pages of the form, key by key: every page of the task list, in its order."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from meetings.forms import words
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from tests.journeys.visitor import Visitor

Said = Mapping[str, str]


def day(name: str, written: str) -> dict[str, str]:
    """A date in three boxes."""
    number, month, year = written.split()
    return {f"{name}.day": number, f"{name}.month": month, f"{name}.year": year}


def yes_to(items: range, *, no_to: range) -> dict[str, str]:
    return {f"dash.answers.{n}": "=yes" if n in items else "=no" for n in (*items, *no_to)}


# A value that begins with "=" is chosen, with "~" picked from a list; every other is typed.
CONTACT = {"contact_names": "B Price"}
VICTIM = {
    "victim.given_names": "Ellen",
    "victim.family_name": "Quarmby",
    "victim.born_on.precision": "=exact",
    **day("victim.born_on", "27 3 1985"),
    "victim.sex_recorded": "=female",
}
SAFE_CONTACT = {
    "victim.phones.0.number": "07700 900142",
    "victim.phones.0.safe_to_call": "=yes",
    "victim.safe_contact.times": "Weekdays 10am to 2pm",
    "victim.safe_contact.leave_message": "=no",
    "victim.safe_contact.safe_to_write": "=no",
    "victim.safe_contact.safe_to_visit": "=not_known",
}
PERPETRATOR = {
    "perpetrators.0.given_names": "Frank",
    "perpetrators.0.family_name": "Ostrey",
    "perpetrators.0.born_on.precision": "=exact",
    **day("perpetrators.0.born_on", "5 6 1982"),
    "perpetrators.0.sex_recorded": "=male",
}
CHILD = {
    "children.0.given_names": "Ivy",
    "children.0.family_name": "Ostrey",
    "children.0.born_on.precision": "=estimated_age",
    "children.0.born_on.age": "10",
    "children.0.relationship_to_victim": "~Child",
    "children.0.relationships_to_perpetrators.0.relationship": "~Child",
    "children.0.school": "Aldermoor Primary",
}
INCIDENT = {**day("incident_on", "30 8 2026"), **day("identified_on", "31 8 2026"), "afraid_of": "Her husband"}
WHY_NOW = {"reason": "Abuse at home on 30 August.", "other_marac.answer": "=no"}
CHECKLIST = {
    "dash.given": "=yes",
    **day("dash.done_on", "31 8 2026"),
    "dash.done_by": "B Price",
    "dash.answered_by": "=victim",
    "dash.asked_in_private": "=yes",
}
PARTS = (
    yes_to(range(1, 9), no_to=range(0)),
    yes_to(range(9, 17), no_to=range(0)),
    yes_to(range(0), no_to=range(17, 25)),
)
PROFESSIONAL = {"dash.children_at_risk": "=no", "dash.name": "B Price"}
AWARENESS = {"victim_aware.answer": "=yes", "consent.answer": "=yes"}
ROUTES = {"routes.visible_high_risk.applies": "=yes"}


SECTIONS: tuple[tuple[str, tuple[Said, ...]], ...] = (
    ("Contact", (CONTACT,)),
    ("Victim", (VICTIM,)),
    ("Safe contact", (SAFE_CONTACT,)),
    ("Perpetrators", (PERPETRATOR,)),
    ("Children", (CHILD,)),
    ("Incident", (INCIDENT,)),
    ("Why now", (WHY_NOW,)),
    ("Risk checklist", (CHECKLIST, *PARTS, PROFESSIONAL)),
    ("Awareness", (AWARENESS,)),
    ("Routes", (ROUTES,)),
)
LAST = "Check your answers"
ADDED = {"Perpetrators": "Add a perpetrator", "Children": "Add a child"}


SECOND_CHILD = {
    "children.1.given_names": "Tom",
    "children.1.family_name": "Ostrey",
    "children.1.born_on.precision": "=estimated_age",
    "children.1.born_on.age": "7",
    "children.1.relationship_to_victim": "~Child",
    "children.1.relationships_to_perpetrators.0.relationship": "~Child",
}


def refer_somebody(bryn: Visitor) -> None:
    """From the start page to the receipt."""
    _refer(bryn, [])


def refer_with_two_children(bryn: Visitor) -> None:
    """The same with Ivy's brother: the referral that acts are counted by."""
    _refer(bryn, [SECOND_CHILD])


def _refer(bryn: Visitor, more_children: Sequence[Said]) -> None:
    """One page leads to the next: the task list is met once, at the beginning."""
    bryn.enter("Refer")
    bryn.choose(name="what", value="new")
    bryn.push("Continue")
    bryn.enter(SECTIONS[0][0])
    for (section, pages), (following, _) in pairwise((*SECTIONS, (LAST, ()))):
        answer_section(bryn, section, pages, more_children if section == "Children" else ())
        while first_heading(following) != bryn.heading:
            bryn.push("Save and continue")
    bryn.tick("What I have written is true")
    bryn.push("Send referral")


def first_heading(section: str) -> str:
    """What the first page of a section is called; a list of people by the section itself."""
    found = next((one for one in MARAC_REFERRAL_V1.sections if words.sentence(f"section.{one.id}") == section), None)
    return section if found is None or found.row else words.sentence(f"page.{found.pages[0].id}")


def answer_section(bryn: Visitor, section: str, pages: Sequence[Said], more: Sequence[Said] = ()) -> None:
    """Pages that need no answer are left to whoever goes on."""
    if section not in ADDED:
        return _answer_pages(bryn, pages)
    bryn.push(ADDED[section])
    _answer_pages(bryn, pages, back_to=section)
    for another in more:
        bryn.push(ADDED[section].replace(" a ", " another "))
        _answer_pages(bryn, [another], back_to=section)
    bryn.push("Continue")
    return None


def _answer_pages(bryn: Visitor, pages: Sequence[Said], *, back_to: str = "") -> None:
    for said in pages:
        bryn.answer(said)
        bryn.push("Save and continue")
    while back_to and bryn.heading != back_to:
        bryn.push("Save and continue")
