"""Neutral short labels of the risk checklist; an area loads its licensed wording itself."""

from meetings.risk.dash_labels import SHORT_LABELS

_SOURCE = "Source, when it was not the victim"
_DETAIL = "Add details"
_DETAIL_HINTS = {
    1: "What injury, and was it the first?",
    3: "What might be done, and to whom? To children?",
    8: "What happens? Is it meant to frighten?",
    12: "Which behaviour? Think of ‘honour’ as well",
    14: "Against whom: the victim, children, others?",
    16: "Is anybody else hurt in this way?",
    17: "Who, and why?",
    18: "Children, another relative, an earlier partner, others?",
    21: "Drugs, alcohol, mental health?",
    23: "Bail, a court order, child contact, another agreement?",
    24: "Domestic abuse, sexual violence, other violence, other?",
}

RISK = {
    **{f"dash_item.{n}": f"{n}. {label}" for n, label in SHORT_LABELS.items()},
    **{f"dash_source.{n}": _SOURCE for n in SHORT_LABELS},
    **{f"dash_detail.{n}": _DETAIL for n in SHORT_LABELS},
    **{f"dash_detail.{n}.hint": hint for n, hint in _DETAIL_HINTS.items()},
    "dash.tool": "Tool",
    "dash.done_on": "Date of the checklist",
    "dash.done_by": "Done by",
    "dash.answered_by": "Who answered?",
    "dash.answers": "Answers",
    "dash.sources": "Sources",
    "dash.details": "Details",
    "dash.other_relevant_info": "Other relevant information",
    "dash.victim_situation": "The victim’s situation",
    "dash.victim_situation.hint": "Disability, isolation, language, culture, substance use, minimising",
    "dash.willing_to_engage": "Is the victim willing to engage?",
    "dash.abuser_occupation_weapons": "Work or interests that give access to weapons",
    "dash.victim_priorities": "What matters most to the victim",
    "dash.grounds_for_marac": "Are there grounds for a referral?",
    "dash.referral_made": "Was the referral made?",
    "dash.children_at_risk": "Are children at risk?",
    "dash.safeguarding_referral": "Was a safeguarding referral made?",
    "dash.safeguarding_referral_on": "When was the safeguarding referral made?",
    "dash.name": "Name of the worker who signs",
    "dash.practitioner_notes": "Notes",
    "dash.asked_in_private": "Was the victim asked in private?",
    "dash.interpreter_used": "Was an interpreter used?",
}
