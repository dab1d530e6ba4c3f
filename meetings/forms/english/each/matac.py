"""Words of the MATAC inputs."""

WORDS = {
    "form.marac-matac": "MATAC inputs",
    "section.marac-matac.inputs": "Four inputs",
    "section.marac-matac.reasons": "What they rest on",
    "page.marac-matac.about": "Whom is it about?",
    "page.marac-matac.inputs": "Four inputs",
    "page.marac-matac.reasons": "What do they rest on?",
    "matac.person": "Perpetrator",
    "matac.done_on": "Date of the inputs",
    "matac.done_by": "Who gathered them?",
    "matac.recency": "How recent",
    "matac.recency.hint": "On your force’s scale, as a whole number",
    "matac.frequency": "How often",
    "matac.gravity": "How grave",
    "matac.victims": "Number of victims",
    "matac.victims_in_three_years": "Victims in the past three years",
    "matac.basis": "Records that they were taken from",
    "matac.reasons": "Reasons and judgement",
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
