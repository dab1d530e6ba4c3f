"""Every form and version this service reads. A version is added and never taken out.

The forms on a case are found by listing `on_case`: each module there with a `FORM` is one form and version.
"""

from collections.abc import Collection
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from meetings.forms import on_case, words
from meetings.forms.check import Checked
from meetings.forms.findings import Finding, Rule
from meetings.forms.form import Form, FormPlace
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.marac_research_v1 import MARAC_RESEARCH_V1


def _listed() -> tuple[Form, ...]:
    """The forms on a case, by the names of their modules."""
    names = sorted(module.name for module in iter_modules(on_case.__path__))
    modules = (import_module(f"{on_case.__name__}.{name}") for name in names)
    return tuple(module.FORM for module in modules if hasattr(module, "FORM"))


FORMS_ON_CASE = _listed()
FORMS = (MARAC_REFERRAL_V1, MARAC_RESEARCH_V1, *FORMS_ON_CASE)
# Kept sealed and reported as not placed until their forum is built; each with the field that names its sender.
FORMS_NOT_YET_READ = {"mappa-referral": "completing_agency"}
# Every form by its name, read or not yet.
KNOWN = frozenset({*(form.id for form in FORMS), *FORMS_NOT_YET_READ})


def find(form_id: str, version: int) -> Form:
    """The form an answer was given under; one we do not have is a mistake of ours and raises KeyError."""
    for form in FORMS:
        if (form.id, form.version) == (form_id, version):
            return form
    raise KeyError("no such form")


def newest(form_id: str) -> Form:
    return max((form for form in FORMS if form.id == form_id), key=lambda form: form.version)


def sender_field(form_id: str) -> str:
    """The field of a form that names the sending agency."""
    return FORMS_NOT_YET_READ.get(form_id) or newest(form_id).sender_field


def place_of(form_id: str) -> FormPlace | None:
    """What a form is to a case; None for one that is not read yet."""
    return None if form_id in FORMS_NOT_YET_READ else newest(form_id).place


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
