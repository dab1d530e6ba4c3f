"""Who has seen this record: the leaves of the trail about one case, page by page. Reading them is itself a look."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.query import Select

from agencies.acts import Act
from agencies.roles import Role
from marac.audit.checkpoints import newest_head
from marac.audit.events import Event
from marac.audit.finding import Found, Sought, find_leaves
from marac.audit.tables import Checkpoint, Leaf
from marac.database import beyond_exclusions
from marac.errors import NotFound
from meetings.access import Condition, denied, find_case, may_see_every_case
from meetings.case_parts import CaseParts, parts_of
from meetings.looks_telling import Look, tell_looks
from meetings.many import among
from meetings.tables.documents import Case

PRIVACY = Role.PRIVACY_OFFICER
LOOKS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Paged:
    """The looks of one page, newest first, and how many there are on all pages together."""

    looks: tuple[Look, ...]
    number_of_looks: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.number_of_looks // LOOKS_A_PAGE))

    @property
    def first(self) -> int:
        return (self.page - 1) * LOOKS_A_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.looks) - 1


@dataclass(frozen=True, slots=True)
class LooksPage:
    """The looks at one case, and how far the log was signed."""

    case_ref: str
    shown: Paged
    number_of_people: int
    only_own: bool
    is_for_privacy: bool
    checked_size: int
    checked_at: datetime | None


async def read_looks(act: Act, case_ref: str, *, page: int = 1) -> LooksPage:
    """Coordinator and chair see who looked; everyone else their own looks alone."""
    with beyond_exclusions() if PRIVACY in act.roles else nullcontext():
        case = await _case(act, case_ref)
        parts = await parts_of(case.id)
    only_own = not (may_see_every_case(act) or PRIVACY in act.roles)
    sought = await _sought(act, parts, only_own=only_own)
    found = await find_leaves(sought, most=LOOKS_A_PAGE, after=_before(page))
    await _record(act, "case", case.id, number=found.number)
    leaves = await _newest_of(among(Leaf.id, found.leaves))
    shown = await _paged(act, leaves, found, page=page)
    head = await newest_head()
    signed = await Checkpoint.select(Checkpoint.at).order_by(Checkpoint.size, ascending=False).limit(1)
    return LooksPage(
        case_ref=case.ref,
        shown=shown,
        number_of_people=found.number_of_people,
        only_own=only_own,
        is_for_privacy=PRIVACY in act.roles,
        checked_size=head.size,
        checked_at=signed[0]["at"] if signed else None,
    )


async def read_own_looks(act: Act, *, page: int = 1) -> Paged:
    """What this officer looked at and did, newest first; whom it was about is not told again."""
    own = (Leaf.area == act.area.id) & (Leaf.actor == act.officer_id)
    number = await Leaf.count().where(own)
    leaves = await _newest_of(own).limit(LOOKS_A_PAGE).offset(_before(page))
    await _record(act, "officer", act.officer_id, number=number)
    return await _paged(act, leaves, Found(number=number), page=page)


async def _case(act: Act, case_ref: str) -> Case:
    """The privacy officer asks who looked at a case without ever seeing the case."""
    if PRIVACY not in act.roles:
        return await find_case(act, case_ref)
    found: Case | None = await Case.objects().get((Case.ref == case_ref) & (Case.area == act.area.id))
    if found is None:
        raise await denied(act, "case", row="case.looks")
    return found


async def _sought(act: Act, parts: CaseParts, *, only_own: bool) -> Sought:
    """The case and all its parts, by id and by the pseudonym that lists of what was shown give them."""
    return Sought(
        area=act.area.id,
        ids=parts.ids,
        pseudonyms=await act.vault.pseudonyms(act.area.id, parts.ids),
        lists_about=(*parts.meetings, act.area.id),
        actor=act.officer_id if only_own else None,
    )


def _before(page: int) -> int:
    """How many looks stand on the pages before."""
    return (page - 1) * LOOKS_A_PAGE


async def _record(act: Act, kind: str, about: UUID | None, *, number: int) -> None:
    await act.desk.trail.record_apart(Event.LOOKS_READ, by=act.actor, kind=kind, about=about, number_of_looks=number)


async def _paged(act: Act, leaves: Sequence[Mapping[str, Any]], found: Found, *, page: int) -> Paged:
    """Raises NotFound behind the last page."""
    if page > 1 and not leaves:
        raise NotFound
    return Paged(await tell_looks(act, leaves, uncertain=found.uncertain), found.number, page)


def _newest_of(which: Condition) -> Select[Any]:
    return (
        Leaf.select(Leaf.id, Leaf.at, Leaf.business_at, Leaf.actor, Leaf.acting_for, Leaf.event, Leaf.keys)
        .where(which)
        .order_by(Leaf.id, ascending=False)
    )
