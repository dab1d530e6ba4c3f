"""Invented practice areas kept in one file each, and unfolded into the folder that a replay reads.

The file leaves out what every document says alike: boxes left blank, and answers that no story turns on.
"""

import copy
import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]
HERE = Path(__file__).parent

CARD: Json = {
    "given_names": "", "family_name": "", "aliases": [], "spelling_doubt": False,
    "born_on": {"value": None, "precision": "unknown"}, "gender": None, "sex_recorded": "not_known", "addresses": [],
    "identifiers": {},
}  # fmt: skip
ADULT: Json = CARD | {"phones": [], "emails": []}
ADDRESS: Json = {
    "lines": [], "town": None, "postcode": None, "from_on": None, "to_on": None, "confidential": False, "kind": "home",
}  # fmt: skip
PHONE: Json = {"number": "", "safe_to_call": "not_known", "note": None}
ALIAS: Json = {"given_names": "", "family_name": "", "kind": "alias", "note": None}
VICTIM: Json = ADULT | {
    "safe_contact": {
        "times": None, "code_word": None, "leave_message": "no", "safe_to_write": "no", "safe_to_visit": "not_known",
        "notes": None,
    },
    "diversity": {
        "racially_minoritised": "not_known", "lgbt": "not_known", "disabled": "not_known", "ethnicity": "not_known",
        "languages": "not_known", "interpreter_needed": "not_known",
    },
}  # fmt: skip
CHILD: Json = CARD | {
    "relationship_to_victim": "child", "relationships_to_perpetrators": [{"perpetrator": 0, "relationship": "child"}],
    "school": None, "due_on": None, "lives_with": "victim",
}  # fmt: skip
ROUTES: Json = {
    "professional_judgement": {"applies": False, "reason": None},
    "visible_high_risk": {"applies": False},
    "escalation": {"applies": False, "incidents": []},
    "repeat": {"applies": False, "previous_on": None, "previous_case_number": None},
    "transfer": {"applies": False, "from_area": None, "previous_referred_on": None, "previous_heard_on": None},
}
REFERRAL: Json = {
    "form": "marac-referral", "version": 1, "children": [], "dash": None,
    "victim_aware": {"answer": "yes", "why_not": None}, "consent": {"answer": "yes", "sharing_without_consent": None},
    "safe_to_talk_to": None, "not_safe_to_talk_to": None,
    "other_marac": {"answer": "not_known", "where": None, "when": None},
}  # fmt: skip
RETURN: Json = {
    "form": "marac-research", "version": 1, "last_contacts": [], "attitude_behaviour_demeanour": None, "lines": [],
    "other_information": None, "victim_priorities": None, "afraid_of": None, "safe_to_talk_to": None,
    "not_safe_to_talk_to": None, "upcoming_dates": [], "gaps_and_questions": [], "suggested_actions": [],
    "kept_back": [],
}  # fmt: skip
WHOLE = ("area", "decisions", "deliveries", "truth")


def unfold(name: str, folder: Path) -> Path:
    """Write the area into the folder, as its documents would be sent; returns the folder."""
    told = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    for part in WHOLE:
        _write(folder / f"{part}.json", told[part])
    for path, document in told["documents"].items():
        fill = _referral if path.startswith("referrals/") else _return
        _write(folder / path, fill(document))
    return folder


def read_part(name: str, part: str) -> Json:
    found: Json = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))[part]
    return found


def _write(path: Path, document: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _referral(said: Json) -> Json:
    document = _over(REFERRAL, said)
    document["victim"] = _person(VICTIM, said["victim"])
    document["perpetrators"] = [_person(ADULT, each) for each in said["perpetrators"]]
    document["children"] = [_person(CHILD, each) for each in said.get("children", [])]
    document["routes"] = {route: blank | said["routes"].get(route, {}) for route, blank in ROUTES.items()}
    return document


def _return(said: Json) -> Json:
    document = _over(RETURN, said)
    for person in document["persons"]:
        if person.setdefault("corrections", None) is not None:
            blank: Json = {
                "given_names": None, "family_name": None, "aliases": [], "born_on": None, "addresses": [],
                "identifiers": {}, "note": None,
            }  # fmt: skip
            person["corrections"] = _with_parts(blank | person["corrections"])
    return document


def _person(blank: Json, said: Json) -> Json:
    return _with_parts(_over(blank, said))


def _with_parts(card: Json) -> Json:
    parts = {"aliases": ALIAS, "addresses": ADDRESS, "phones": PHONE}
    return card | {name: [blank | each for each in card[name]] for name, blank in parts.items() if name in card}


def _over(blank: Json, said: Json) -> Json:
    """What is said over what is left blank, one level into groups of boxes."""
    filled = copy.deepcopy(blank)
    for key, value in said.items():
        is_group = isinstance(value, dict) and isinstance(filled.get(key), dict)
        filled[key] = filled[key] | value if is_group else value
    return filled
