"""Filling in a form on pages: how far it has come, and what must be answered before sending."""

import re
from typing import Any

from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.page_answers import PageAnswers, add_row, from_json, remove_row
from meetings.forms.progress import SectionState, is_page_asked, next_page, number_done, task_list
from meetings.forms.summary import NO_ANSWER, summary
from tests.meetings.forms.filled import TODAY, a_whole_referral, graded, post, question, start, states


def test_an_empty_form_has_not_been_started() -> None:
    lines = task_list(REFERRAL, start(), graded(start()))

    assert [line.words for line in lines] == [
        "Contact",
        "Victim",
        "Safe contact",
        "Perpetrators",
        "Children",
        "Incident",
        "Why now",
        "Risk checklist",
        "Awareness",
        "Routes",
    ]
    assert {line.state for line in lines} == {SectionState.NOT_STARTED}
    assert number_done(lines) == 0


def test_a_whole_referral_from_pages_is_a_document_that_the_same_check_takes() -> None:
    answers = a_whole_referral()

    result = graded(answers)

    assert result.must == ()
    assert result.may_be_sent
    assert set(states(answers).values()) == {SectionState.COMPLETED}
    assert REFERRAL.check(result.document, received_on=TODAY, agencies={"northmoor-police"}).document == result.document


def test_not_asked_is_kept_beside_the_document_where_its_choices_cannot_say_so() -> None:
    answers = a_whole_referral()
    document: Any = graded(answers).document

    assert document["victim"]["safe_contact"]["safe_to_write"] == "not_known"
    assert document["victim"]["addresses"][0]["confidential"] is True
    assert document["routes"]["repeat"]["applies"] is False
    assert answers.not_given == {
        "victim.addresses.0.confidential": "not_asked",
        "victim.safe_contact.safe_to_write": "not_asked",
        "identified_on": "not_asked",
        "dash": "not_asked",
        "routes.repeat.applies": "not_known",
    }


def test_the_summary_says_not_asked_where_it_was_not_asked() -> None:
    rows = {row.path: row.lines for block in summary(REFERRAL, a_whole_referral()) for row in block.rows}

    assert rows["victim.safe_contact.safe_to_write"] == ("Not asked",)
    assert rows["victim.safe_contact.safe_to_visit"] == ("Not known",)
    assert rows["victim.born_on"] == ("27 March 1985",)
    assert rows["perpetrators.0.born_on"] == ("About 44",)
    assert rows["children.0.relationships_to_perpetrators"] != (NO_ANSWER,)
    assert rows["safe_to_talk_to"] == (NO_ANSWER,)
    assert rows["routes.repeat.applies"] == ("Not known",)


def test_a_gap_that_must_be_answered_may_be_answered_not_known() -> None:
    answers = post(start(), "routes", **{"routes.professional_judgement.applies": "yes"})
    said = post(
        answers,
        "routes",
        **{
            "routes.professional_judgement.applies": "yes",
            "routes.professional_judgement.reason.not_given": "not_asked",
        },
    )

    path = "routes.professional_judgement.reason"
    assert path in {line.path for line in graded(full(answers)).must}
    assert path not in {line.path for line in graded(full(said)).must}
    assert states(answers)["routes"] is not SectionState.COMPLETED


def full(answers: PageAnswers) -> PageAnswers:
    """A whole referral with the routes of other answers."""
    whole = a_whole_referral()
    routes = {path: said for path, said in answers.not_given.items() if path.startswith("routes")}
    values = {**whole.values, "routes": answers.values["routes"]}
    return PageAnswers(values, whole.not_given | routes, {}, {}, whole.saved)


def test_no_route_and_no_perpetrator_are_said_in_plain_words_with_their_page() -> None:
    must = {line.path: line for line in graded(start()).must}

    assert must["perpetrators"].sentence == "Add at least one perpetrator; “name not known” is allowed."
    assert must["perpetrators"].page == "perpetrator"
    assert must["reason"].sentence == "Write why you refer and what else the meeting should know."
    assert all(re.match(r"[A-Z][a-z]+ ", line.sentence) for line in must.values())


def test_without_a_checklist_the_pages_of_its_parts_are_not_asked() -> None:
    answers = post(start(), "risk-checklist", dash__given="yes", dash__done_by="Bryn Price")
    without = post(answers, "risk-checklist", dash__given="no")

    parts = [page for page in REFERRAL.sections[7].pages if page.within == "dash"]
    assert [is_page_asked(page, answers) for page in parts] == [True] * 4
    assert [is_page_asked(page, without) for page in parts] == [False] * 4
    assert next_page(REFERRAL, "risk-checklist", answers) == "risk-checklist-1"
    assert next_page(REFERRAL, "risk-checklist", without) is None


def test_the_checklist_may_stay_open_and_its_blanks_are_counted() -> None:
    answers = post(
        a_whole_referral(),
        "risk-checklist",
        dash__given="yes",
        dash__done_by="Bryn",
        dash__done_on__day="1",
        dash__done_on__month="9",
        dash__done_on__year="2026",
        dash__answered_by="victim",
    )
    answers = post(
        answers,
        "risk-checklist-1",
        **{
            "dash.answers.1": "yes",
            "dash.answers.2": "dont_know",
            "dash.answers.3": "not_asked",
            "dash.details.1": "A cut.",
        },
    )
    answers = post(answers, "risk-professional", dash__name="Bryn Price")

    result = graded(answers)

    assert result.must == ()
    assert "Answer the 22 checklist items left blank, or say that they are not known." in [
        line.sentence for line in result.may
    ]
    assert answers.not_given["dash.answers.3"] == "not_asked"


def test_taking_a_perpetrator_out_moves_the_others_up_and_what_points_at_them() -> None:
    answers = a_whole_referral()
    answers, gary = add_row(REFERRAL, answers, "perpetrators")
    answers = post(
        answers,
        "perpetrator",
        gary,
        **{
            "perpetrators.1.family_name": "Sand",
            "perpetrators.1.born_on.precision": "estimated_age",
            "perpetrators.1.born_on.age": "forty",
        },
    )
    answers = post(
        answers,
        "child",
        0,
        **{
            "children.0.family_name": "Ostrey",
            "children.0.relationships_to_perpetrators.0.relationship": "child",
            "children.0.relationships_to_perpetrators.1.relationship": "none",
        },
    )

    without = remove_row(REFERRAL, answers, "perpetrators", 0)

    document: Any = to_document(REFERRAL, without)
    assert [person["family_name"] for person in document["perpetrators"]] == ["Sand"]
    assert document["children"][0]["relationships_to_perpetrators"] == [{"perpetrator": 0, "relationship": "none"}]
    assert list(without.wrong) == ["perpetrators.0.born_on"]
    assert "perpetrator.0" in without.saved and "perpetrator.1" not in without.saved


def test_a_child_is_asked_for_its_relation_to_each_perpetrator() -> None:
    answers, _ = add_row(REFERRAL, a_whole_referral(), "perpetrators")

    grid = question(answers, "child", "children.0.relationships_to_perpetrators", row=0)

    assert not grid.may_add
    assert [row[0].kind for row in grid.rows] == ["given", "given"]
    missing = {line.sentence for line in graded(answers).must if line.page == "child"}
    assert "Say how the child is related to each perpetrator." in missing


def test_a_draft_survives_being_kept() -> None:
    answers = post(a_whole_referral(), "incident", incident_on__day="40", afraid_of="Frank")

    assert from_json(answers.to_json()) == answers
