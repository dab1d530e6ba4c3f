"""The catalogue: everything a form asks has its label, and every message starts with a verb and shows a way out."""

import re
import string

import pytest

from meetings.forms import words
from meetings.forms.declaration import Field, Kind, Place, places
from meetings.forms.english.gaps import GAPS
from meetings.forms.english.messages import MESSAGES
from meetings.forms.findings import Rule
from meetings.forms.form import Form
from meetings.forms.questions import codes_offered
from meetings.forms.registry import FORMS, find, newest

VERBS = frozenset(
    "Add Answer Ask Attach Bring Check Choose Enter Fill Find Give List Make Move Name Remove Say Send Shorten".split()
) | {"Write"}
HOLES = {"field", "most", "name", "count", "figure"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_everything_a_form_holds_has_a_label(form: Form) -> None:
    missing = [place.path for place in places(form.root.parts, form.root.words) if not words.has_label(place)]

    assert missing == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_code_a_page_offers_has_words(form: Form) -> None:
    for place in places(form.root.parts, form.root.words):
        if isinstance(place.part, Field):
            for code in codes_offered(place.part):
                told = words.choice(place, code)
                assert told[0].isupper() and "_" not in told, (place.path, code)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_section_and_page_has_fixed_words(form: Form) -> None:
    for section in form.sections:
        assert form.say("section", section.id) and form.say("group", section.group)
        for page in section.pages:
            assert form.say("page", page.id)
            assert re.fullmatch(r"[a-z0-9-]+", page.id)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_path_a_page_asks_for_is_in_the_form_and_every_field_is_asked_for(form: Form) -> None:
    asked = {ask for section in form.sections for page in section.pages for ask in page.asks}
    by_the_service = {"form", "version", "sender_reference", "referring_agency", "agency", "completed_on", "meeting_on",
                      "case_number", "corrects", "dash.tool"}  # fmt: skip

    unasked = [
        place.path
        for place in places(form.root.parts, form.root.words)
        if isinstance(place.part, Field)
        and not any(place.path == ask or place.path.startswith(f"{ask}.") for ask in asked)
    ]

    assert all(form.part_at(ask.replace("*", "0")) for ask in asked)
    assert [path for path in unasked if path not in by_the_service and not is_never_asked(path)] == []


def is_never_asked(path: str) -> bool:
    """Safe contact and equality data are asked of the victim alone; a child's telephone stands with the adult's."""
    return bool(re.match(r"(perpetrators|children)\.\*\.(safe_contact|diversity)", path)) or path in {
        "children.*.gender", "children.*.phones.*.number", "children.*.phones.*.safe_to_call",
        "children.*.phones.*.note", "children.*.emails",
    }  # fmt: skip


@pytest.mark.parametrize("key", [*GAPS, *MESSAGES])
def test_a_message_starts_with_a_verb_and_is_one_plain_sentence(key: str) -> None:
    told = words.CATALOGUE[key]

    assert told.split()[0] in VERBS, told
    assert told.endswith(".") and len(told.split()) <= 25
    assert not {"invalid", "error", "please", "sorry", "!"} & set(told.lower().split())
    assert {hole for _, hole, _, _ in string.Formatter().parse(told) if hole} <= HOLES


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_sentence(rule: Rule) -> None:
    place = Place("x", Field("reason", Kind.TEXT), ("referral",))

    assert words.message(rule, place, most=10_000, name="x").endswith(".")


def test_a_form_of_an_old_version_is_found_by_it() -> None:
    assert find("marac-referral", 1) is newest("marac-referral")
    with pytest.raises(KeyError):
        find("marac-referral", 9)


def test_a_relation_that_a_system_made_up_reads_without_underscores() -> None:
    place = newest("marac-referral").part_at("perpetrators.0.relationship_to_victim")

    assert place is not None
    assert words.choice(place, "brother_in_law") == "Brother-in-law"
    assert words.choice(place, "uncle_by_marriage") == "uncle by marriage"
