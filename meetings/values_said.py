"""Who said the values that stand beside a referral: the agency whose return proposed one, or a colleague."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency
from meetings.access import may_see_every_case
from meetings.tables.documents import Document
from meetings.tables.people import Mention, MentionValue

A_COLLEAGUE = "A colleague"


async def values_beside(act: Act, mentions: Sequence[Mention]) -> list[MentionValue]:
    """What agencies proposed is for coordinator and chair until it is accepted: research stays with its agency."""
    theirs = MentionValue.mention.is_in([mention.id for mention in mentions])
    where = theirs if may_see_every_case(act) else theirs & (MentionValue.state == "accepted")
    found: list[MentionValue] = await MentionValue.objects().where(where).order_by(MentionValue.id)
    return found


async def agencies_by_id(act: Act) -> dict[UUID, str]:
    rows = await Agency.select(Agency.id, Agency.name).where(Agency.area == act.area.id)
    return {row["id"]: row["name"] for row in rows}


async def sources_of(values: Sequence[MentionValue], agencies: Mapping[UUID, str]) -> dict[UUID, str]:
    """Each value with the agency behind it."""
    documents = {value.source_document for value in values if value.source_document}
    if not documents:
        return {value.id: A_COLLEAGUE for value in values}
    rows = await Document.select(Document.id, Document.sender).where(Document.id.is_in(list(documents)))
    senders = {row["id"]: agencies.get(row["sender"], A_COLLEAGUE) for row in rows}
    return {value.id: senders.get(value.source_document, A_COLLEAGUE) for value in values}
