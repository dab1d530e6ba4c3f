"""Words of the sheet of contacts of a case."""

WORDS = {
    "form.marac-case-contact": "Case contacts",
    "group.marac-case-contact.contacts": "Contacts of this case",
    "section.marac-case-contact.contacts": "Contacts",
    "page.marac-case-contact.contact": "A contact of this case",
    "row.marac-case-contact.contact": "Contact",
    "case_contacts.contacts": "Contacts",
    "case_contacts.contacts.too_few": "Add at least one contact.",
    "case_contact.agency": "Agency",
    "case_contact.agency.hint": "In words, like Wenbeck Primary School. It joins no directory",
    "case_contact.role": "Role",
    "case_contact.role.hint": "For example, health visitor or class teacher",
    "case_contact.name": "Name",
    "case_contact.email": "E-mail address",
    "case_contact.comments": "Comments",
    "case_contact.comments.hint": "For example, works mornings only; knows of the abuse",
}
