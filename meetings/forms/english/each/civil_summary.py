"""Words of the civil case summary, apart from those it shares with the criminal one."""

WORDS = {
    "form.marac-civil-summary": "Civil case summary",
    "section.marac-civil-summary.orders": "Orders",
    "section.marac-civil-summary.solicitors": "Solicitors",
    "page.marac-civil-summary.orders": "Which orders did the court make?",
    "page.marac-civil-summary.solicitors": "Who are the solicitors?",
    "civil.hearing_type.application": "Application",
    "civil.hearing_type.breach": "Breach of an order",
    "civil.hearing_type.full": "Full hearing",
    "civil.hearing_type.other": "Another sort",
    "civil.hearing_type_other": "What sort?",
    "civil.applicant_solicitor": "Solicitor of whoever asks for the order",
    "civil.respondent_solicitor": "Solicitor of the other side",
    "solicitor.name": "Name",
    "solicitor.firm": "Firm",
    "solicitor.contact": "Telephone or e-mail address",
    "gap.order_ends_before": "Check the last day of the order: it is before the order was made.",
}
