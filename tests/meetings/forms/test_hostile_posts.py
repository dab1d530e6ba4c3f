"""Whatever is posted to a page, something sensible is kept and nothing falls over."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marac.errors import NotFound
from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.page_answers import PageAnswers, add_row, from_json, save_list
from meetings.forms.posted import read_page
from meetings.forms.progress import task_list
from meetings.forms.questions import page_questions
from meetings.forms.summary import summary
from tests.meetings.forms.filled import TODAY, a_whole_referral, graded, post, start
from tests.meetings.forms.filling import posted_from

WHOLE = a_whole_referral()
PAGES = [(page.id, 0 if section.row else None) for section in REFERRAL.sections for page in section.pages]
ENDS = [
    "",
    ".day",
    ".month",
    ".year",
    ".precision",
    ".age",
    ".not_given",
    ".words",
    ".given",
    ".0",
    ".99.x",
    ".time",
    ".",
]
BOX = st.text(st.characters(), max_size=20) | st.sampled_from(
    [
        "yes",
        "no",
        "not_known",
        "not_asked",
        "exact",
        "estimated_age",
        "27",
        "3",
        "1985",
        "٣",
        "-1",
        "1e9",
        "=1+1",
        "words",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_post_is_read_and_can_be_shown_again(data: st.DataObject) -> None:
    page_id, row = data.draw(st.sampled_from(PAGES))
    page = REFERRAL.page(page_id)
    assert page is not None
    names = [
        *posted_from(page_questions(REFERRAL, page, WHOLE, row=row)),
        *(ask.replace("*", "0") for ask in page.asks),
    ]
    name = st.tuples(st.sampled_from(names), st.sampled_from(ENDS)).map("".join) | st.text(max_size=12)
    posted: Any = data.draw(st.dictionaries(name, st.lists(BOX, max_size=3), max_size=8))

    answers, told = read_page(REFERRAL, page_id, posted, WHOLE, row=row, today=TODAY)

    assert set(told) <= set(answers.wrong)
    assert from_json(json.loads(json.dumps(answers.to_json()))) == answers
    assert page_questions(REFERRAL, page, answers, row=row)
    assert len(task_list(REFERRAL, answers, graded(answers))) == 10
    assert summary(REFERRAL, answers)
    assert not graded(answers).may_be_sent or not answers.wrong
    json.dumps(to_document(REFERRAL, answers), allow_nan=False)


@pytest.mark.parametrize(
    ("page", "row"),
    [("nothing", None), ("perpetrator", None), ("perpetrator", 1), ("perpetrator", -1), ("victim", 0)],
)
def test_a_page_or_row_that_is_not_there_is_not_found(page: str, row: int | None) -> None:
    with pytest.raises(NotFound):
        read_page(REFERRAL, page, {}, a_whole_referral(), row=row, today=date(2026, 9, 1))


def test_a_field_of_another_page_is_not_read() -> None:
    answers = post(start(), "incident", reason="Slipped in", referring_agency="eastvale-police", version="9")

    assert "reason" not in answers.values
    assert (answers.values["referring_agency"], answers.values["version"]) == ("northmoor-police", 1)


def test_a_list_of_people_nobody_is_in_is_finished_by_saying_so() -> None:
    def state(answers: PageAnswers) -> str:
        lines = task_list(REFERRAL, answers, graded(answers))
        return next(line.state for line in lines if line.id == "children")

    assert state(start()) == "not_started"
    assert state(save_list(start(), "children")) == "completed"
    assert state(add_row(REFERRAL, save_list(start(), "children"), "children")[0]) == "not_started"
