"""Words of the MATAC inputs."""

WORDS = {
    "form.marac-matac": "MATAC inputs",
    "section.marac-matac.inputs": "Four inputs",
    "section.marac-matac.reasons": "What they rest on",
    "page.marac-matac.about": "Whom is it about?",
    "page.marac-matac.inputs": "What are the four inputs?",
    "page.marac-matac.reasons": "What do they rest on?",
    "matac.person": "Name of the perpetrator",
    "matac.person.hint": "Name as your records have it, like Frank Ostrey",
    "matac.done_on": "Date of the inputs",
    "matac.done_by": "Who gathered them?",
    "matac.done_by.hint": "Name and role, like B Price, analyst",
    "matac.recency": "How recent is the last incident?",
    "matac.recency.hint": "On your force’s scale, as a whole number, like 5",
    "matac.frequency": "How often does it happen?",
    "matac.frequency.hint": "On your force’s scale, or how many incidents are on record, like 4",
    "matac.gravity": "How grave is the harm?",
    "matac.gravity.hint": "On your force’s scale, as a whole number, like 30",
    "matac.victims": "Number of victims",
    "matac.victims.hint": "Everybody harmed, not only the victim of this case. A whole number, like 2",
    "matac.victims_in_three_years": "Victims in the past three years",
    "matac.victims_in_three_years.hint": "Asked because two victims or more in three years mark a serial perpetrator",
    "matac.basis": "Which records were they taken from?",
    "matac.basis.hint": "For example, crime reports from 1 9 2023 to 31 8 2026",
    "matac.reasons": "Reasons and judgement",
    "matac.reasons.hint": "What the numbers leave out. Asked because a number alone decides nothing",
    "figure.marac-matac": "Inputs",
    "figure.marac-matac.now": "These inputs",
    "figure.marac-matac.before": "The ones before",
    "figure.marac-matac.serial": "Two victims or more in three years",
    "figure.marac-matac.serial.yes": "Yes",
    "figure.marac-matac.serial.no": "No",
    "figure.marac-matac.serial.unknown": "Not known",
    "figure.marac-matac.blank": "Not given",
    "figure.marac-matac.limits": (
        "They depend on what was recorded, compare with no other tool, and do not rank people here."
    ),
    "figure.marac-matac.weights": (
        "No source confirms weights. The sum stands with the risk tools of the case, by this area’s own weights."
    ),
}
