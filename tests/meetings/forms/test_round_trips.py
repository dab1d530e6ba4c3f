"""Every form on a case: what is sent, shown on pages and posted unchanged is the same, and its schema takes it."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from meetings.forms import words
from meetings.forms.canonical import canonical_json
from meetings.forms.completing import to_answers, to_document
from meetings.forms.declaration import Rows, places
from meetings.forms.exchange import to_json_schema
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers
from meetings.forms.posted import read_page
from meetings.forms.progress import is_page_asked
from meetings.forms.questions import page_questions
from meetings.forms.registry import FORMS_ON_CASE
from tests.meetings.forms.filled import TODAY
from tests.meetings.forms.filling import posted_from
from tests.meetings.forms.rich import a_document

SEEDS = range(12)


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_a_form_on_a_case_posted_back_unchanged_is_the_same_document(form: Form) -> None:
    for seed in SEEDS:
        document = a_document(form, seed)

        answers = posted_back(form, to_answers(form, document))

        assert canonical_json(to_document(form, answers)) == canonical_json(document), seed


def posted_back(form: Form, answers: PageAnswers) -> PageAnswers:
    """Every page shown and posted as it stands."""
    for section in form.sections:
        rows = answers.values.get(section.row) if section.row else None
        for row in range(len(rows)) if isinstance(rows, list) else [None]:
            for page in section.pages:
                if is_page_asked(page, answers):
                    posted = posted_from(page_questions(form, page, answers, row=row))
                    answers, told = read_page(form, page.id, posted, answers, row=row, today=TODAY)
                    assert told == {}, (page.id, told)
    return answers


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_the_schema_of_a_form_on_a_case_takes_what_the_check_takes(form: Form) -> None:
    schema = Draft202012Validator(to_json_schema(form), format_checker=FormatChecker())
    taken = 0

    for seed in SEEDS:
        document = a_document(form, seed)
        checked = form.check(document, received_on=TODAY)
        assert checked.document == document or not checked.document, (seed, checked.messages)
        taken += checked.document is not None
        assert schema.is_valid(document), (seed, list(schema.iter_errors(document)))

    assert taken >= len(SEEDS) // 2


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_each_list_within_a_page_says_what_one_row_is(form: Form) -> None:
    on_pages_of_their_own = {section.row for section in form.sections}

    for place in places(form.root.parts, form.root.words):
        if isinstance(place.part, Rows) and place.path not in on_pages_of_their_own:
            assert words.sentence(f"row.{place.part.words[0]}"), place.path
