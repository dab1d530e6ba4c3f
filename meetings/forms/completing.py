"""From the answers of a page to the exchange document: the same structure, its blanks written as documents write them.

An answer "not asked" that the document's own choices cannot say becomes "not known" there, or the careful side of a
yes or no; beside the document stays which answers these were (`PageAnswers.not_given`), and every print says so.
"""

from meetings.forms.asking import is_asked
from meetings.forms.blanks import put_blank
from meetings.forms.declaration import Group, Json, Part, Rows
from meetings.forms.findings import inside
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers


def to_document(form: Form, answers: PageAnswers) -> dict[str, Json]:
    """What would be sent now. What is essential and unanswered is left out, so that the check names it."""
    return _members(form.root.parts, answers.values, answers.values)


def _members(parts: tuple[Part, ...], held: dict[str, Json], whole: dict[str, Json]) -> dict[str, Json]:
    document: dict[str, Json] = {}
    for part in parts:
        value = held.get(part.name)
        is_relevant = is_asked(part.asked_if, held, whole)
        if part.name in held and is_relevant:
            document[part.name] = _filled(part, value, whole)
        elif not part.optional:
            put_blank(document, part)
    return document


def _filled(part: Part, value: Json, whole: dict[str, Json]) -> Json:
    if isinstance(part, Rows):
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        kept = [row for row in rows if not part.given_for or len(row) > 1]
        return [_members(part.parts, row, whole) for row in kept]
    if isinstance(part, Group) and isinstance(value, dict):
        return _members(part.parts, value, whole)
    return value


def to_answers(form: Form, document: dict[str, Json], not_given: dict[str, str] | None = None) -> PageAnswers:
    """The answers of a document, to change or to print: a returned referral goes back to its pages this way."""
    every_page = (page.id for section in form.sections if not section.row for page in section.pages)
    rows = (
        f"{page.id}.{n}"
        for section in form.sections
        if section.row
        for page in section.pages
        for n in range(len(rows_at(document, section.row)))
    )
    return PageAnswers(dict(document), dict(not_given or {}), saved=(*every_page, *rows))


def rows_at(document: Json, path: str) -> list[Json]:
    held = inside(document, path)
    return held if isinstance(held, list) else []
