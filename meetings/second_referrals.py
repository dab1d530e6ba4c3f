"""A case that was referred twice: its second referral as a page names it, and whom that one tells of besides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.acts import Act
from agencies.directory import names_of
from meetings.access import visible
from meetings.tables.documents import Case, CaseDocument
from meetings.tables.people import Mention

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SecondReferral:
    """One that joined a case. What it says stands on its own page."""

    case_ref: str
    sender: str
    referred_on: date
    joined_by: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """The case whose second referral this one is; no reference where that is not this reader's to open."""

    case_ref: str | None
    case_number: str


async def seconds_of(act: Act, case: Case) -> tuple[SecondReferral, ...]:
    """Those of this case that this reader may see, oldest first."""
    rows = (
        await Case.select(Case.ref, Case.referred_on, Case.opened_by, Case.referring_agency.name.as_alias("sender"))
        .where((Case.joined_to == case.id) & visible(act, Case.id))
        .order_by(Case.received_at)
    )
    if not rows:
        return ()
    joins = await CaseDocument.select(CaseDocument.document, CaseDocument.by, CaseDocument.business_at).where(
        (CaseDocument.case == case.id) & (CaseDocument.relation == "duplicate") & CaseDocument.withdrawn_at.is_null()
    )
    by_document = {join["document"]: join for join in joins}
    names = await names_of(act, {join["by"] for join in joins if join["by"]})
    return tuple(_second(row, by_document[row["opened_by"]], names) for row in rows)


def _second(row: Mapping[str, Any], join: Mapping[str, Any], names: Mapping[Any, str]) -> SecondReferral:
    by = names.get(join["by"], "")
    return SecondReferral(row["ref"], row["sender"], row["referred_on"], by, join["business_at"])


async def joined_by(act: Act, case: Case) -> Joined | None:
    """None for a referral that is a case of its own."""
    if case.joined_to is None:
        return None
    here = (Case.id == case.joined_to) & visible(act, Case.id)
    row = await Case.select(Case.ref, Case.case_number).where(here).first()
    return Joined(row["ref"], row["case_number"] or "") if row else Joined(None, "")


def speaking(around: Sequence[Mention], cases: Sequence[Case]) -> list[Mention]:
    """Whom these cases name: everybody of the referral that opened each, then whom only a second one names.

    Of two who are one person in one role the first referral speaks. `around` has each mention with its case.
    """
    opened_by = {case.opened_by for case in cases}
    own = [mention for mention in around if mention.document in opened_by]
    known = {(mention.case.id, mention.role, mention.person_id) for mention in own}
    ids = {case.id for case in cases}
    second = [mention for mention in around if mention.case.joined_to in ids]
    return own + [each for each in second if (each.case.joined_to, each.role, each.person_id) not in known]


def card_here(mention: Mention, card: Json) -> Json:
    """A second referral counts perpetrators in an order of its own, which says nothing beside the first one's."""
    if mention.case.joined_to is None or not card.get("relationships_to_perpetrators"):
        return card
    return card | {"relationships_to_perpetrators": []}
