"""Addresses in what agencies answered: the free text of a return is held against the area's confidential addresses.

The service reads the returns for it, as they came, also the lines that are held or kept back: a line may be shared in
the meeting. What stands in them is told to nobody here, only that an address does, and in whose answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from meetings.confidential_places import is_known_place
from meetings.many import among
from meetings.rules.address_in_text import places_in
from meetings.rules.alerts import Alert, alert_of_answer
from meetings.rules.answer_texts import texts_of_answer
from meetings.tables.documents import Document
from meetings.tables.research import Research


@dataclass(frozen=True, slots=True)
class AnswerAlert:
    """One agency's answer in which an address stands."""

    research: UUID
    ref: str
    alert: Alert


async def alerts_of_answers(act: Act, cases: Sequence[UUID]) -> list[AnswerAlert]:
    """The returns to these cases in which one does, in the order they came; superseded ones are nobody's to read."""
    rows = await (
        Research.select(Research.id, Research.ref, Research.document, Research.agency.name.as_alias("agency"))
        .where(among(Research.case, list(cases)) & (Research.state == "sent") & Research.document.is_not_null())
        .order_by(Research.id)
    )
    if not rows:
        return []
    documents = await Document.objects().where(among(Document.id, [row["document"] for row in rows]))
    permit = act.permit(Event.PLACES_LOOKED_FOR, "case", cases[0])
    opened = await act.vault.machine_open(permit, documents)
    bodies = {document.id: record["body"] for document, record in zip(documents, opened, strict=True)}
    found = [(row, await _alert(act, bodies[row["document"]], row["agency"])) for row in rows]
    return [AnswerAlert(row["id"], row["ref"], alert) for row, alert in found if alert is not None]


async def _alert(act: Act, answer: Mapping[str, Any], agency: str) -> Alert | None:
    texts = texts_of_answer(answer)
    places = frozenset(place for text in texts for place in places_in(text))
    return alert_of_answer(texts, agency=agency, has_known_place=bool(places) and await is_known_place(act, places))
