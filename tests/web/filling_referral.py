"""A whole referral as somebody types it, page by page: Ellen Quarmby, Frank Ostrey, Ivy and her brother Noah."""

from typing import Any

from tests.documents import a_referral, checklist, ellen, frank, ivy, routes
from tests.web.reader import Page, Reader

Json = dict[str, Any]

Typed = dict[str, str | list[str]]
# Fifteen yes, seven no, one not known; the last is left open.
CHECKLIST_ANSWERS = ["yes"] * 15 + ["no"] * 7 + ["dont_know"]


def when(name: str, day: str, month: str, year: str) -> Typed:
    return {f"{name}.day": day, f"{name}.month": month, f"{name}.year": year}


def born(name: str, day: str, month: str, year: str) -> Typed:
    return {f"{name}.precision": "exact", **when(name, day, month, year)}


CONTACT: Typed = {"contact_names": ["Bryn Price"], "telephone": "01632 960100", **when("referred_on", "1", "9", "2026")}
VICTIM: Typed = {
    "victim.given_names": "Ellen",
    "victim.family_name": "Quarmby",
    **born("victim.born_on", "27", "3", "1985"),
    "victim.sex_recorded": "female",
}
VICTIM_HOME: Typed = {
    "victim.addresses.0.lines": ["4 Mill Lane"],
    "victim.addresses.0.town": "Wenbeck",
    "victim.addresses.0.postcode": "ZZ1 4AB",
    "victim.addresses.0.confidential": "no",
    "victim.addresses.0.kind": "home",
}
EQUALITY: Typed = {
    "victim.diversity.racially_minoritised": "no",
    "victim.diversity.disabled": "not_asked",
    "victim.diversity.languages": ["English", "Polish"],
}
SAFE_CONTACT: Typed = {
    "victim.phones.0.number": "07700 900142",
    "victim.phones.0.safe_to_call": "yes",
    "victim.safe_contact.times": "Weekdays 10am to 2pm",
    "victim.safe_contact.leave_message": "no",
    "victim.safe_contact.safe_to_write": "not_asked",
    "victim.safe_contact.safe_to_visit": "not_known",
    "safe_to_talk_to": "Her sister",
}
FRANK: Typed = {
    "perpetrators.0.given_names": "Frank",
    "perpetrators.0.family_name": "Ostrey",
    "perpetrators.0.born_on.precision": "estimated_age",
    "perpetrators.0.born_on.age": "44",
    "perpetrators.0.sex_recorded": "male",
    "perpetrators.0.relationship_to_victim": "husband",
}
IVY: Typed = {
    "children.0.given_names": "Ivy",
    "children.0.family_name": "Ostrey",
    **born("children.0.born_on", "2", "5", "2016"),
    "children.0.sex_recorded": "female",
    "children.0.relationship_to_victim": "child",
    "children.0.relationships_to_perpetrators.0.relationship": "child",
    "children.0.school": "Aldermoor Primary",
    "children.0.lives_with": "victim",
}
NOAH: Typed = {
    "children.1.given_names": "Noah",
    "children.1.family_name": "Quarmby",
    "children.1.born_on.precision": "year",
    "children.1.born_on.only_year": "2012",
    "children.1.relationship_to_victim": "child",
    "children.1.relationships_to_perpetrators.0.relationship": "step_child",
    "children.1.school.not_given": "not_asked",
    "children.1.lives_with": "words",
    "children.1.lives_with.words": "His grandmother",
}
INCIDENT: Typed = {
    **when("incident_on", "30", "Aug", "2026"),
    **when("identified_on", "31", "8", "2026"),
    "afraid_of": "Her husband and his brother",
}
WHY_NOW: Typed = {"reason": "It happens more often since June.", "other_marac.answer": "no"}
CHECKLIST: Typed = {
    "dash.given": "yes",
    **when("dash.done_on", "31", "8", "2026"),
    "dash.done_by": "B Price",
    "dash.answered_by": "victim",
    "dash.asked_in_private": "yes",
    "dash.interpreter_used": "no",
}
PROFESSIONAL: Typed = {
    "dash.grounds_for_marac": "yes",
    "dash.referral_made": "yes",
    "dash.children_at_risk": "no",
    "dash.name": "B Price",
}
AWARENESS: Typed = {"victim_aware.answer": "yes", "consent.answer": "yes"}
ROUTES: Typed = {
    "routes.professional_judgement.applies": "no",
    "routes.visible_high_risk.applies": "yes",
    "routes.escalation.applies": "yes",
    "routes.escalation.incidents.0.occurred_on.day": "12",
    "routes.escalation.incidents.0.occurred_on.month": "6",
    "routes.escalation.incidents.0.occurred_on.year": "2026",
    "routes.escalation.incidents.0.reported_to_police": "yes",
    "routes.repeat.applies": "not_known",
    "routes.transfer.applies": "no",
}
SAVE = "Save and continue"


def part_of_checklist(part: int) -> Typed:
    answers = list(enumerate(CHECKLIST_ANSWERS, 1))[(part - 1) * 8 : part * 8]
    return {f"dash.answers.{n}": answer for n, answer in answers}


async def begin(reader: Reader) -> Page:
    """A new referral, at its task list."""
    return await reader.press(await reader.get("/referrals/new"), "Continue", {"what": "new"})


async def fill(reader: Reader, base: str) -> Page:
    """Every page in the order of the task list; ends at the task list."""
    page = await _save(reader, f"{base}/contact", CONTACT)
    page = await _save(reader, f"{base}/victim", VICTIM, VICTIM_HOME, {"victim.identifiers.crn": "E/1"}, EQUALITY)
    page = await _save(reader, f"{base}/safe-contact", SAFE_CONTACT)
    page = await reader.press(await reader.get(f"{base}/perpetrators"), "Add a perpetrator")
    page = await _save(reader, page.path, FRANK, {}, {})
    page = await reader.press(page, "Continue")
    page = await reader.press(await reader.get(f"{base}/children"), "Add a child")
    page = await _save(reader, page.path, IVY, {})
    page = await reader.press(page, "Add another child")
    page = await _save(reader, page.path, NOAH, {})
    page = await reader.press(page, "Continue")
    page = await _save(reader, f"{base}/incident", INCIDENT)
    page = await _save(reader, f"{base}/why-now", WHY_NOW)
    parts = [part_of_checklist(part) for part in (1, 2, 3)]
    page = await _save(reader, f"{base}/risk-checklist", CHECKLIST, *parts, PROFESSIONAL)
    page = await _save(reader, f"{base}/awareness", AWARENESS)
    return await _save(reader, f"{base}/routes", ROUTES)


async def _save(reader: Reader, path: str, *pages: Typed) -> Page:
    """One page after the other, as "Save and continue" leads on."""
    page = await reader.get(path)
    for typed in pages:
        page = await reader.press(page, SAVE, typed)
        assert page.status == 200, (page.path, page.heading, page.messages, page.text)
    return page


def _child(**told: Any) -> Json:
    """A child's telephones and e-mail addresses are not asked for on pages."""
    child = ivy() | told
    del child["phones"], child["emails"]
    return child


# The exchange document it comes to; its sender's reference is made up by the service.
SENT: Json = a_referral(
    sender_reference="",
    contact_names=["Bryn Price"],
    victim=ellen(
        identifiers={"crn": "E/1"},
        safe_contact={
            "times": "Weekdays 10am to 2pm",
            "code_word": None,
            "leave_message": "no",
            "safe_to_write": "not_known",
            "safe_to_visit": "not_known",
            "notes": None,
        },
        diversity={
            "racially_minoritised": "no",
            "lgbt": "not_known",
            "disabled": "not_known",
            "ethnicity": "not_known",
            "languages": ["English", "Polish"],
            "interpreter_needed": "not_known",
        },
    ),
    perpetrators=[frank() | {"born_on": {"value": "44", "precision": "estimated_age"}}],
    children=[
        _child(),
        _child(
            given_names="Noah",
            family_name="Quarmby",
            born_on={"value": "2012", "precision": "year"},
            sex_recorded="not_known",
            relationships_to_perpetrators=[{"perpetrator": 0, "relationship": "step_child"}],
            school=None,
            lives_with="His grandmother",
        ),
    ],
    routes=routes(
        escalation={
            "applies": True,
            "incidents": [
                {"occurred_on": "2026-06-12", "reported_to_police": "yes", "crime_reference": None, "what": None}
            ],
        }
    ),
    dash={
        **checklist(),
        "answers": {str(n): answer for n, answer in enumerate([*CHECKLIST_ANSWERS, None], 1)},
    },
    afraid_of="Her husband and his brother",
    safe_to_talk_to="Her sister",
    reason="It happens more often since June.",
)
