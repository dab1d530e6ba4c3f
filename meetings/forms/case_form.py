"""What every form on a case has alike: its head, filled in by the service, and its rule of sender.

Who signed it and when is recorded by the service at sending, so no form asks for a signature.
"""

from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Group, Json, Kind, Part, Place, Section
from meetings.forms.figures import Figures, no_figures
from meetings.forms.findings import Found, Rule
from meetings.forms.form import Form, FormPlace
from meetings.forms.referral_v1_parts import REFERENCE_PATTERN

SENDER_FIELD = "agency"
CORRECTS = "corrects"
_AGENCY = Field(SENDER_FIELD, Kind.AGENCY, essential=True)
_WORDS = "on_case"


def case_form(
    form_id: str,
    version: int,
    *,
    parts: tuple[Part, ...],
    words: str,
    sections: tuple[Section, ...],
    rules: Rules | None = None,
    figures: Figures = no_figures,
) -> Form:
    """A form on a case from its own parts. `words` is where the labels of its fields stand in the catalogue."""
    own = rules or Rules()
    return Form(
        form_id,
        version,
        Group("", (*_head(form_id, version), *parts), (words, _WORDS)),
        Rules((_refuse_stranger, *own.refuse), own.gaps, refuses_unasked=True),
        sections,
        FormPlace.ON_CASE,
        SENDER_FIELD,
        figures,
    )


def _head(form_id: str, version: int) -> tuple[Part, ...]:
    """Never asked on a page. `corrects` is the reference under which the sender sent the version this one replaces."""
    return (
        Field("form", Kind.FIXED, fixed=form_id),
        Field("version", Kind.FIXED, fixed=version),
        Field("sender_reference", Kind.TEXT, pattern=REFERENCE_PATTERN, most=40, essential=True),
        _AGENCY,
        Field("case_number", Kind.TEXT, least=1, most=60, essential=True),
        Field(CORRECTS, Kind.TEXT, pattern=REFERENCE_PATTERN, most=40, nullable=True, optional=True),
    )


# What stands in the head of every form on a case.
HEAD = frozenset(part.name for part in _head("", 1))


def _refuse_stranger(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    if by.agencies is not None and document[SENDER_FIELD] not in by.agencies:
        found.refuse(Place(SENDER_FIELD, _AGENCY, (_WORDS,)), Rule.UNKNOWN_AGENCY)
