"""Rules over several fields that a page can hold without the service. The service holds all of them again."""

from meetings.forms import words
from meetings.forms.declaration import Json
from meetings.forms.form import Form
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.referral_v1_rules import ROUTES

_ONE_OF = {
    MARAC_REFERRAL_V1.id: ("routes", tuple(f"routes.{route}.applies" for route in ROUTES), "message.no_route"),
}


def rules_of(form: Form) -> list[Json]:
    """Of these paths one at least must be true; else the sentence stands at the path."""
    if form.id not in _ONE_OF:
        return []
    path, paths, key = _ONE_OF[form.id]
    return [{"path": path, "one_of": list(paths), "message": words.sentence(key)}]
