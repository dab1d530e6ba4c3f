"""Words that every form on a case has: its head, filled in by the service."""

WORDS = {
    "on_case.form": "Form",
    "on_case.version": "Version",
    "on_case.sender_reference": "Your reference",
    "on_case.sender_reference.pattern": "Write “{field}” with 3 to 40 letters, figures and dashes, like NMP-26-00123.",
    "on_case.agency": "Agency",
    "on_case.case_number": "Case number",
    "on_case.case_number.too_short": "Write the number of the case this form is about.",
    "on_case.corrects": "Reference of the form that this one corrects",
    "on_case.corrects.pattern": "Write “{field}” with 3 to 40 letters, figures and dashes, like NMP-26-00123.",
}
