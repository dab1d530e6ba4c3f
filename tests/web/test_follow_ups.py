"""What a page says and tells its script of a question that follows from several answers."""

import pytest

from marac.web.form_view import Follow, lay_out
from meetings.forms.case_form import case_form
from meetings.forms.declaration import AllOf, AnyOf, Condition, Field, Kind, Page, Section, When
from meetings.forms.page_answers import start_answers

YES_NO = ("yes", "no", "not_known")
FIRST = When("occurring", ("yes",))
OTHER = When("severity", ("yes", "not_known"), is_not=True)


@pytest.mark.parametrize(
    ("condition", "follow"),
    [
        (FIRST, Follow("occurring", "yes", "“Yes”")),
        (OTHER, Follow("severity", "!yes not_known", "not “Yes” or “Not known”")),
        (
            AnyOf((FIRST, OTHER)),
            Follow(
                "occurring severity",
                "yes|!yes not_known",
                "Does it happen now? “Yes” or How severe? not “Yes” or “Not known”",
            ),
        ),
        (
            AllOf((FIRST, When("/severity", ("no",)))),
            Follow("occurring severity", "yes|no", "Does it happen now? “Yes” and How severe? “No”", needs_all=True),
        ),
    ],
)
def test_a_follow_up_names_the_answers_it_follows_from(condition: Condition, follow: Follow) -> None:
    fields = (
        Field("occurring", Kind.CHOICE, choices=YES_NO),
        Field("severity", Kind.CHOICE, choices=YES_NO),
        Field("note", Kind.TEXT, nullable=True, asked_if=condition),
    )
    page = Page("grid", ("occurring", "severity", "note"))
    form = case_form("marac-soag", 1, parts=fields, words="soag_row", sections=(Section("grid", "grid", (page,)),))

    asked = lay_out(form, page, start_answers(form, {}), row=None)

    assert asked[2].follow == follow
