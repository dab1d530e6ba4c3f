"""Gaps: what a document may be sent without, named in a sentence and counted."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from meetings.forms.declaration import Need
from meetings.forms.findings import Gap
from meetings.forms.registry import check_document
from tests.meetings import northmoor

Change = Callable[[dict[str, Any]], Any]
RETURN = "research/WAY-RES-250205-001.json"


def gaps(document: dict[str, Any], received_on: date = date(2025, 2, 3)) -> tuple[Gap, ...]:
    checked = check_document(document, received_on=received_on)
    assert checked.document is not None, checked.messages
    return checked.gaps


def paths(document: dict[str, Any], received_on: date = date(2025, 2, 3)) -> set[str]:
    return {gap.path for gap in gaps(document, received_on)}


def a_referral(change: Change) -> dict[str, Any]:
    document = copy.deepcopy(northmoor.documents()["NMP-25-00112"])
    change(document)
    return document


def a_return(change: Change) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(northmoor.read(RETURN))
    change(document)
    return document


def put(path: str, value: Any) -> Change:
    def change(document: Any) -> None:
        *way, name = path.split(".")
        for step in way:
            document = document[int(step)] if isinstance(document, list) else document[step]
        document[int(name) if isinstance(document, list) else name] = value

    return change


NO_CONSENT = {"answer": "no", "sharing_without_consent": None}
GAPS: list[tuple[Change, str]] = [
    (put("routes.professional_judgement", {"applies": True, "reason": " "}), "routes.professional_judgement.reason"),
    (put("dash", None), "dash"),
    (put("routes.escalation.applies", True), "routes.escalation.incidents"),
    (put("routes.repeat.applies", True), "routes.repeat.previous_on"),
    (put("routes.transfer.applies", True), "routes.transfer.from_area"),
    (put("routes.transfer.applies", True), "routes.transfer.previous_referred_on"),
    (put("victim_aware", {"answer": "no", "why_not": None}), "victim_aware.why_not"),
    (put("consent", NO_CONSENT), "consent.sharing_without_consent"),
    (put("other_marac", {"answer": "yes", "where": None, "when": None}), "other_marac.where"),
    (put("other_marac", {"answer": "yes", "where": None, "when": None}), "other_marac.when"),
    (put("incident_on", None), "incident_on"),
    (put("incident_on", "2025-02-04"), "incident_on"),
    (put("afraid_of", ""), "afraid_of"),
    (put("victim.phones", []), "victim.phones"),
    (put("victim.identifiers", {"nhs_number": "9434765918"}), "victim.identifiers.nhs_number"),
    (put("victim.addresses", []), "victim.addresses"),
    (put("victim.born_on", {"value": None, "precision": "unknown"}), "victim.born_on"),
    (put("children.0.relationships_to_perpetrators", []), "children.0.relationships_to_perpetrators"),
    (put("children.0.school", None), "children.0.school"),
    (put("children.0.born_on", {"value": None, "precision": "unknown"}), "children.0.due_on"),
    (put("dash.answers.7", None), "dash.answers"),
    (put("dash.answers.7", "dont_know"), "dash.answers"),
    (lambda document: document["dash"].update(answered_by="records_only", sources={}), "dash.sources"),
    (put("contact_names", [" "]), "contact_names"),
]


@pytest.mark.parametrize(("change", "path"), GAPS, ids=[path for _, path in GAPS])
def test_what_a_form_asks_for_and_does_not_hold_is_a_gap_and_no_refusal(change: Change, path: str) -> None:
    assert path in paths(a_referral(change))


def test_an_nhs_number_that_fits_is_no_gap() -> None:
    assert "victim.identifiers.nhs_number" not in paths(
        a_referral(put("victim.identifiers", {"nhs_number": "9434765919"}))
    )


def test_a_relation_that_points_at_nobody_is_a_gap() -> None:
    relation = [{"perpetrator": 0, "relationship": "child"}, {"perpetrator": 5, "relationship": "child"}]

    found = gaps(a_referral(put("children.0.relationships_to_perpetrators", relation)))

    assert "Name the perpetrator again; this relation points at nobody in the list." in {gap.sentence for gap in found}


def test_without_telephone_and_address_the_referrer_cannot_be_asked() -> None:
    def change(document: dict[str, Any]) -> None:
        document.update(telephone=None, email="")

    assert check_document(a_referral(change), received_on=date(2025, 2, 3)).messages.keys() == {"email"}
    assert "telephone" in paths(a_referral(lambda document: document.update(telephone=None, email=None)))


def test_a_referral_more_than_thirty_one_days_old_is_a_gap() -> None:
    document = a_referral(lambda _: None)

    assert "referred_on" not in paths(document, date(2025, 3, 6))
    assert "referred_on" in paths(document, date(2025, 3, 7))


def test_gaps_of_the_checklist_are_counted_in_one_sentence() -> None:
    def change(document: dict[str, Any]) -> None:
        document["dash"]["answers"].update({"1": None, "2": None, "3": "dont_know"})

    found = {gap.sentence: gap.number for gap in gaps(a_referral(change)) if gap.path == "dash.answers"}

    assert found["Answer the 2 checklist items left blank, or say that they are not known."] == 2
    assert found["Find out the 1 checklist item not known; a risk there may be unseen."] == 1


def test_not_known_is_a_gap_that_was_answered() -> None:
    [gap] = [gap for gap in gaps(a_referral(put("consent.answer", "not_asked"))) if gap.path == "consent.answer"]

    assert (gap.need, gap.answered, gap.is_open) == (Need.MUST, "not_asked", False)


def test_a_share_without_a_senior_is_reviewed_within_two_days() -> None:
    whole = northmoor.documents()["NCS-25-0012"]
    sharing = whole["consent"]["sharing_without_consent"]

    def with_review(day: str) -> dict[str, Any]:
        late = {**sharing, "senior_available_beforehand": False, "review_due_on": day}
        return {**whole, "consent": {"answer": "no", "sharing_without_consent": late}}

    path = "consent.sharing_without_consent.review_due_on"
    assert path not in paths(with_review("2025-04-17"), date(2025, 4, 15))
    assert path in paths(with_review("2025-04-18"), date(2025, 4, 15))


def test_a_confidential_address_typed_into_the_story_is_pointed_out() -> None:
    expected = {
        (told["sender_reference"], told["field"]) for told in northmoor.read("truth.json")["free_text_addresses"]
    }

    found = {
        (ref, gap.path)
        for ref, document in northmoor.documents().items()
        for gap in gaps(document, date.fromisoformat(document["referred_on"]))
        if gap.sentence.startswith("Move the address")
    }

    assert found == expected


HELD = {"text": "Known", "kind": "fact", "source": "file", "share": "hold", "reason": None, "dash_item": None}
WRONG = {"role": "victim", "index": 0, "name_as_listed": "Ellen Quarmby", "accurate": "no", "corrections": None}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (put("last_contacts", []), "last_contacts"),
        (put("lines.0", HELD), "lines.0.reason"),
        (put("persons.0", WRONG), "persons.0.corrections"),
        (put("kept_back", [{"text": "Old debt", "reason": ""}]), "kept_back.0.reason"),
        (put("nil_return", "no_trace"), "nil_return"),
        (put("lines", []), "lines"),
    ],
)
def test_a_research_return_has_gaps_of_its_own(change: Change, path: str) -> None:
    assert path in paths(a_return(change))


def test_a_shared_line_needs_no_reason() -> None:
    def change(document: dict[str, Any]) -> None:
        document["lines"][0].update(share="share", reason=None)

    assert "lines.0.reason" not in paths(a_return(change))


def test_every_gap_is_a_sentence_for_the_person_who_can_answer_it() -> None:
    for document in northmoor.documents().values():
        for gap in gaps(document, date.fromisoformat(document["referred_on"])):
            assert gap.sentence.endswith(".")
            assert gap.sentence[0].isupper()
            assert gap.path
