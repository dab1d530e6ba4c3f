"""Every mailbox and telephone of the people in some cases, from whatever was ever said of them there.

All referrals of a case and of those joined to it, what returns and officers told since, accepted or not, how contact is
safe, and the forms on the case. Opened by the service itself: nobody looks, and no exclusion hides anything from it.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody
from meetings.legacy.log_row import as_referral
from meetings.many import among
from meetings.rules.party_contact import Contacts, contacts_of_form, contacts_on_card
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention, MentionValue

# The sheet of contacts lists the workers of agencies: those who get the papers stand on it rightly. What a return
# corrects of a person is a value of that person; its own contact is that of its sender.
NOT_OF_PARTIES = ["marac-case-contact", "marac-research"]


@for_everybody
async def contacts_of_cases(act: Act, case_ids: Collection[UUID]) -> dict[UUID, Contacts]:
    """By case. One leaf of the service, however many cases."""
    if not case_ids:
        return {}
    stands_for = await _families(case_ids)
    family = sorted(stands_for)
    mentions = await Mention.objects().where(among(Mention.case, family))
    values = await MentionValue.objects().where(among(MentionValue.mention, [each.id for each in mentions]))
    documents = await Document.objects().where(among(Document.case, family) & Document.form.not_in(NOT_OF_PARTIES))
    rows: list[Any] = [*mentions, *values, *documents]
    permit = act.permit(Event.RECIPIENTS_CHECKED, "case", None).showing(family)
    opened = await act.vault.machine_open(permit, rows)
    case_of = {each.id: each.case for each in mentions}
    found: dict[UUID, Contacts] = {}
    for row, record in zip(rows, opened, strict=True):
        about = case_of[row.mention] if isinstance(row, MentionValue) else row.case
        for case_id in stands_for[about]:
            found[case_id] = found.get(case_id, Contacts()) | _said(row, record)
    return found


def _said(row: Any, record: dict[str, Any]) -> Contacts:
    if isinstance(row, Mention):
        return contacts_on_card(record["card"])
    if isinstance(row, MentionValue):
        return contacts_on_card(record["value"])
    return contacts_of_form(as_referral(record["body"]))


async def _families(case_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Each case with those joined to it and the one it joined: for whom of those asked about each one speaks."""
    asked = sorted(set(case_ids))
    own = await Case.select(Case.id, Case.joined_to).where(among(Case.id, asked))
    top = {row["id"]: row["joined_to"] or row["id"] for row in own}
    joined = await Case.select(Case.id, Case.joined_to).where(among(Case.joined_to, list(top.values())))
    found: dict[UUID, set[UUID]] = {}
    for case_id, head in top.items():
        for each in _whole(case_id, head, joined):
            found.setdefault(each, set()).add(case_id)
    return found


def _whole(case_id: UUID, head: UUID, joined: Iterable[dict[str, UUID]]) -> set[UUID]:
    return {case_id, head, *(row["id"] for row in joined if row["joined_to"] == head)}
