"""A declared form as data for a page that has no service behind it: questions, follow-ups, blanks, sentences. Pure.

What stands in it is public: the declaration and its words, and nothing of any case.
"""

from meetings.forms import words
from meetings.forms.blanks import put_blank
from meetings.forms.declaration import (
    NOT_GIVEN,
    AllOf,
    AnyOf,
    Condition,
    Field,
    Group,
    Json,
    Kind,
    Page,
    Part,
    Place,
    Rows,
    Section,
    When,
)
from meetings.forms.form import Form
from meetings.forms.kinds import LONGEST, LONGEST_CODE
from meetings.forms.posted_values import OTHER_WORDS, not_given, offers_not_given
from meetings.forms.questions import codes_offered
from meetings.offline.rules import rules_of

REFERENCE = "sender_reference"
_SENTENCES = (
    "not_a_date",
    "not_a_moment",
    "not_a_birth_date",
    "not_a_year",
    "not_an_age",
    "not_whole",
    "date_ahead",
    "missing.born_on",
    "pattern",
    "pattern.decimal",
    "pattern.email",
    "characters",
)


def offline_plan(form: Form) -> dict[str, Json]:
    """Everything a page must know to ask this form and to write its exchange document."""
    return {
        "form": form.id,
        "version": form.version,
        "title": form.title,
        "sender_field": form.sender_field,
        "parts": _parts(form.root.parts, form.root.words),
        "sections": [*_head(form), *(_section(form, section) for section in form.sections)],
        "rules": rules_of(form),
        "sentences": {key: words.sentence(f"page.{key}", most="", field="") for key in _SENTENCES},
    }


def _head(form: Form) -> list[Json]:
    """What the service fills in on its own pages, and a page without it must ask: like the number of the case."""
    asked = {path.partition(".")[0] for section in form.sections for page in section.pages for path in page.asks}
    known = {REFERENCE, form.sender_field, *asked}
    more: list[Json] = [
        part.name for part in form.root.parts if isinstance(part, Field) and part.essential and part.name not in known
    ]
    title = words.sentence("offline.about")
    page: Json = {"id": "about", "title": title, "asks": more, "whether": None, "within": "", "asked_if": None}
    return [{"id": "about", "title": title, "row": "", "row_word": "", "pages": [page]}] if more else []


def _section(form: Form, section: Section) -> dict[str, Json]:
    return {
        "id": section.id,
        "title": form.say("section", section.id),
        "row": section.row,
        "row_word": form.say("row", section.pages[0].id) if section.row else "",
        "pages": [_page(form, page) for page in section.pages],
    }


def _page(form: Form, page: Page) -> dict[str, Json]:
    return {
        "id": page.id,
        "title": form.say("page", page.id),
        "asks": list(page.asks),
        "whether": _whether(form, page.asks_whether) if page.asks_whether else None,
        "within": page.within or page.asks_whether,
        "asked_if": _condition(page.asked_if),
    }


def _whether(form: Form, path: str) -> dict[str, Json]:
    """The question whether there is such a group at all."""
    offered: list[Json] = [[code, words.sentence(f"choice.{code}")] for code in ("yes", "no", *NOT_GIVEN)]
    place = form.part_at(path)
    missing = words.page_missing(place) if place and place.part.need == "must" else ""
    return {"path": path, "label": form.say("whether", path), "options": offered, "missing": missing}


def _parts(parts: tuple[Part, ...], groups: tuple[str, ...]) -> list[Json]:
    return [_part(Place(part.name, part, groups)) for part in parts]


def _part(place: Place) -> dict[str, Json]:
    part = place.part
    has_words = words.has_label(place)
    alike: dict[str, Json] = {
        "name": part.name,
        "label": words.label(place) if has_words else "",
        "hint": words.hint(place),
        "optional": part.optional,
        "asked_if": _condition(part.asked_if),
        "need": part.need.value,
        "missing": words.page_missing(place) if has_words else "",
    }
    if isinstance(part, Field):
        return _said(alike | _field(place, part)) | _blank(part)
    return _said(alike | (_rows(place, part) if isinstance(part, Rows) else _group(part)))


def _said(told: dict[str, Json]) -> dict[str, Json]:
    """Without what says nothing: the page reads a member that is missing as empty."""
    return {name: value for name, value in told.items() if value not in ("", [], None, False)}


def _blank(field: Field) -> dict[str, Json]:
    """What a document says where nobody answers; nothing for what nobody can make up."""
    blank: dict[str, Json] = {}
    put_blank(blank, field)
    return {"blank": blank[field.name]} if field.name in blank else {}


def _group(group: Group) -> dict[str, Json]:
    return {"type": "group", "nullable": group.nullable, "parts": _parts(group.parts, group.words)}


def _rows(place: Place, rows: Rows) -> dict[str, Json]:
    return {
        "type": "rows",
        "least": rows.least,
        "most": rows.most,
        # The rows of a section are named by the section.
        "row_word": words.CATALOGUE.get(f"row.{rows.words[0]}", ""),
        "given_for": rows.given_for,
        "given_key": rows.given_key,
        "not_given": _offered({code: [] for code in NOT_GIVEN}) if rows.offers_not_known else [],
        "too_few": words.message("too_few", place) if rows.least else "",
        "parts": _parts(rows.parts, rows.words),
    }


def _field(place: Place, field: Field) -> dict[str, Json]:
    more = LONGEST.get(field.kind, LONGEST_CODE)
    return {
        "type": "field",
        "kind": "tick" if field.is_tick else field.kind.value,
        "options": _options(place, field),
        "not_given": _offered(_unsaid(field)) if offers_not_given(field) else [],
        "is_open": field.is_open,
        "or_code": field.or_code,
        "pattern": field.pattern,
        "wrong": words.message("pattern", place) if words.has_own_message("pattern", place) else "",
        "least": field.least,
        "most": field.most or more,
        "decimals": field.decimals,
        "too_long": words.sentence("page.too_long", most=f"{field.most or more:,}"),
        "needed_if": _condition(field.needed_if),
        "is_essential": field.essential,
        "may_be_ahead": field.may_be_ahead,
    }


def _unsaid(field: Field) -> dict[str, Json]:
    return {code: not_given(field, code).value for code in NOT_GIVEN}


def _offered(values: dict[str, Json]) -> list[Json]:
    """Codes a person picks where nobody can answer, in words, each with what the document then says."""
    return [[code, words.sentence(f"choice.{code}"), value] for code, value in values.items()]


def _options(place: Place, field: Field) -> list[Json]:
    """Each choice as its code, its words, and the value the document gets."""
    codes = codes_offered(field)
    if field.kind is Kind.CHOICES:
        codes = tuple(code for code in codes if code != OTHER_WORDS)
    return [[code, words.choice(place, code), _value(field, code)] for code in codes]


def _value(field: Field, code: str) -> Json:
    if field.kind is Kind.FLAG and code in ("yes", "no"):
        return code == "yes"
    is_own = code in field.choices or field.kind is Kind.BORN_ON
    return not_given(field, code).value if code in NOT_GIVEN and not is_own else code


def _condition(condition: Condition | None) -> Json:
    if condition is None:
        return None
    tests = condition.tests if isinstance(condition, AnyOf | AllOf) else (condition,)
    return {"all": isinstance(condition, AllOf), "tests": [_test(test) for test in tests]}


def _test(test: When) -> Json:
    return {"field": test.field, "values": list(test.values), "is_not": test.is_not}
