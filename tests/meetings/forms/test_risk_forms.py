"""The risk tools as forms on a case: their conditional rules, their figures, and what they never do."""

from datetime import timedelta
from typing import Any

import pytest

from meetings.forms import words
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.form import Form
from meetings.forms.on_case.adults_at_risk_v1 import FORM as ADULTS
from meetings.forms.on_case.dash_v1 import FORM as DASH
from meetings.forms.on_case.matac_v1 import FORM as MATAC
from meetings.forms.on_case.other_tool_v1 import FORM as OTHER
from meetings.forms.on_case.rosh_v1 import FORM as ROSH
from meetings.forms.on_case.soag_v1 import FORM as SOAG
from meetings.risk import soag
from tests.meetings.forms.filled import TODAY
from tests.meetings.forms.risk_documents import a_checklist, a_document, gaps, lines, refused

HEAD: dict[str, Json] = {"sender_reference": "WEB-26-0009", "agency": "northmoor-idva", "case_number": "NM-26-001"}
FORMS = (DASH, ROSH, ADULTS, MATAC, OTHER)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_risk_form_says_its_limits_wherever_its_figures_stand(form: Form) -> None:
    said = [words.sentence(note) for table in form.figures({}, None) for note in table.notes]

    assert any("rank" in sentence for sentence in said)


def a_rosh(**answers: Any) -> dict[str, Any]:
    about = {"done_on": "2026-08-01", "level": "high", "person": "Frank Ostrey", "assessed_by": "Una Byrne"}
    return a_document(ROSH, **{**about, **answers})


def stated(**figures: tuple[str | None, str | None]) -> dict[str, Any]:
    blank = a_rosh()["predictors"]
    return {
        **blank,
        **{code: {"figure": raw, "band": band, "stated_on": None} for code, (raw, band) in figures.items()},
    }


def test_stated_bands_stand_beside_what_their_own_scales_say() -> None:
    document = a_rosh(predictors=stated(rsr=("4.0", "medium"), csrp=("4.0", "medium"), arp=("50", None)))

    shown = lines(ROSH.figures(document, None)[0])

    assert refused(ROSH, document) == {}
    assert shown["Risk of serious recidivism (RSR)"] == ("4.0", "Medium", "Medium")
    assert shown["Combined serious reoffending (CSRP)"] == (
        "4.0", "Medium", "High. Check the band with the sender. The sent band is kept.",
    )  # fmt: skip
    assert shown["All reoffending (ARP)"] == ("50", "Not stated", "Medium")
    assert shown["Step 1: what an RSR suggests, never Very High"][-1] == "Medium"


@pytest.mark.parametrize("band", ["low", "medium"])
def test_an_rsr_of_exactly_three_is_shown_as_the_boundary(band: str) -> None:
    document = a_rosh(predictors=stated(rsr=("3.0", band)))

    shown = lines(ROSH.figures(document, None)[0])
    raw, kept, scale = shown["Risk of serious recidivism (RSR)"]

    assert (raw, kept) == ("3.0", band.capitalize())
    assert scale.startswith("Boundary") and shown["Step 1: what an RSR suggests, never Very High"][-1] == scale


def test_very_high_is_no_band_an_rsr_can_have_and_needs_the_text_of_step_three() -> None:
    document = a_rosh(level="very_high", predictors=stated(rsr=("8.0", "very_high")))
    said = [words.sentence(note) for note in ROSH.figures(a_rosh(level="very_high"), None)[0].notes]

    assert refused(ROSH, document) == {"predictors.rsr.band": Rule.NOT_OFFERED}
    assert any("step 3" in sentence for sentence in said)
    assert not any("step 3" in words.sentence(note) for note in ROSH.figures(a_rosh(), None)[0].notes)


def test_no_level_is_made_from_a_figure() -> None:
    document = a_rosh(level=None, predictors=stated(rsr=("24.0", "high")))

    assert "level" in refused(ROSH, document)


def an_adult(**answers: Any) -> dict[str, Any]:
    about: dict[str, Any] = {"done_on": "2026-08-30", "stage": "alert"}
    views = {f"indicator_{n}": {"view_recorded": "yes"} for n in range(1, 7)}
    return a_document(ADULTS, **{**about, "adult": {"name": "Ellen Quarmby"}, **views, **answers})


def test_a_rating_is_likelihood_times_consequence_and_says_its_trap() -> None:
    [table] = ADULTS.figures(an_adult(likelihood="1", consequence="5"), an_adult(likelihood="5", consequence="5"))

    assert lines(table) == {
        "Likelihood, 1 to 5": ("1", "5"),
        "Consequence, 1 to 5": ("5", "5"),
        "Likelihood times consequence": ("5", "25"),
        "Band": ("Moderate", "Severe"),
    }
    assert any("rare catastrophe" in words.sentence(note) for note in table.notes)


def test_half_a_rating_is_no_rating() -> None:
    [table] = ADULTS.figures(an_adult(likelihood="4"), None)

    assert lines(table)["Band"] == ("Not rated",)


def test_the_adults_own_view_stands_with_every_indicator_or_its_reason() -> None:
    with_view = an_adult(indicator_3={"view_recorded": "no"})

    found = gaps(ADULTS, with_view)

    assert "indicator_3.no_view_reason" in found and "indicator_3.own_view" not in found
    assert "indicator_1.own_view" in found


def test_capacity_leads_to_an_advocate_and_agreement_is_asked_of_those_who_can_give_it() -> None:
    lacks = an_adult(stage_1="yes", stage_2="yes")
    has = an_adult(stage_1="no", stage_2=None)

    assert "advocate" in gaps(ADULTS, lacks) and "agreed_to_investigation" not in gaps(ADULTS, lacks)
    assert "agreed_to_investigation" in gaps(ADULTS, has) and "advocate" not in gaps(ADULTS, has)


def test_children_near_an_adult_at_risk_lead_to_childrens_services() -> None:
    found = gaps(ADULTS, an_adult(children_present="yes"))

    assert "children" in found and "childrens_services_told" in found


def test_a_later_assessment_names_the_one_before() -> None:
    assert "previous" in gaps(ADULTS, an_adult(is_later_assessment="yes"))
    assert "previous" not in gaps(ADULTS, an_adult(is_later_assessment="no"))


def test_the_inputs_of_matac_are_shown_and_no_sum_stands_among_them() -> None:
    document = a_document(MATAC, done_on="2026-08-30", recency=3, frequency=4, gravity=5, victims_in_three_years=2)

    [table] = MATAC.figures(document, None)

    assert lines(table) == {
        "How recent is the last incident?": ("3",),
        "How often does it happen?": ("4",),
        "How grave is the harm?": ("5",),
        "Number of victims": ("Not given",),
        "Two victims or more in three years": ("Yes",),
    }
    assert refused(MATAC, document) == {}


def test_a_dara_supports_judgement_and_never_visible_high_risk() -> None:
    high = a_document(OTHER, tool="dara", done_on="2026-08-30", grade="high")
    standard = a_document(OTHER, tool="dara", done_on="2026-08-30", grade="standard")

    assert lines(OTHER.figures(high, None)[0]) == {
        "Routes to Marac": ("Professional judgement; known as high to the police",)
    }
    assert lines(OTHER.figures(standard, None)[0]) == {"Routes to Marac": ("None by itself",)}
    assert refused(OTHER, a_document(OTHER, tool="sara", done_on="2026-08-30", grade="high")) == {"grade": Rule.UNASKED}


def test_a_tool_we_do_not_name_is_named_by_its_assessor() -> None:
    assert "tool_name" in gaps(OTHER, a_document(OTHER, tool="other", done_on="2026-08-30"))


def test_the_grid_as_a_form_and_the_grid_as_a_tool_have_the_same_rows() -> None:
    row = {"occurring": "yes", "severity": "high", "severity_escalation": "worse", "frequency_escalation": "reduced"}
    quiet = {**dict.fromkeys(row), "occurring": "no", "note": None}
    others = dict.fromkeys(("sexual", "stalking", "controlling"), quiet)
    document = a_document(SOAG, done_on="2026-08-30", stage="review", physical={**row, "note": None}, **others)

    assert refused(SOAG, document) == {}
    assert [line.words for line in SOAG.figures(document, None)[0].lines] == [f"soag.{code}" for code in soag.ROWS]
    assert soag.say_row(soag.read_grid(document)[0]) == "High; severity worse, frequency reduced over three months."


def test_a_day_that_is_still_to_come_is_no_day_of_an_assessment() -> None:
    ahead = (TODAY + timedelta(days=2)).isoformat()

    assert refused(DASH, a_checklist(yes=1, done_on=ahead)) == {"dash.done_on": Rule.AHEAD_OF_RECEIPT}
    assert refused(ROSH, a_rosh(done_on=ahead)) == {"done_on": Rule.AHEAD_OF_RECEIPT}
    assert refused(ADULTS, an_adult(done_on=ahead)) == {"done_on": Rule.AHEAD_OF_RECEIPT}
    assert refused(MATAC, a_document(MATAC, done_on=ahead)) == {"done_on": Rule.AHEAD_OF_RECEIPT}
    assert refused(OTHER, a_document(OTHER, tool="sara", done_on=ahead)) == {"done_on": Rule.AHEAD_OF_RECEIPT}
