"""A coordinator accepts or disputes what was said of somebody, may change their mind, and adds what they know.

Nothing is overwritten: each decision is a row, and the mention is found by what stands after the last one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.policy import may
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.errors import Conflict, InvalidForm
from marac.ids import uuid7
from meetings.access import denied, visible
from meetings.confidential_places import keep_places
from meetings.contact_reading import reachable
from meetings.matching import look_for
from meetings.people.prepared import Prepared
from meetings.people_known import person_known
from meetings.tables.documents import Case
from meetings.tables.people import Mention, MentionValue, ValueDecision
from meetings.tokens import replace_tokens
from meetings.values import KINDS, STATES

DECIDED_MEANWHILE = "Somebody decided about this meanwhile. Look again."
MOST_TRIES = 3


async def accept_value(act: Act, value_id: UUID, *, reason: str = "") -> None:
    await decide_value(act, value_id, state="accepted", reason=reason)


async def dispute_value(act: Act, value_id: UUID, *, reason: str = "") -> None:
    """It stays on record, and nobody is found by it any more."""
    await decide_value(act, value_id, state="disputed", reason=reason)


async def decide_value(act: Act, value_id: UUID, *, state: str, reason: str = "") -> None:
    """Accepted, disputed, or proposed again. Deciding the same once more changes nothing."""
    if state not in STATES:
        raise InvalidForm({"state": "Choose whether this is accepted or disputed."})
    value = await _find(act, value_id)
    for _ in range(MOST_TRIES):
        # What it is found by afterwards is opened before the transaction begins.
        before = await _states(value.mention)
        if before[value_id] == state:
            return
        person = await person_known(act, value.mention, settled={value_id: state})
        async with transaction():
            if await _states(value.mention, is_held=True) == before:
                await _keep(act, value, before[value_id], state=state, reason=reason, person=person)
                return
    raise Conflict(DECIDED_MEANWHILE)


async def add_value(act: Act, mention_id: UUID, *, kind: str, value: Any, said_on: date) -> UUID:
    """What an officer knows of somebody; the people are looked for again by it.

    A coordinator's word is accepted as it is written. An Idva's about a client is proposed, as an agency's would be.
    """
    if kind not in KINDS:
        raise InvalidForm({"kind": "Choose what this is: a name, a birth date, an address."})
    mention = await _mention(act, mention_id)
    row = MentionValue(
        id=uuid7(),
        area=act.area.id,
        mention=mention_id,
        kind=kind,
        n=0,
        source_officer=act.officer_id,
        said_on=said_on,
        state="accepted" if act.is_coordinator else "proposed",
        by=act.officer_id if act.is_coordinator else None,
        dk=await _key_of(mention),
    )
    async with transaction():
        await act.vault.seal(row, {MentionValue.value: value})
        await MentionValue.insert(row)
        if kind == "address":
            await keep_places(act, mention.case, [{"addresses": [value]}])
        await look_for(act, case_id=mention.case, document_id=mention.document, mention_id=mention_id)
        await _record(act, row, row.state)
    return row.id


async def _find(act: Act, value_id: UUID) -> MentionValue:
    found: MentionValue | None = (
        await MentionValue.objects()
        .where((MentionValue.id == value_id) & (MentionValue.area == act.area.id))
        .where(visible(act, MentionValue.mention.case))
        .first()
    )
    if found is None or not act.is_coordinator:
        raise await denied(act, "mention", row="person.link")
    return found


async def _mention(act: Act, mention_id: UUID) -> Mention:
    """One that this reader may tell of: a coordinator of everybody, an Idva of a client."""
    found: Mention | None = await Mention.objects().where((Mention.id == mention_id) & reachable(act)).first()
    if found is None or not may("person.tell", roles=act.roles, forum=act.area.forum):
        raise await denied(act, "mention", row="person.tell")
    return found


async def _states(mention_id: UUID, *, is_held: bool = False) -> Mapping[UUID, str]:
    """Every value of a mention and where it stands."""
    query = MentionValue.select(MentionValue.id, MentionValue.state).where(MentionValue.mention == mention_id)
    return {row["id"]: row["state"] for row in await (for_update(query) if is_held else query)}


async def _keep(act: Act, value: MentionValue, before: str, *, state: str, reason: str, person: Prepared) -> None:
    row = ValueDecision(
        id=uuid7(),
        area=act.area.id,
        value=value.id,
        state=state,
        by=act.officer_id,
        at=act.at,
        business_at=act.business_at,
        dk=value.dk,
    )
    await act.vault.seal(row, {ValueDecision.reason: reason or None})
    await ValueDecision.insert(row)
    await MentionValue.update({MentionValue.state: state, MentionValue.by: act.officer_id}).where(
        MentionValue.id == value.id
    )
    await replace_tokens(act, value.mention, person)
    if before == "disputed":  # By what is proposed or accepted, the person was looked for already.
        mention = await Mention.objects().get(Mention.id == value.mention)
        if mention is not None:
            await look_for(act, case_id=mention.case, document_id=mention.document, mention_id=mention.id)
    await _record(act, value, state)


async def _record(act: Act, value: MentionValue, state: str) -> None:
    await act.record(
        Event.VALUE_DECIDED, "mention", value.mention, value=str(value.id), value_kind=value.kind, state=state
    )


async def _key_of(mention: Mention) -> UUID:
    [case] = await Case.select(Case.dk).where(Case.id == mention.case)
    dk: UUID = case["dk"]
    return dk
