"""Words of the checklist of 24 items as a form of its own: neutral short labels, never the maker's wording."""

_TICKS = {
    "14": ("Against whom?", {"victim": "The victim", "children": "Children", "other": "Somebody else"}),
    "18": (
        "Whom?",
        {
            "children": "Children",
            "family_member": "Another family member",
            "previous_relationship": "Somebody from an earlier relationship",
            "other": "Somebody else",
        },
    ),
    "21": ("Which?", {"drugs": "Drugs", "alcohol": "Alcohol", "mental_health": "Mental health"}),
    "23": (
        "What was broken?",
        {
            "bail": "Bail",
            "non_molestation_or_occupation_order": "Non-molestation or occupation order",
            "child_contact": "Child contact",
            "forced_marriage_order": "Forced marriage protection order",
            "other": "Something else",
        },
    ),
    "24": (
        "For what?",
        {
            "domestic_abuse": "Domestic abuse",
            "sexual_violence": "Sexual violence",
            "other_violence": "Other violence",
            "other": "Something else",
        },
    ),
}

WORDS = {
    "form.marac-dash": "Risk checklist",
    "section.marac-dash.asked": "How it was asked",
    "section.marac-dash.checklist": "24 items",
    "section.marac-dash.professional": "What you make of it",
    "page.marac-dash.asked": "How was the checklist asked?",
    "page.marac-dash.checklist-1": "Risk checklist, part 1 of 3",
    "page.marac-dash.checklist-2": "Risk checklist, part 2 of 3",
    "page.marac-dash.checklist-3": "Risk checklist, part 3 of 3",
    "page.marac-dash.situation": "The victim’s situation",
    "page.marac-dash.judgement": "Your judgement and what follows",
    "marac_dash.stage": "Asked at",
    "marac_dash.stage.hint": "Asked because a checklist is read beside the one before it",
    "marac_dash.stage.intake": "Intake",
    "marac_dash.stage.review": "Review",
    "marac_dash.stage.new_incident": "A new incident or change",
    "marac_dash.stage.closure": "The end of support",
    "marac_dash.dash": "Risk checklist",
    "marac_dash.done_by": "Who asked?",
    "marac_dash.done_by.hint": "Name and role, like B Price, Idva",
    "marac_dash.face_to_face": "Was it asked face to face?",
    "marac_dash.face_to_face.hint": "Asked because people say less by telephone",
    "marac_dash.ticks": "What was ticked beside an answer",
    "marac_dash.professional_judgement": "Do you judge the risk high, whatever the number?",
    "marac_dash.professional_judgement.hint": "Judgement can refer a case at any number. It never lowers a number",
    "marac_dash.judgement_reason": "What does your judgement rest on?",
    "marac_dash.judgement_reason.hint": "For example, she hides how afraid she is, and he knows where she works",
    "marac_dash.judgement_reason.gap": "Say what the judgement rests on.",
    "marac_dash.referral_made_on": "When was the referral made?",
    "marac_dash.referral_made_on.gap": "Enter when the referral was made.",
    **{f"dash_tick.{item}": question for item, (question, _) in _TICKS.items()},
    **{f"dash_tick.{item}.{code}": said for item, (_, choices) in _TICKS.items() for code, said in choices.items()},
    "figure.marac-dash": "Count",
    "figure.marac-dash.now": "This checklist",
    "figure.marac-dash.before": "The one before",
    "figure.marac-dash.yes": "Yes, of 24",
    "figure.marac-dash.no": "No",
    "figure.marac-dash.not_known": "Not known",
    "figure.marac-dash.blank": "Blank",
    "figure.marac-dash.highest": "Could be up to",
    "figure.marac-dash.none": "Not assessed",
    "figure.marac-dash.not_assessed": "All 24 items are blank: this is not assessed, and not a low risk.",
    "figure.marac-dash.limits": (
        "The count is yes answers and nothing else. It does not measure danger, ranks nobody, and a low count does not "
        "mean that somebody is safe."
    ),
    "figure.marac-dash.source": "SafeLives Dash risk checklist, 24 items, 2014 edition.",
    "figure.marac-dash.licence": (
        "The wording of the checklist belongs to SafeLives; these are short labels and not its questions."
    ),
}
