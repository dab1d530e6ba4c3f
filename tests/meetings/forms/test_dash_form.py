"""The checklist of 24 items as a form of its own: its count, its gaps, and what never counts."""

from meetings.forms import words
from meetings.forms.findings import Rule
from meetings.forms.on_case.dash_v1 import FORM as DASH
from meetings.forms.page_answers import PageAnswers
from meetings.forms.questions import page_questions
from tests.meetings.forms.risk_documents import a_checklist, gaps, lines, refused


def test_a_checklist_is_counted_beside_the_one_before_it() -> None:
    [table] = DASH.figures(a_checklist(yes=13, dont_know=1, no=10), a_checklist(yes=15, no=9))

    assert lines(table) == {
        "Yes, of 24": ("13", "15"),
        "No": ("10", "9"),
        "Not known": ("1", "0"),
        "Blank": ("0", "0"),
        "Could be up to": ("14", "15"),
    }
    assert "belongs to SafeLives" in words.sentence(table.notes[-1])


def test_a_blank_checklist_reads_not_assessed_and_never_nought() -> None:
    [table] = DASH.figures(a_checklist(), None)

    assert lines(table)["Yes, of 24"] == ("Not assessed",)
    assert words.sentence(table.notes[0]).startswith("All 24 items are blank")


def test_ticks_and_judgement_stand_beside_the_count_and_never_in_it() -> None:
    document = a_checklist(
        yes=24,
        ticks={"21": ["drugs", "alcohol", "mental_health"]},
        professional_judgement="yes",
        judgement_reason="Her own fear.",
    )

    assert refused(DASH, document) == {}
    assert lines(DASH.figures(document, None)[0])["Yes, of 24"] == ("24",)


def test_every_open_item_is_a_gap_and_refuses_nothing() -> None:
    document = a_checklist(yes=3, no=1)

    assert refused(DASH, document) == {}
    assert [path for path in gaps(DASH, document) if path.startswith("dash.answers")] == [
        f"dash.answers.{item}" for item in range(5, 25)
    ]


def test_what_may_be_ticked_beside_an_item_is_asked_after_yes_alone() -> None:
    document = a_checklist(no=24, ticks={"21": ["drugs"]})

    assert refused(DASH, document) == {"dash.ticks.21": Rule.UNASKED}


def test_the_source_of_an_answer_is_asked_where_the_victim_did_not_give_it() -> None:
    sources = {"2": "Police record"}

    assert refused(DASH, a_checklist(yes=2, sources=sources)) == {"dash.sources.2": Rule.UNASKED}
    assert refused(DASH, a_checklist(yes=2, sources=sources, answered_by="records_only")) == {}


def test_children_at_risk_ask_for_the_safeguarding_referral_and_its_day() -> None:
    at_risk = a_checklist(yes=1, children_at_risk="yes")
    referred = a_checklist(yes=1, children_at_risk="yes", safeguarding_referral="yes")
    told = a_checklist(
        yes=1, children_at_risk="yes", safeguarding_referral="yes", safeguarding_referral_on="2026-08-30"
    )

    assert "dash.safeguarding_referral" in gaps(DASH, at_risk)
    assert "dash.safeguarding_referral_on" in gaps(DASH, referred)
    assert not [path for path in gaps(DASH, told) if "safeguarding" in path]
    assert refused(DASH, a_checklist(children_at_risk="no", safeguarding_referral="yes")) == {
        "dash.safeguarding_referral": Rule.UNASKED
    }


def test_judgement_that_is_claimed_needs_its_reason() -> None:
    assert "dash.judgement_reason" in gaps(DASH, a_checklist(yes=13, professional_judgement="yes"))
    assert "dash.judgement_reason" not in gaps(DASH, a_checklist(yes=13, professional_judgement="no"))


def test_the_number_is_never_asked_for_nor_kept() -> None:
    asked = [ask for section in DASH.sections for page in section.pages for ask in page.asks]

    assert not [ask for ask in asked if "total" in ask or "score" in ask]
    assert refused(DASH, {**a_checklist(yes=14), "total_yes": 14}) != {}


def test_no_page_of_a_checklist_shows_a_count_while_it_is_answered() -> None:
    for section in DASH.sections:
        for page in section.pages:
            questions = page_questions(DASH, page, PageAnswers(a_checklist(yes=14, no=10)))
            told = " ".join(f"{question.label} {question.hint}" for question in questions).lower()
            assert "14 of 24" not in told and "14 yes" not in told
