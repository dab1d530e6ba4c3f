"""What somebody has done with records that were brought in: each kind of deed named, with how many there are."""

from typing import Any

from piccolo.columns import ForeignKey
from piccolo.query import Select
from piccolo.table import Table

from meetings.case_parts import PARTS
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, CaseDocument, CaseEvent, Document, Exclusion, NamedReader
from meetings.tables.matching import PeopleSearch, Suggestion
from meetings.tables.people import ConfidentialPlace, Mention, Verdict

# What bringing in makes by itself, and what the search for people adds to it.
OF_ITSELF: frozenset[type[Table]] = frozenset(
    {CaseDocument, CaseEvent, ConfidentialPlace, Exclusion, Mention, NamedReader, PeopleSearch, Suggestion, Verdict}
)
WORDS = {
    "question": "questions to a sender",
    "mention_value": "something said of a person since",
    "repeat_notice": "notices of a changed repeat",
    "alert_settled": "alerts looked into",
    "ask": "agencies asked",
    "research": "answers of agencies",
    "agenda_item": "cases on an agenda",
    "action": "actions",
    "telling": "letters about a case",
    "flag": "flags",
    "review_note": "notes on reviews",
}


async def what_uses(row: BringIn) -> list[str]:
    """Empty where it can be taken back."""
    cases = Case.select(Case.id).where(Case.bring_in == row.id)
    found = [
        f"{WORDS[name]} ({number})"
        for name, column in _direct()
        if (number := await column._meta.table.count().where(column.is_in(cases)))
    ]
    return [*await _links(cases), *await _events(cases), *await _forms(cases), *await _said(cases), *found]


def _direct() -> list[tuple[str, ForeignKey[Any]]]:
    """References to a case from what only a person makes."""
    return [
        (column._meta.table._meta.tablename, column)
        for column in PARTS
        if column._foreign_key_meta.resolved_references is Case
        and column._meta.table not in OF_ITSELF
        and column._meta.table._meta.tablename in WORDS
    ]


async def _links(cases: "Select[Any]") -> list[str]:
    mentions = Mention.select(Mention.id).where(Mention.case.is_in(cases))
    number = await Verdict.count().where(Verdict.a.is_in(mentions) | Verdict.b.is_in(mentions))
    return [f"people linked or told apart ({number})"] if number else []


async def _events(cases: "Select[Any]") -> list[str]:
    """The first event of each case is the bringing in."""
    events, number = await CaseEvent.count().where(CaseEvent.case.is_in(cases)), await _count(cases)
    return [f"cases moved on ({events - number})"] if events > number else []


async def _forms(cases: "Select[Any]") -> list[str]:
    """Forms and second referrals of these cases, and second referrals these are of other cases."""
    documents, number = await Document.count().where(Document.case.is_in(cases)), await _count(cases)
    joined = await Case.count().where(Case.joined_to.is_in(cases))
    more = documents - number + joined
    return [f"forms and second referrals ({more})"] if more > 0 else []


async def _said(cases: "Select[Any]") -> list[str]:
    by_hand = (Exclusion.case.is_in(cases)) & (Exclusion.kind != "staff")
    number = await Exclusion.count().where(by_hand)
    return [f"people shut out of a case ({number})"] if number else []


async def _count(cases: "Select[Any]") -> int:
    return int(await Case.count().where(Case.id.is_in(cases)))
