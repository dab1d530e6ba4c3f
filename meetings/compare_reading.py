"""A suggestion as somebody decides on it: both records, why it was shown, and what would follow.

The account of the weight is drawn from what was stored with the suggestion, so it reads years later as it did then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from meetings.access import denied, visible
from meetings.consequences import Consequence, consequence_of
from meetings.deciding_people import Queue, read_queue, shown_at
from meetings.known_referrals import ADULTS
from meetings.papers.compare_paper import (
    CompareRow,
    Record,
    Side,
    Source,
    bits_in_words,
    card_values,
    compare_rows,
    reasons_of,
    value_values,
)
from meetings.people.explaining import Step, household_hint, level_words, odds, waterfall
from meetings.people.levels import Levels, levels_from_code
from meetings.people.model import Model, find_model
from meetings.people_around import VerdictLine, verdicts_between
from meetings.people_rows import ROLE_WORDS, name_of
from meetings.suggestions import Suggested, find_suggestion
from meetings.tables.documents import Case
from meetings.tables.people import Mention, MentionValue
from meetings.values_said import agencies_by_id, sources_of, values_beside

REASONS = {
    "one_person": "I need them to tell whether this is one person",
    "safety": "I am checking whether somebody is in danger through an address",
    "correction": "One of them may be wrong",
}


@dataclass(frozen=True, slots=True)
class ComparePaper:
    """One suggestion with both its records."""

    shown: Suggested
    ours: Side
    theirs: Side
    rows: tuple[CompareRow, ...]
    steps: tuple[Step, ...]
    odds: str
    household: str
    consequence: Consequence | None  # nothing once it is decided
    earlier: tuple[VerdictLine, ...]
    queue: Queue
    shown_at: datetime  # business time
    has_addresses: bool  # opened with a reason

    @property
    def is_one_case(self) -> bool:
        return self.ours.case_ref == self.theirs.case_ref

    @property
    def has_shut_rows(self) -> bool:
        return any(row.is_shut for row in self.rows)

    @property
    def account(self) -> tuple[tuple[str, str], ...]:
        """The steps with their bits, in the order in which they are added up."""
        return tuple((step.words, bits_in_words(step.bits)) for step in self.steps)

    @property
    def total(self) -> str:
        return bits_in_words(self.shown.weight)

    @property
    def speaks_for(self) -> tuple[str, ...]:
        return self._reasons[0]

    @property
    def speaks_against(self) -> tuple[str, ...]:
        return self._reasons[1]

    @property
    def _reasons(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return reasons_of([(step.words, step.bits) for step in self.steps if step.comparison != "prior"])


async def read_compare(act: Act, ref: str, *, reason_code: str | None = None) -> ComparePaper:
    """One leaf for both records; addresses are among them only for a reason, and then the leaf says which."""
    shown = await find_suggestion(act, ref)
    permit = act.permit(Event.IDENTITY_READ, "mention", shown.mention_id)
    if reason_code is not None:
        permit = act.permit(Event.ADDRESS_OPENED, "mention", shown.mention_id, reason_code=reason_code)
    mentions = await _mentions(act, shown)
    company = await _company(mentions[:2])
    values, agencies = await values_beside(act, mentions), await agencies_by_id(act)
    sources = await sources_of(act, values, agencies)
    opened = await act.vault.open_records(permit, [*mentions, *company, *values])
    about = [record for record in opened if "card" in record]
    records = _records(mentions, about, agencies)
    _add_company(records, mentions[:2], company, about[len(mentions) :])
    _add_values(records, values, [record for record in opened if "value" in record], sources)
    ours, theirs = _sides(shown, mentions, records)
    levels = levels_from_code(shown.levels)
    model = find_model(shown.model)
    return ComparePaper(
        shown=shown,
        ours=ours,
        theirs=theirs,
        rows=compare_rows(ours, theirs, dict(level_words(levels)), shows_addresses=reason_code is not None),
        steps=waterfall(model, levels, store_size=shown.store_size),
        odds=odds(shown.weight),
        household=household_hint(model, levels, store_size=shown.store_size),
        consequence=await _consequence(act, shown, ours) if shown.answer is None else None,
        earlier=await verdicts_between(act, shown.mention_id, shown.other_id),
        queue=await read_queue(act),
        shown_at=await shown_at(act, ref),
        has_addresses=reason_code is not None,
    )


async def _consequence(act: Act, shown: Suggested, ours: Side) -> Consequence:
    return await consequence_of(act, shown.mention_id, shown.other_id, seen_from=ours.case_ref)


async def give_address_reason(act: Act, ref: str, code: str) -> str:
    """Put on record why addresses are needed; each look says it again."""
    shown = await find_suggestion(act, ref)
    if code not in REASONS:
        raise InvalidForm({"reason": "Choose why you need the addresses."})
    async with transaction():
        await act.record(Event.REASON_GIVEN, "mention", shown.mention_id, reason_code=code, policy="person.link")
    return code


async def _mentions(act: Act, shown: Suggested) -> list[Mention]:
    """Both mentions and whoever is one person with either, as far as this reader may see, the pair itself first."""
    pair = [shown.mention_id, shown.other_id]
    persons = Mention.select(Mention.person_id).where(Mention.id.is_in(pair))
    found: list[Mention] = (
        await Mention.objects(Mention.case)
        .where(Mention.person_id.is_in(persons) & (Mention.area == act.area.id) & visible(act, Mention.case))
        .order_by(Mention.id)
    )
    if not set(pair) <= {mention.id for mention in found}:
        raise await denied(act, "suggestion", row="case.see")
    return sorted(found, key=lambda mention: mention.id not in pair)


async def _company(pair: Sequence[Mention]) -> list[Mention]:
    """Whom else the documents of the two name as adults."""
    documents = [mention.document for mention in pair]
    found: list[Mention] = (
        await Mention.objects()
        .where(Mention.document.is_in(documents) & Mention.role.is_in(ADULTS))
        .where(Mention.id.not_in([mention.id for mention in pair]))
        .order_by(Mention.n)
    )
    return found


def _records(
    mentions: Sequence[Mention], opened: Sequence[Mapping[str, Any]], agencies: Mapping[UUID, str]
) -> dict[UUID, list[Record]]:
    """What each mention's document says."""
    records: dict[UUID, list[Record]] = {}
    for mention, row in zip(mentions, opened, strict=False):
        case: Case = mention.case
        source = Source(agencies.get(case.referring_agency, "An agency"), case.referred_on)
        records[mention.id] = [Record(source, card_values(row["card"]))]
    return records


def _add_company(
    records: dict[UUID, list[Record]],
    pair: Sequence[Mention],
    company: Sequence[Mention],
    opened: Sequence[Mapping[str, Any]],
) -> None:
    """In one document the others are the others of both."""
    for other, row in zip(company, opened, strict=True):
        words = f"{ROLE_WORDS[other.role]} {name_of(row['card'])}"
        for mention in pair:
            if other.document == mention.document:
                records[mention.id].append(Record(records[mention.id][0].source, (("company", words),)))


def _add_values(
    records: dict[UUID, list[Record]],
    values: Sequence[MentionValue],
    opened: Sequence[Mapping[str, Any]],
    sources: Mapping[UUID, str],
) -> None:
    """What returns say since; what was not accepted is left out."""
    for value, row in zip(values, opened, strict=True):
        if value.state != "disputed":
            said = Record(Source(sources[value.id], value.said_on), value_values(value.kind, row["value"]))
            records[value.mention].append(said)


def _sides(
    shown: Suggested, mentions: Sequence[Mention], records: Mapping[UUID, Sequence[Record]]
) -> tuple[Side, Side]:
    """Once both are one person, each side is its own document alone."""
    by_id = {mention.id: mention for mention in mentions}
    ours, theirs = by_id[shown.mention_id], by_id[shown.other_id]
    is_joined = ours.person_id == theirs.person_id

    def side(one: Mention) -> Side:
        with_it = [each for each in mentions if each.id != one.id and each.person_id == one.person_id and not is_joined]
        told = tuple(record for each in (one, *with_it) for record in records[each.id])
        return Side(ROLE_WORDS[one.role], one.case.ref, one.case.case_number or "", told)

    return side(ours), side(theirs)


def account_of(shown: Suggested) -> tuple[Levels, Model]:
    """What a stored suggestion was weighed by."""
    return levels_from_code(shown.levels), find_model(shown.model)


def top_reason(shown: Suggested) -> str:
    """The largest thing that speaks for it, in words."""
    levels, model = account_of(shown)
    steps = waterfall(model, levels, store_size=shown.store_size)
    best = max((step for step in steps if step.comparison != "prior"), key=lambda step: step.bits, default=None)
    return best.words if best is not None and best.bits > 0 else ""
