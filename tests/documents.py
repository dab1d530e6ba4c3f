"""The documents of the tests: always about Ellen Quarmby, Frank Ostrey and their child Ivy. Give only what matters."""

from typing import Any

Json = dict[str, Any]
NAMES = ("Quarmby", "Ostrey", "Ellen", "Frank", "Ivy")


def person(given_names: str, family_name: str, born_on: str | None, sex: str, **also: Any) -> Json:
    """One person as an exchange document has them."""
    born = {"value": born_on, "precision": "exact" if born_on else "unknown"}
    return {
        "given_names": given_names,
        "family_name": family_name,
        "aliases": [],
        "spelling_doubt": False,
        "born_on": born,
        "sex_recorded": sex,
        "addresses": [],
        "phones": [],
        "emails": [],
        "identifiers": {},
        **also,
    }


def address(line: str, *, kind: str = "home", confidential: bool = False) -> Json:
    return {
        "lines": [line],
        "town": "Wenbeck",
        "postcode": "ZZ1 4AB",
        "from_on": None,
        "to_on": None,
        "confidential": confidential,
        "kind": kind,
    }


def ellen(**also: Any) -> Json:
    """The victim."""
    told = {
        "addresses": [address("4 Mill Lane")],
        "phones": [{"number": "07700 900142", "safe_to_call": "yes", "note": None}],
        "safe_contact": {
            "times": "Weekdays 10am to 2pm",
            "code_word": "school office",
            "leave_message": "no",
            "safe_to_write": "no",
            "safe_to_visit": "not_known",
            "notes": None,
        },
        "diversity": {
            "racially_minoritised": "no",
            "lgbt": "not_known",
            "disabled": "no",
            "ethnicity": "not_known",
            "languages": "not_known",
            "interpreter_needed": "no",
        },
    }
    return person("Ellen", "Quarmby", "1985-03-27", "female", **{**told, **also})


def frank(**also: Any) -> Json:
    """The perpetrator."""
    return person("Frank", "Ostrey", "1982-06-05", "male", **{"relationship_to_victim": "husband", **also})


def ivy(**also: Any) -> Json:
    """Their child."""
    told = {
        "relationship_to_victim": "child",
        "relationships_to_perpetrators": [{"perpetrator": 0, "relationship": "child"}],
        "school": "Aldermoor Primary",
        "due_on": None,
        "lives_with": "victim",
    }
    return person("Ivy", "Ostrey", "2016-05-02", "female", **{**told, **also})


def checklist(number_of_yes: int = 16) -> Json:
    answers = {str(n): "yes" if n <= number_of_yes else "no" for n in range(1, 25)}
    return {
        "tool": "safelives-dash-24",
        "done_on": "2026-08-31",
        "done_by": "B Price",
        "answered_by": "victim",
        "answers": answers,
        "sources": {},
        "details": {},
        "other_relevant_info": None,
        "victim_situation": None,
        "willing_to_engage": None,
        "abuser_occupation_weapons": None,
        "victim_priorities": None,
        "grounds_for_marac": "yes",
        "referral_made": "yes",
        "children_at_risk": "no",
        "safeguarding_referral": "no",
        "safeguarding_referral_on": None,
        "name": "B Price",
        "practitioner_notes": None,
        "asked_in_private": "yes",
        "interpreter_used": "no",
    }


def routes(**also: Any) -> Json:
    told = {
        "professional_judgement": {"applies": False, "reason": None},
        "visible_high_risk": {"applies": True},
        "escalation": {"applies": False, "incidents": []},
        "repeat": {"applies": False, "previous_on": None, "previous_case_number": None},
        "transfer": {"applies": False, "from_area": None, "previous_referred_on": None, "previous_heard_on": None},
    }
    return {**told, **also}


def a_referral(**also: Any) -> Json:
    """A complete referral by the police of Northmoor, received on the first of September 2026."""
    told = {
        "form": "marac-referral",
        "version": 1,
        "sender_reference": "NMP-26-00001",
        "referring_agency": "northmoor-police",
        "contact_names": ["B Price"],
        "telephone": "01632 960100",
        "email": "marac@northmoor-police.example.org",
        "referred_on": "2026-09-01",
        "incident_on": "2026-08-30",
        "identified_on": "2026-08-31",
        "victim": ellen(),
        "perpetrators": [frank()],
        "children": [ivy()],
        "routes": routes(),
        "dash": checklist(),
        "victim_aware": {"answer": "yes", "why_not": None},
        "consent": {"answer": "yes", "sharing_without_consent": None},
        "afraid_of": "Her husband",
        "safe_to_talk_to": None,
        "not_safe_to_talk_to": None,
        "other_marac": {"answer": "no", "where": None, "when": None},
        "reason": "Abuse at home on 30 August.",
    }
    return {**told, **also}


def a_line(text: str, **also: Any) -> Json:
    told = {
        "text": text,
        "kind": "fact",
        "source": "Own records",
        "share": "share",
        "reason": None,
        "dash_item": None,
    }
    return {**told, **also}


def a_return(case_number: str, **also: Any) -> Json:
    """A research return of the GPs for the meeting of 16 September 2026."""
    told = {
        "form": "marac-research",
        "version": 1,
        "sender_reference": "MGP-RES-1",
        "agency": "moorland-gps",
        "completed_by": "N Rahman",
        "telephone": "01632 960100",
        "email": None,
        "completed_on": "2026-09-01",
        "meeting_on": "2026-09-16",
        "case_number": case_number,
        "nil_return": "none",
        "persons": [
            {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "yes", "corrections": None}
        ],
        "last_contacts": [{"contacted_on": "2026-08-20", "what": "Appointment", "who": "The victim"}],
        "attitude_behaviour_demeanour": None,
        "lines": [a_line("Two missed appointments since June.")],
        "other_information": None,
        "victim_priorities": None,
        "afraid_of": None,
        "safe_to_talk_to": None,
        "not_safe_to_talk_to": None,
        "upcoming_dates": [],
        "gaps_and_questions": [],
        "suggested_actions": [],
        "kept_back": [],
    }
    return {**told, **also}
