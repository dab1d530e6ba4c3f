"""Bryn refers Ellen on the pages of the form, key by key: every page of the task list, in its order."""

from collections.abc import Mapping

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
ADDED = {"Perpetrators": "Add a perpetrator", "Children": "Add a child"}


def refer_somebody(bryn: Visitor) -> None:
    """From the start page to the receipt."""
    bryn.enter("Refer")
    bryn.choose(name="what", value="new")
    bryn.push("Continue")
    for section, pages in SECTIONS:
        answer_section(bryn, section, pages)
    bryn.enter("Check and send")
    bryn.tick("What I have written is true")
    bryn.push("Send referral")


def answer_section(bryn: Visitor, section: str, pages: tuple[Said, ...]) -> None:
    """From the task list and back to it; pages that need no answer are passed."""
    task_list = bryn.heading
    bryn.enter(section)
    if section in ADDED:
        bryn.push(ADDED[section])
    for said in pages:
        bryn.answer(said)
        bryn.push("Save and continue")
    while bryn.heading != task_list:
        bryn.push("Continue" if bryn.heading == section else "Save and continue")
