"""The trail: who did or looked at what, written before anything is shown and together with anything that changes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from weakref import WeakKeyDictionary

from marac.audit.events import Event
from marac.audit.leaves import checked_code, checked_keys, row_mark, with_rows
from marac.audit.tables import Leaf
from marac.database import TransactionMisused, Work, bound, in_transaction, transaction
from marac.errors import AuditUnavailable, MaracError

UNAVAILABLE = "This cannot be opened just now, because the log cannot be written. Nothing was shown."


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for whom, in which area, when by both clocks. No officer: the service itself."""

    area_id: UUID | None
    officer_id: UUID | None
    acting_for: UUID | None
    at: datetime
    business_at: datetime
    session: str | None = None


class Trail:
    """Writes leaves. Nothing here changes or removes one."""

    def __init__(self) -> None:
        # The rows sealed in a transaction, until the leaf of the deed takes them in.
        self._sealed: WeakKeyDictionary[Work, dict[UUID, str]] = WeakKeyDictionary()

    def note_sealed(self, row_id: UUID, version: int, row_mac: bytes) -> None:
        """Hand a row sealed in the current transaction to the next leaf of that transaction.

        A transaction that seals and then records nothing is not committed.
        """
        work = _work_at_hand()
        if work not in self._sealed:
            self._sealed[work] = {}
            noted = self._sealed[work]
            work.before_commit(lambda: _requires_leaf(noted))
        self._sealed[work][row_id] = row_mark(version, row_mac)

    def _sealed_rows(self, work: Work) -> dict[UUID, str]:
        """The rows noted so far; the next leaf need not say them again."""
        noted = self._sealed.get(work, {})
        rows = dict(noted)
        noted.clear()
        return rows

    async def record(
        self,
        event: Event,
        *,
        by: Actor,
        kind: str,
        about: UUID | None,
        decision: str = "allow",
        row_mac: bytes | None = None,
        **keys: object,
    ) -> UUID:
        """A leaf in the current transaction: it stands if, and only if, the deed stands."""
        rows = self._sealed_rows(_work_at_hand())
        return await self._insert(
            event, by=by, kind=kind, about=about, decision=decision, row_mac=row_mac, keys=keys, rows=rows
        )

    async def record_apart(
        self,
        event: Event,
        *,
        by: Actor,
        kind: str,
        about: UUID | None,
        decision: str = "allow",
        row_mac: bytes | None = None,
        **keys: object,
    ) -> UUID:
        """A leaf in a transaction of its own, committed on return: for looks and denials.

        Raises AuditUnavailable when it could not be written; then nothing may be shown.
        """
        if in_transaction():
            raise TransactionMisused("A look or a denial is recorded outside any transaction")
        try:
            async with transaction():
                leaf_id = await self._insert(
                    event, by=by, kind=kind, about=about, decision=decision, row_mac=row_mac, keys=keys, rows={}
                )
        except MaracError as error:
            raise AuditUnavailable(UNAVAILABLE) from error
        return leaf_id

    async def _insert(
        self,
        event: Event,
        *,
        by: Actor,
        kind: str,
        about: UUID | None,
        decision: str,
        row_mac: bytes | None,
        keys: Mapping[str, object],
        rows: Mapping[UUID, str],
    ) -> UUID:
        leaf = Leaf(
            area=by.area_id,
            at=by.at,
            business_at=by.business_at,
            actor=by.officer_id,
            acting_for=by.acting_for,
            session=None if by.session is None else checked_code("session", by.session),
            event=event.value,
            kind=checked_code("kind", kind),
            about=about,
            keys=with_rows(checked_keys(event, keys), rows),
            decision=checked_code("decision", decision),
            row_mac=None if row_mac is None else hashlib.sha256(row_mac).digest(),
        )
        await Leaf.insert(leaf)
        return UUID(str(leaf.id))


def _work_at_hand() -> Work:
    work = bound().work_at_hand()
    if work is None:
        raise TransactionMisused("A deed, its sealed rows and its leaf share one transaction: begin it first")
    return work


def _requires_leaf(noted: Mapping[UUID, str]) -> None:
    if noted:
        raise TransactionMisused("Rows were sealed and no leaf tells of it: record the deed after sealing")
