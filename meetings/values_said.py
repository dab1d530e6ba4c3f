"""Who said the values that stand beside a referral: the agency whose return proposed one, or a colleague."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.tables import Agency
from meetings.access import Condition, may_see_every_case
from meetings.many import among
from meetings.tables.documents import Document
from meetings.tables.people import Mention, MentionValue

A_COLLEAGUE = "A colleague"


async def values_beside(act: Act, mentions: Sequence[Mention]) -> list[MentionValue]:
    """What agencies proposed is for coordinator and chair until it is accepted: research stays with its agency.

    What somebody proposed themselves they go on seeing.
    """
    theirs: Condition = MentionValue.mention.is_in([mention.id for mention in mentions])
    if not may_see_every_case(act):
        theirs = theirs & ((MentionValue.state == "accepted") | (MentionValue.source_officer == act.officer_id))
    found: list[MentionValue] = await MentionValue.objects().where(theirs).order_by(MentionValue.id)
    return found


async def agencies_by_id(act: Act) -> dict[UUID, str]:
    rows = await Agency.select(Agency.id, Agency.name).where(Agency.area == act.area.id)
    return {row["id"]: row["name"] for row in rows}


async def sources_of(act: Act, values: Sequence[MentionValue], agencies: Mapping[UUID, str]) -> dict[UUID, str]:
    """Each value with the agency behind it, or the colleague who knows it."""
    names = await names_of(act, {value.source_officer for value in values if value.source_officer})
    documents = {value.source_document for value in values if value.source_document}
    said_by = dict(names)
    if documents:
        rows = await Document.select(Document.id, Document.sender).where(among(Document.id, list(documents)))
        said_by |= {row["id"]: agencies.get(row["sender"], A_COLLEAGUE) for row in rows}
    return {value.id: said_by.get(value.source_document or value.source_officer, A_COLLEAGUE) for value in values}
