"""Reading a page: everything typed is kept, dates as exact as anybody knows them, rows that repeat."""

from datetime import date
from typing import Any

import pytest

from meetings.forms.completing import to_answers, to_document
from meetings.forms.declaration import Json
from meetings.forms.differences import differences
from meetings.forms.form import Form
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.marac_research_v1 import MARAC_RESEARCH_V1 as RESEARCH
from meetings.forms.page_answers import start_answers
from meetings.forms.posted import read_page
from meetings.forms.progress import SectionState, is_page_asked
from meetings.forms.questions import Question, Shown, ShownWhen, page_questions
from tests.meetings import northmoor
from tests.meetings.forms.filled import TODAY, graded, post, question, start, states
from tests.meetings.forms.filling import posted_from


@pytest.mark.parametrize(
    ("name", "boxes", "message"),
    [
        ("incident_on", {"incident_on.day": "30", "incident_on.month": "2", "incident_on.year": "2026"}, "exists"),
        ("incident_on", {"incident_on.day": "30", "incident_on.month": "8"}, "exists"),
        ("incident_on", {"incident_on.day": "3", "incident_on.month": "4", "incident_on.year": "26"}, "exists"),
        ("incident_on", {"incident_on.day": "٣", "incident_on.month": "4", "incident_on.year": "2026"}, "exists"),
        ("incident_on", {"incident_on.day": "2", "incident_on.month": "9", "incident_on.year": "2026"}, "up to today"),
        ("afraid_of", {"afraid_of": "x" * 10_001}, "10,000"),
        ("afraid_of", {"afraid_of": "Frank\x00"}, "control characters"),
    ],
)
def test_a_wrong_answer_is_kept_as_typed_with_its_message(name: str, boxes: dict[str, str], message: str) -> None:
    posted = {**boxes, "safe": "x"}

    answers, told = read_page(
        REFERRAL, "incident", {key: [value] for key, value in posted.items()}, start(), today=TODAY
    )

    assert list(told) == [name] and message in told[name]
    assert question(answers, "incident", name).boxes == boxes
    assert question(answers, "incident", name).message == told[name]
    assert states(answers)["incident"] is SectionState.NEEDS_YOU
    assert not graded(answers).may_be_sent
    assert not any(value in told[name] for value in boxes.values() if len(value) > 4)


def test_a_mended_answer_leaves_no_message_behind() -> None:
    wrong = post(start(), "incident", incident_on__day="40", incident_on__month="1", incident_on__year="2026")

    mended = post(wrong, "incident", incident_on__day="4", incident_on__month="jan", incident_on__year="2026")

    assert (mended.wrong, mended.typed) == ({}, {})
    assert mended.values["incident_on"] == "2026-01-04"


@pytest.mark.parametrize(
    ("boxes", "held"),
    [
        ({"precision": "exact", "day": "27", "month": "3", "year": "1985"}, ("1985-03-27", "exact")),
        ({"precision": "exact", "month": "3", "year": "1985"}, ("1985-03", "month")),
        ({"precision": "year", "only_year": "1985"}, ("1985", "year")),
        ({"precision": "estimated_age", "age": "34"}, ("34", "estimated_age")),
        ({"precision": "unknown"}, (None, "unknown")),
        ({"day": "27", "month": "3", "year": "1985"}, ("1985-03-27", "exact")),
    ],
)
def test_a_birth_date_is_taken_as_exactly_as_anybody_knows_it(boxes: dict[str, str], held: tuple[Any, str]) -> None:
    answers = post(start(), "victim", **{f"victim.born_on.{box}": value for box, value in boxes.items()})

    document: Any = to_document(REFERRAL, answers)
    assert (document["victim"]["born_on"]["value"], document["victim"]["born_on"]["precision"]) == held


@pytest.mark.parametrize(
    "boxes",
    [
        {"precision": "estimated_age", "age": "abc"},
        {"precision": "year", "only_year": "85"},
        {"precision": "exact"},
        {"precision": "exact", "day": "31", "month": "2", "year": "1985"},
    ],
)
def test_a_birth_date_nobody_can_have_is_asked_again(boxes: dict[str, str]) -> None:
    answers = post(start(), "victim", **{f"victim.born_on.{box}": value for box, value in boxes.items()})

    assert list(answers.wrong) == ["victim.born_on"]
    assert question(answers, "victim", "victim.born_on").boxes.get("victim.born_on.precision") == boxes["precision"]


@pytest.mark.parametrize("form", [REFERRAL, RESEARCH], ids=lambda form: form.id)
def test_every_yes_or_no_offers_not_known_and_not_asked(form: Form) -> None:
    answers = to_answers(form, northmoor.documents()["NCS-25-0012"] if form is REFERRAL else a_return())
    pages = [(page, 0 if section.row else None) for section in form.sections for page in section.pages]

    questions = [q for page, row in pages for q in flat(page_questions(form, page, answers, row=row))]
    yes_no = [{option.words for option in q.options} for q in questions if {"yes", "no"} <= {o.code for o in q.options}]

    assert len(yes_no) >= (20 if form is REFERRAL else 1)
    assert all({"Yes", "No", "Not known", "Not asked"} <= offered for offered in yes_no)


def flat(questions: tuple[Question, ...]) -> list[Question]:
    below = [inner for q in questions for part in (q.parts, *q.rows) for inner in flat(part)]
    return [*questions, *below]


def a_return() -> dict[str, Any]:
    return northmoor.read("research/WAY-RES-250205-001.json")


def test_a_follow_up_is_dropped_when_its_question_is_answered_otherwise() -> None:
    answers = post(start(), "awareness", victim_aware__answer="no", victim_aware__why_not="It is not safe.")
    changed = post(answers, "awareness", victim_aware__answer="yes", victim_aware__why_not="It is not safe.")

    assert to_document(REFERRAL, answers)["victim_aware"] == {"answer": "no", "why_not": "It is not safe."}
    assert to_document(REFERRAL, changed)["victim_aware"] == {"answer": "yes", "why_not": None}
    assert question(answers, "awareness", "victim_aware.why_not").shown_when == ShownWhen(
        (Shown("victim_aware.answer", ("no",)),)
    )


def test_blank_rows_are_no_rows_and_the_others_close_up() -> None:
    answers = post(
        start(),
        "victim",
        **{
            "victim.aliases.0.family_name": " ",
            "victim.aliases.2.family_name": "Ostrey",
            "victim.aliases.5.given_names": "Nell",
            "victim.aliases.5.kind": "nickname",
        },
    )

    document: Any = to_document(REFERRAL, answers)

    assert [alias["given_names"] or alias["family_name"] for alias in document["victim"]["aliases"]] == [
        "Ostrey",
        "Nell",
    ]
    assert [alias["kind"] for alias in document["victim"]["aliases"]] == ["alias", "nickname"]


def test_research_pages_answer_for_the_persons_of_the_agenda_and_change_nobody() -> None:
    persons: list[Json] = [
        {"role": "victim", "index": 0, "name_as_listed": "Ellen Quarmby"},
        {"role": "perpetrator", "index": 0, "name_as_listed": "Frank Ostrey"},
    ]
    answers = start_answers(RESEARCH, {"persons": persons})
    posted = {
        "persons.0.accurate": ["yes"],
        "persons.1.accurate": ["no"],
        "persons.1.corrections.family_name": ["Ostery"],
        "persons.0.name_as_listed": ["Somebody else"],
        "persons.7.accurate": ["yes"],
    }

    read, told = read_page(RESEARCH, "person", posted, answers, today=TODAY)
    document: Any = to_document(RESEARCH, read)

    assert told == {}
    assert [person["name_as_listed"] for person in document["persons"]] == ["Ellen Quarmby", "Frank Ostrey"]
    assert document["persons"][0]["corrections"] is None
    assert document["persons"][1]["corrections"]["family_name"] == "Ostery"


@pytest.mark.parametrize("kind", ["referrals", "research"])
def test_a_document_shown_on_pages_and_posted_unchanged_is_the_same_document(kind: str) -> None:
    form = REFERRAL if kind == "referrals" else RESEARCH
    files = sorted((northmoor.FOLDER / kind).glob("*.json"))[::9]

    for path in files:
        document = northmoor.read(f"{kind}/{path.name}")
        answers = to_answers(form, document)
        for section in form.sections:
            for row in range(len(document[section.row])) if section.row else [None]:
                for page in section.pages:
                    if is_page_asked(page, answers):
                        posted = posted_from(page_questions(form, page, answers, row=row))
                        answers, told = read_page(form, page.id, posted, answers, row=row, today=date(2027, 1, 1))
                        assert told == {}, (path.name, told)
        assert differences(in_any_order(to_document(form, answers)), in_any_order(document)) == (), path.name

    assert len(files) > 15


def in_any_order(document: Any) -> Any:
    """Ticked codes come back in the order of the form."""
    if isinstance(document, dict):
        return {name: in_any_order(value) for name, value in document.items()}
    if isinstance(document, list):
        return (
            sorted(document) if all(isinstance(each, str) for each in document) else list(map(in_any_order, document))
        )
    return document
