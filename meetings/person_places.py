"""Where somebody stands: a person is addressed as the n-th of a case, in the order in which pages list them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from agencies.acts import Act
from meetings.access import denied, find_case
from meetings.people_rows import ROLE_WORDS
from meetings.tables.people import Mention

_CASE: Any = (Mention.document, Mention.case.ref.as_alias("case_ref"))
_ROLE_ORDER = {role: n for n, role in enumerate(ROLE_WORDS)}


async def mention_at(act: Act, case_ref: str, number: int) -> Mention:
    """The mention that stands at this place of a case which this reader may see."""
    case = await find_case(act, case_ref)
    mentions = await Mention.objects().where((Mention.case == case.id) & (Mention.document == case.opened_by))
    ordered: list[Mention] = sorted(mentions, key=lambda each: (_ROLE_ORDER[each.role], each.n))
    if not 1 <= number <= len(ordered):
        raise await denied(act, "mention", row="person.read")
    return ordered[number - 1]


async def places_of(mentions: Sequence[UUID]) -> dict[UUID, tuple[str, int]]:
    """Where each of these people is found: the reference of the case and the place in it, from 1."""
    if not mentions:
        return {}
    cases = Mention.select(Mention.case).where(Mention.id.is_in(list(mentions)))
    rows = await Mention.select(Mention.id, Mention.role, Mention.n, *_CASE).where(Mention.case.is_in(cases))
    by_document: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append(row)
    found = {}
    for people in by_document.values():
        for place, row in enumerate(sorted(people, key=_in_document), start=1):
            found[row["id"]] = (row["case_ref"], place)
    return {mention: found[mention] for mention in mentions if mention in found}


def _in_document(row: Mapping[str, Any]) -> tuple[int, int]:
    return _ROLE_ORDER[row["role"]], row["n"]
