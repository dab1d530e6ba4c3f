"""Every form and version this service reads. A version is added here and never taken out."""

from collections.abc import Collection
from datetime import date

from meetings.forms import words
from meetings.forms.check import Checked
from meetings.forms.findings import Finding, Rule
from meetings.forms.form import Form
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.marac_research_v1 import MARAC_RESEARCH_V1

FORMS = (MARAC_REFERRAL_V1, MARAC_RESEARCH_V1)
# Kept sealed and reported as not placed until their forum is built.
FORMS_NOT_YET_READ = frozenset({"mappa-referral"})


def find(form_id: str, version: int) -> Form:
    """The form an answer was given under; one we do not have is a mistake of ours and raises KeyError."""
    for form in FORMS:
        if (form.id, form.version) == (form_id, version):
            return form
    raise KeyError("no such form")


def newest(form_id: str) -> Form:
    return max((form for form in FORMS if form.id == form_id), key=lambda form: form.version)


def form_of(document: object) -> Form | None:
    """The form a document names, where we read it."""
    if not isinstance(document, dict):
        return None
    named = (document.get("form"), document.get("version"))
    if isinstance(named[1], bool):
        return None
    return next((form for form in FORMS if (form.id, form.version) == named), None)


def check_document(document: object, *, received_on: date, agencies: Collection[str] | None = None) -> Checked:
    """Check a document by the form and version it names. Never raises."""
    form = form_of(document)
    if form is not None:
        return form.check(document, received_on=received_on, agencies=agencies)
    if not isinstance(document, dict):
        return _refused("document", Rule.NOT_A_DOCUMENT, "message.not_a_document")
    if document.get("form") in [form.id for form in FORMS]:
        return _refused("version", Rule.FIXED, "message.form.version")
    return _refused("form", Rule.FIXED, "message.form.unknown")


def _refused(path: str, rule: Rule, key: str) -> Checked:
    message = words.sentence(key)
    return Checked(None, {path: message}, findings=(Finding(path, rule, message),))
