"""A Marac referral filled in on pages, as far as a test needs it."""

from datetime import date
from typing import Any

from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.page_answers import PageAnswers, add_row, start_answers
from meetings.forms.posted import read_page
from meetings.forms.progress import Graded, SectionState, grade, task_list
from meetings.forms.questions import Question, page_questions

TODAY = date(2026, 9, 1)
KNOWN: dict[str, Any] = {
    "sender_reference": "WEB-26-0001",
    "referring_agency": "northmoor-police",
    "contact_names": ["Bryn Price"],
    "telephone": "01632 960100",
    "referred_on": "2026-09-01",
}


def start() -> PageAnswers:
    return start_answers(REFERRAL, KNOWN)


def post(answers: PageAnswers, page: str, row: int | None = None, /, **boxes: str) -> PageAnswers:
    """Boxes by input name, with double underscores for dots."""
    posted = {name.replace("__", "."): [box] for name, box in boxes.items()}
    return read_page(REFERRAL, page, posted, answers, row=row, today=TODAY)[0]


def graded(answers: PageAnswers) -> Graded:
    return grade(REFERRAL, answers, received_on=TODAY)


def states(answers: PageAnswers) -> dict[str, SectionState]:
    return {line.id: line.state for line in task_list(REFERRAL, answers, graded(answers))}


def question(answers: PageAnswers, page: str, name: str, row: int | None = None) -> Question:
    found = REFERRAL.page(page)
    assert found is not None
    every = [q for top in page_questions(REFERRAL, found, answers, row=row) for q in (top, *top.parts)]
    return next(q for q in every if q.name == name)


def a_whole_referral() -> PageAnswers:
    """Ellen Quarmby and Frank Ostrey with their child, every page answered."""
    answers = start()
    for fill in (_contact, _ellen, _ellens_numbers, _frank, _ivy, _incident, _routes):
        answers = fill(answers)
    return answers


def _contact(answers: PageAnswers) -> PageAnswers:
    return post(
        answers,
        "contact",
        contact_names="Bryn Price",
        telephone="01632 960100",
        referred_on__day="1",
        referred_on__month="9",
        referred_on__year="2026",
    )


def _ellen(answers: PageAnswers) -> PageAnswers:
    answers = post(
        answers,
        "victim",
        victim__given_names="Ellen",
        victim__family_name="Quarmby",
        victim__born_on__precision="exact",
        victim__born_on__day="27",
        victim__born_on__month="March",
        victim__born_on__year="1985",
        victim__sex_recorded="female",
    )
    return post(
        answers,
        "victim-home",
        **{
            "victim.addresses.0.lines": "4 Mill Lane",
            "victim.addresses.0.town": "Wenbeck",
            "victim.addresses.0.confidential": "not_asked",
        },
    )


def _ellens_numbers(answers: PageAnswers) -> PageAnswers:
    answers = post(post(answers, "victim-numbers"), "victim-equality")
    return post(
        answers,
        "safe-contact",
        **{
            "victim.phones.0.number": "07700 900142",
            "victim.phones.0.safe_to_call": "yes",
            "victim.safe_contact.leave_message": "no",
            "victim.safe_contact.safe_to_write": "not_asked",
            "victim.safe_contact.safe_to_visit": "not_known",
        },
    )


def _frank(answers: PageAnswers) -> PageAnswers:
    answers, frank = add_row(REFERRAL, answers, "perpetrators")
    answers = post(
        answers,
        "perpetrator",
        frank,
        **{
            "perpetrators.0.given_names": "Frank",
            "perpetrators.0.family_name": "Ostrey",
            "perpetrators.0.born_on.precision": "estimated_age",
            "perpetrators.0.born_on.age": "44",
            "perpetrators.0.relationship_to_victim": "husband",
        },
    )
    return post(post(answers, "perpetrator-home", frank), "perpetrator-numbers", frank)


def _ivy(answers: PageAnswers) -> PageAnswers:
    answers, ivy = add_row(REFERRAL, answers, "children")
    answers = post(
        answers,
        "child",
        ivy,
        **{
            "children.0.given_names": "Ivy",
            "children.0.family_name": "Ostrey",
            "children.0.born_on.precision": "year",
            "children.0.born_on.only_year": "2016",
            "children.0.relationship_to_victim": "child",
            "children.0.lives_with": "victim",
            "children.0.relationships_to_perpetrators.0.relationship": "child",
        },
    )
    return post(answers, "child-home", ivy)


def _incident(answers: PageAnswers) -> PageAnswers:
    answers = post(
        answers,
        "incident",
        incident_on__day="30",
        incident_on__month="8",
        incident_on__year="2026",
        identified_on__not_given="not_asked",
        afraid_of="Frank",
    )
    answers = post(answers, "why-now", reason="It is getting worse.", other_marac__answer="no")
    answers = post(answers, "risk-checklist", dash__given="no")
    return post(answers, "awareness", victim_aware__answer="yes", consent__answer="yes")


def _routes(answers: PageAnswers) -> PageAnswers:
    return post(
        answers,
        "routes",
        **{
            "routes.professional_judgement.applies": "yes",
            "routes.professional_judgement.reason": "He has a key.",
            "routes.visible_high_risk.applies": "no",
            "routes.escalation.applies": "no",
            "routes.repeat.applies": "not_known",
            "routes.transfer.applies": "no",
        },
    )
