"""What is known of mentions, made ready for comparing: the card as written, with what research returns said since.

What a return proposes counts until somebody disputes it: a name heard once must be found before it is settled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import NotFound
from marac.vault.opening import Permit
from meetings.many import among
from meetings.mentions_seen import SeenMention, seen_by_id
from meetings.people.from_card import person_from_card
from meetings.people.prepared import Prepared, known_together, prepare
from meetings.tables.people import MentionValue

DISPUTED = "disputed"
Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A mention and its person, opened for one search."""

    mention: SeenMention
    person: Prepared


def person_written(card: Card, *, written_on: date, role: str) -> Prepared:
    """A person as a document says it, before anybody corrected anything."""
    return prepare(person_from_card(card, written_on=written_on, role=role))


async def person_known(act: Act, mention_id: UUID, *, settled: Mapping[UUID, str] | None = None) -> Prepared:
    """One mention, for its tokens; `settled` are values by id that the deed at hand accepts or disputes.

    Opened by the service itself, before the transaction. Raises NotFound.
    """
    mentions = await seen_by_id(act, [mention_id])
    if not mentions:
        raise NotFound
    permit = act.permit(Event.PEOPLE_SEARCHED, "mention", mention_id, search=None, step="value")
    [known] = await open_people(act, permit, mentions, settled=settled or {})
    return known.person


async def open_people(
    act: Act, permit: Permit, mentions: Sequence[SeenMention], *, settled: Mapping[UUID, str] | None = None
) -> list[Known]:
    """In the order given, under one leaf. A machine's reading: no key is held afterwards."""
    values = await _values(mentions, settled or {})
    rows: list[Any] = [*mentions, *values]
    opened = await act.vault.machine_open(permit.showing([each.id for each in mentions]), rows)
    said: dict[UUID, list[tuple[str, Any]]] = {}
    for value, record in zip(values, opened[len(mentions) :], strict=True):
        said.setdefault(value.mention, []).append((value.kind, record["value"]))
    return [
        Known(mention, _person(mention, record["card"], said.get(mention.id, [])))
        for mention, record in zip(mentions, opened, strict=False)
    ]


def with_linked(known: Sequence[Known]) -> list[Known]:
    """Each with what the others of the same person say: who once was found under two names is sought under both.

    What stands in a restricted case is used for that case alone.
    """
    persons: dict[UUID, list[Known]] = {}
    for each in known:
        persons.setdefault(each.mention.person_id, []).append(each)
    return [each if len(group := persons[each.mention.person_id]) == 1 else _linked(each, group) for each in known]


def _linked(own: Known, group: Sequence[Known]) -> Known:
    others = [each.person for each in group if each is not own and not each.mention.is_restricted]
    return Known(own.mention, known_together(own.person, others)) if others else own


async def _values(mentions: Sequence[SeenMention], settled: Mapping[UUID, str]) -> list[MentionValue]:
    """What was said of them since and is not disputed, in the order it came."""
    added_to = [mention.id for mention in mentions if mention.is_added_to]
    if not added_to:
        return []
    found: list[MentionValue] = (
        await MentionValue.objects().where(among(MentionValue.mention, added_to)).order_by(MentionValue.id)
    )
    return [value for value in found if settled.get(value.id, value.state) != DISPUTED]


def _person(mention: SeenMention, card: Card, said: list[tuple[str, Any]]) -> Prepared:
    return prepare(person_from_card(card, said, written_on=mention.referred_on, role=mention.role))
