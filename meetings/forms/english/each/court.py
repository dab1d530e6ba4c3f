"""Words of the two summaries of a hearing."""

_FORMS = {"marac-criminal-summary": "criminal", "marac-civil-summary": "civil"}
_PLACES = {
    "group.{form}.hearing": "The hearing",
    "group.{form}.what_court_did": "What the court did",
    "group.{form}.after": "What comes next",
    "section.{form}.hearing": "The hearing",
    "section.{form}.victims": "Victims",
    "section.{form}.defendants": "Defendants",
    "section.{form}.next": "The next hearing",
    "page.{form}.hearing": "Which hearing is this about?",
    "page.{form}.victim": "A victim",
    "page.{form}.defendant": "A defendant",
    "page.{form}.next": "What comes next?",
    "row.{form}.victim": "Victim",
    "row.{form}.defendant": "Defendant",
}
_LABELS = {
    "intake_on": "Date of the intake",
    "intake_on.hint": "For example, 27 3 2026",
    "worker_at_court": "Who from your service was at court?",
    "worker_at_court.hint": "Write “nobody” if nobody could go",
    "victims": "Victims",
    "victims.too_few": "Add at least one victim; “name not known” is allowed.",
    "victims.missing": "Add at least one victim; “name not known” is allowed.",
    "defendants": "Defendants",
    "defendants.too_few": "Add at least one defendant; “name not known” is allowed.",
    "defendants.missing": "Add at least one defendant; “name not known” is allowed.",
    "hearing_on": "Date of the hearing",
    "hearing_on.hint": "One form for each hearing. For example, 27 3 2026",
    "court": "Court",
    "court.hint": "For example, Northmoor Magistrates’ Court",
    "hearing_type": "What sort of hearing?",
    "hearing_type.gap": "Say what sort of hearing it was.",
    "orders": "Orders made",
    "is_next_hearing": "Is there another hearing?",
    "next_court_on": "Date of the next hearing",
    "next_court_on.hint": "For example, 27 3 2026. You are reminded before this day",
    "which_court": "At which court?",
    "victim_informed": "Does the victim know of it?",
    "victim_informed.hint": "Nobody should learn of a hearing from the other side",
    "comments": "Comments",
}

WORDS = {
    **{key.format(form=form): told for form in _FORMS for key, told in _PLACES.items()},
    **{f"{group}.{name}": told for group in _FORMS.values() for name, told in _LABELS.items()},
    "gap.next_court_before": "Check the date of the next hearing: it is before this one.",
}
