"""Words of the severity of abuse grid. The guidance on levels is short and neutral, and not the maker's wording."""

WORDS = {
    "form.marac-soag": "Severity of abuse grid",
    "group.grid": "The grid",
    "section.marac-soag.when": "When and why",
    "section.marac-soag.grid": "Four kinds of abuse",
    "page.marac-soag.when": "When was this grid made?",
    "page.marac-soag.grid": "What happens now?",
    "soag.done_on": "Date of the grid",
    "soag.done_on.hint": "“Now” means an incident within three months before this date",
    "soag.stage": "Made at",
    "soag.stage.intake": "Intake",
    "soag.stage.review": "Review",
    "soag.stage.closure": "Closure",
    "soag.physical": "Physical abuse",
    "soag.sexual": "Sexual abuse",
    "soag.stalking": "Stalking and harassment",
    "soag.controlling": "Jealous, controlling or emotional abuse",
    "soag_row.occurring": "Does it happen now?",
    "soag_row.occurring.dont_know": "Not known",
    "soag_row.occurring.not_answered": "No answer",
    "soag_row.severity": "How severe?",
    "soag_row.severity.high": "High",
    "soag_row.severity.moderate": "Moderate",
    "soag_row.severity.standard": "Standard",
    "soag_row.severity_escalation": "Severity in the past three months",
    "soag_row.severity_escalation.worse": "Worse",
    "soag_row.severity_escalation.unchanged": "Unchanged",
    "soag_row.severity_escalation.reduced": "Reduced",
    "soag_row.frequency_escalation": "How often, in the past three months",
    "soag_row.frequency_escalation.worse": "More often",
    "soag_row.frequency_escalation.unchanged": "Unchanged",
    "soag_row.frequency_escalation.reduced": "Less often",
    "soag_row.note": "Note",
    "soag_row.note.hint": "What the judgement rests on; drink, drugs or culture may shift a level",
    "soag_physical.severity.hint": (
        "Standard: a slap or push without injury. Moderate: lasting pain, light bruises, shallow cuts. "
        "High: clear injury, strangling, a weapon, a threat or try to kill"
    ),
    "soag_sexual.severity.hint": (
        "Standard: insults. Moderate: pressure, unwanted touch, discomfort. "
        "High: force or threat of it, rape, pain, weapons, forced prostitution"
    ),
    "soag_stalking.severity.hint": (
        "Standard: contact now and then. Moderate: frequent contact. "
        "High: constant, visits, property destroyed, pursuit, threats to kill, others involved"
    ),
    "soag_controlling.severity.hint": (
        "Standard: must account for time, is put down. Moderate: isolation, control of money or calls. "
        "High: most of life controlled, locked in, care withheld, threats about children or lives"
    ),
    "figure.marac-soag": "Grid",
    "figure.marac-soag.before": "Last grid",
    "figure.marac-soag.blank": "No answer",
    "figure.marac-soag.not_here": "Does not apply",
    "figure.marac-soag.first": "No grid before",
    "figure.marac-soag.same": "As in the last grid",
    "figure.marac-soag.no_total": "The grid has no total: four rows are read side by side.",
    "figure.marac-soag.beside": "It stands beside a risk checklist and replaces none.",
}
