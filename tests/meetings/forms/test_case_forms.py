"""Every form on a case: its head, its follow-ups, its figures; and the kinds and conditions such forms use."""

import pytest
from jsonschema import Draft202012Validator

from meetings.forms import words
from meetings.forms.asking import is_asked
from meetings.forms.blanks import must_be_said
from meetings.forms.canonical import canonical_json
from meetings.forms.case_form import HEAD, case_form
from meetings.forms.declaration import (
    AllOf,
    AnyOf,
    Condition,
    Field,
    Group,
    Json,
    Kind,
    Need,
    Page,
    Rows,
    Section,
    When,
    places,
)
from meetings.forms.exchange import to_json_schema
from meetings.forms.findings import Rule
from meetings.forms.form import Form, FormPlace
from meetings.forms.on_case.soag_v1 import FORM as SOAG
from meetings.forms.page_answers import PageAnswers, start_answers
from meetings.forms.posted import read_page
from meetings.forms.progress import grade
from meetings.forms.registry import FORMS, FORMS_ON_CASE, place_of, sender_field
from tests.meetings.forms.filled import TODAY
from tests.meetings.forms.test_words import VERBS

KNOWN: dict[str, Json] = {"sender_reference": "WEB-26-0002", "agency": "northmoor-police", "case_number": "NM-26-001"}
FIGURE = case_form(
    "trial",
    1,
    parts=(
        Field("share", Kind.DECIMAL, nullable=True, most=100),
        Field("kinds", Kind.CHOICES, choices=("one", "two")),
        Field("more", Kind.LONG, nullable=True, asked_if=When("kinds", ("two",))),
        Field("safe", Kind.CHOICE, choices=("yes", "no", "not_known")),
        Field("where", Kind.TEXT, nullable=True, asked_if=When("safe", ("yes",), is_not=True)),
    ),
    words="on_case",
    sections=(Section("contact", "grid", (Page("contact", ("share", "kinds", "more", "safe", "where")),)),),
)


def document(**answers: Json) -> dict[str, Json]:
    blank: dict[str, Json] = {"share": None, "kinds": [], "more": None, "safe": "not_known", "where": None}
    return {"form": "trial", "version": 1, **KNOWN, **blank, **answers}


def rules_broken(**answers: Json) -> dict[str, Rule]:
    checked = FIGURE.check(document(**answers), received_on=TODAY)
    return {finding.path: finding.rule for finding in checked.findings}


@pytest.mark.parametrize("figure", ["0", "3.0", "3", "2.99", "99.99", "100"])
def test_a_decimal_is_kept_to_the_last_nought(figure: str) -> None:
    checked = FIGURE.check(document(share=figure), received_on=TODAY)

    assert checked.document is not None and checked.document["share"] == figure
    assert f'"share":"{figure}"'.encode() in canonical_json(checked.document)
    assert Draft202012Validator(to_json_schema(FIGURE)).is_valid(checked.document)


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (2.99, Rule.WRONG_KIND),
        (3, Rule.WRONG_KIND),
        (True, Rule.WRONG_KIND),
        ("2,99", Rule.PATTERN),
        ("02.9", Rule.PATTERN),
        ("+2", Rule.PATTERN),
        ("-0.5", Rule.PATTERN),
        ("2.", Rule.PATTERN),
        (".5", Rule.PATTERN),
        ("1e2", Rule.PATTERN),
        ("٣", Rule.PATTERN),
        ("2.999", Rule.PATTERN),
        ("100.01", Rule.OUT_OF_RANGE),
    ],
)
def test_a_decimal_is_written_in_one_way_alone(figure: Json, rule: Rule) -> None:
    assert rules_broken(share=figure) == {"share": rule}
    if rule is not Rule.OUT_OF_RANGE:
        assert not Draft202012Validator(to_json_schema(FIGURE)).is_valid(document(share=figure))


def test_a_decimal_typed_on_a_page_is_kept_as_typed_or_named() -> None:
    blank = start_answers(FIGURE, KNOWN)

    kept, wrong = read_page(FIGURE, "contact", {"share": [" 3.0 "]}, blank)
    _, refused = read_page(FIGURE, "contact", {"share": ["3,0"]}, blank)

    assert (kept.values["share"], wrong) == ("3.0", {})
    assert refused == {"share": "Enter a figure with a point, like 2.99."}


@pytest.mark.parametrize(
    ("condition", "answers", "asked"),
    [
        (When("a", ("yes",)), {"a": "yes"}, True),
        (When("a", ("yes",), is_not=True), {"a": "no"}, True),
        (When("a", ("yes",), is_not=True), {"a": "yes"}, False),
        (When("a", ("yes",), is_not=True), {}, False),
        (When("a", ("two",)), {"a": ["one", "two"]}, True),
        (When("a", ("two",), is_not=True), {"a": ["one"]}, True),
        (AnyOf((When("a", ("yes",)), When("b", ("yes",)))), {"b": "yes"}, True),
        (AllOf((When("a", ("yes",)), When("b", ("yes",)))), {"b": "yes"}, False),
        (AllOf((When("a", ("yes",)), When("b", ("no",)))), {"a": "yes", "b": "no"}, True),
    ],
)
def test_a_follow_up_is_asked_after_its_answers_alone(
    condition: Condition, answers: dict[str, Json], asked: bool
) -> None:
    assert is_asked(condition, answers, answers) is asked


def test_an_answer_nobody_asked_for_is_refused_by_name() -> None:
    assert rules_broken(safe="yes", where="Mill Lane") == {"where": Rule.UNASKED}
    assert rules_broken(safe="no", where="Mill Lane") == {}
    assert rules_broken(kinds=["one"], more="Twice") == {"more": Rule.UNASKED}


def test_the_grid_takes_levels_only_where_abuse_occurs() -> None:
    row: dict[str, Json] = {
        "occurring": "no", "severity": None, "severity_escalation": None, "frequency_escalation": None, "note": "Ended",
    }  # fmt: skip
    whole: dict[str, Json] = {
        **KNOWN, "form": "marac-soag", "version": 1, "done_on": "2026-08-30", "stage": "review",
        "physical": {**row, "severity": "high"}, "sexual": row, "stalking": row, "controlling": row,
    }  # fmt: skip

    refused = SOAG.check(whole, received_on=TODAY)
    missing = SOAG.check({**whole, "physical": {**row, "occurring": "yes"}}, received_on=TODAY)

    assert {finding.path: finding.rule for finding in refused.findings} == {"physical.severity": Rule.UNASKED}
    assert refused.messages["physical.severity"].startswith("Remove what stands in “How severe?”")
    assert [gap.path for gap in missing.gaps] == [
        f"physical.{name}" for name in ("severity", "severity_escalation", "frequency_escalation")
    ]


def test_the_grid_stands_in_four_rows_without_a_total() -> None:
    now: dict[str, Json] = {"physical": {"occurring": "yes", "severity": "high"}, "sexual": {"occurring": "no"}}
    before: dict[str, Json] = {"physical": {"occurring": "yes", "severity": "moderate"}, "sexual": {"occurring": "no"}}

    (alone,) = SOAG.figures(now, None)
    (compared,) = SOAG.figures(now, before)

    assert [line.words for line in alone.lines] == [
        "soag.physical", "soag.sexual", "soag.stalking", "soag.controlling",
    ]  # fmt: skip
    assert {line.values[-1] for line in alone.lines} == {"No grid before"}
    assert compared.lines[0].values == ("Yes", "High", "No answer", "No answer", "Yes, Moderate, No answer, No answer")
    assert compared.lines[1].values[-1] == "As in the last grid"
    assert "no total" in words.sentence(alone.notes[0])


def test_a_question_of_the_grid_that_was_not_asked_says_so() -> None:
    answers, wrong = read_page(SOAG, "grid", {"sexual.occurring": ["not_asked"]}, start_answers(SOAG, KNOWN))

    graded = grade(SOAG, answers, received_on=TODAY)

    assert wrong == {} and answers.values["sexual"] == {"occurring": "not_answered"}
    assert answers.not_given == {"sexual.occurring": "not_asked"}
    assert [line.path for line in graded.must] == [
        "done_on", "stage", "physical.occurring", "stalking.occurring", "controlling.occurring",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_a_form_on_a_case_has_its_head_and_asks_none_of_it(form: Form) -> None:
    asked = {ask for section in form.sections for page in section.pages for ask in page.asks}

    assert (form.place, form.sender_field) == (FormPlace.ON_CASE, "agency")
    assert {part.name for part in form.root.parts} >= HEAD and not asked & HEAD
    assert form.rules.refuses_unasked


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_a_follow_up_can_be_left_blank_where_it_is_not_asked(form: Form) -> None:
    follow_ups = [place for place in places(form.root.parts, form.root.words) if place.part.asked_if is not None]
    stuck = [
        place.path
        for place in follow_ups
        if (isinstance(place.part, Field) and not place.part.optional and must_be_said(place.part))
        or (isinstance(place.part, Rows) and place.part.least and not place.part.optional)
        or (isinstance(place.part, Group) and not (place.part.nullable or place.part.optional))
    ]

    assert stuck == []


@pytest.mark.parametrize("form", FORMS_ON_CASE, ids=lambda form: form.id)
def test_an_empty_form_on_a_case_names_what_it_needs_and_reckons_without_failing(form: Form) -> None:
    graded = grade(form, PageAnswers({**KNOWN, "form": form.id, "version": form.version}), received_on=TODAY)

    assert graded.must and all(form.page(line.page) is not None for line in graded.must)
    for table in form.figures({}, None):
        assert words.sentence(table.heading) and [words.sentence(key) for key in (*table.columns, *table.notes)]
        for line in table.lines:
            assert words.sentence(line.words)
            assert not table.columns or len(line.values) == len(table.columns)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_form_has_a_title_a_place_and_a_sender(form: Form) -> None:
    assert form.title[0].isupper()
    assert place_of(form.id) is form.place and sender_field(form.id) == form.sender_field
    assert form.part_at(form.sender_field) is not None
    Draft202012Validator.check_schema(to_json_schema(form))


def test_forms_have_different_names_and_words() -> None:
    assert len({(form.id, form.version) for form in FORMS}) == len(FORMS)
    assert len({form.title for form in FORMS}) == len({form.id for form in FORMS})
    with pytest.raises(ValueError, match=r"page\.contact"):
        words.put_together(words.SHARED, [{"page.contact": "Another"}])


def test_a_form_says_its_own_words_before_those_that_forms_share() -> None:
    assert SOAG.say("page", "grid") == "What happens now?"
    assert SOAG.say("page", "contact") == words.sentence("page.contact")


@pytest.mark.parametrize("name", words.words_of_each())
def test_the_words_of_a_form_are_sentences_that_begin_with_a_verb(name: str) -> None:
    for key, told in words.words_of_each()[name].items():
        assert told and not set("{}") & set(told.replace("{field}", "").replace("{most}", "")), key
        if key.rpartition(".")[2] in {"gap", *Rule} and not key.startswith(("form.", "page.", "section.")):
            assert told.split()[0] in VERBS and told.endswith("."), key


@pytest.mark.parametrize("need", [Need.NO, Need.MAY])
def test_a_form_reads_its_own_need(need: Need) -> None:
    field = Field("share", Kind.DECIMAL, nullable=True, most=100, need=need)
    form = case_form("trial", 1, parts=(field,), words="soag", sections=FIGURE.sections)

    gaps = form.gaps({**KNOWN, "share": None}, received_on=TODAY)

    assert [gap.path for gap in gaps] == (["share"] if need is Need.MAY else [])
