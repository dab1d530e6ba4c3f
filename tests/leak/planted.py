"""Documents about a family in which every word is a canary."""

from tests.documents import Json, a_line, a_referral, a_return, address, checklist, ellen, frank, ivy, routes
from tests.leak.canaries import Canaries

CHECKLIST = 24


def planted_referral(canaries: Canaries, reference: str) -> Json:
    return a_referral(
        sender_reference=reference,
        contact_names=[canaries.word(), canaries.word()],
        email=canaries.email(),
        victim={**ellen(**_person(canaries), safe_contact=_safe_contact(canaries)), **_names(canaries)},
        perpetrators=[{**frank(**_person(canaries)), **_names(canaries)} for _ in range(2)],
        children=[_child(canaries) for _ in range(2)],
        routes=_routes(canaries),
        dash=_checklist(canaries),
        afraid_of=canaries.text(),
        safe_to_talk_to=canaries.text(),
        not_safe_to_talk_to=canaries.text(),
        other_marac={"answer": "yes", "where": canaries.text(), "when": "2024-02-03"},
        reason=canaries.text(),
    )


def planted_return(canaries: Canaries, case_number: str) -> Json:
    shares = ("share", "hold", "chair_only")
    return a_return(
        case_number,
        completed_by=canaries.word(),
        persons=[_corrected(canaries)],
        last_contacts=[{"contacted_on": "2026-08-20", "what": canaries.text(), "who": canaries.text()}],
        attitude_behaviour_demeanour=canaries.text(),
        lines=[
            a_line(canaries.text(), source=canaries.text(), share=shares[n % 3], reason=canaries.text())
            for n in range(9)
        ],
        other_information=canaries.text(),
        victim_priorities=canaries.text(),
        afraid_of=canaries.text(),
        safe_to_talk_to=canaries.text(),
        not_safe_to_talk_to=canaries.text(),
        upcoming_dates=[{"happens_on": "2026-10-01", "what": canaries.text()}],
        gaps_and_questions=[canaries.text()],
        suggested_actions=[{"text": canaries.text(), "suggested_owner": "northmoor-police"}],
        kept_back=[{"text": canaries.text(), "reason": canaries.text()}],
    )


def _names(canaries: Canaries) -> Json:
    return {"given_names": canaries.word(), "family_name": canaries.word()}


def _person(canaries: Canaries) -> Json:
    return {
        "aliases": [
            {**_names(canaries), "kind": "nickname", "note": canaries.text()},
            {**_names(canaries), "kind": "married", "note": canaries.text()},
        ],
        "addresses": [_address(canaries), _address(canaries, confidential=True)],
        "phones": [{"number": "07700 900142", "safe_to_call": "yes", "note": canaries.text()}],
        "emails": [canaries.email()],
        "identifiers": {name: canaries.word() for name in ("pnc_id", "crn", "cro", "noms_id")},
    }


def _address(canaries: Canaries, *, confidential: bool = False) -> Json:
    made = address(canaries.text(), kind="refuge" if confidential else "home", confidential=confidential)
    return {**made, "town": canaries.word()}


def _safe_contact(canaries: Canaries) -> Json:
    return {
        "times": canaries.text(),
        "code_word": canaries.word(),
        "leave_message": "no",
        "safe_to_write": "no",
        "safe_to_visit": "not_known",
        "notes": canaries.text(),
    }


def _child(canaries: Canaries) -> Json:
    relations = [{"perpetrator": n, "relationship": "child"} for n in range(2)]
    return {**ivy(school=canaries.text(), relationships_to_perpetrators=relations), **_names(canaries)}


def _routes(canaries: Canaries) -> Json:
    incident = {
        "occurred_on": "2026-08-01",
        "reported_to_police": "yes",
        "crime_reference": canaries.word(),
        "what": canaries.text(),
    }
    return routes(
        professional_judgement={"applies": True, "reason": canaries.text()},
        escalation={"applies": True, "incidents": [incident]},
        transfer={
            "applies": True,
            "from_area": canaries.text(),
            "previous_referred_on": "2025-01-02",
            "previous_heard_on": None,
        },
    )


def _checklist(canaries: Canaries) -> Json:
    told = ("other_relevant_info", "victim_situation", "willing_to_engage", "abuser_occupation_weapons")
    return {
        **checklist(),
        "done_by": canaries.word(),
        "name": canaries.word(),
        "details": {str(n): canaries.text() for n in range(1, CHECKLIST + 1)},
        "sources": {str(n): canaries.text() for n in range(1, CHECKLIST + 1)},
        **{name: canaries.text() for name in told},
        "victim_priorities": canaries.text(),
        "practitioner_notes": canaries.text(),
    }


def _corrected(canaries: Canaries) -> Json:
    return {
        "role": "victim",
        "index": 0,
        "name_as_listed": canaries.word(),
        "accurate": "no",
        "corrections": {
            **_names(canaries),
            "aliases": [{**_names(canaries), "kind": "alias", "note": canaries.text()}],
            "born_on": None,
            "addresses": [_address(canaries)],
            "identifiers": {"pnc_id": canaries.word()},
            "note": canaries.text(),
        },
    }
