"""One transaction, the same on both engines: nested ones join it, and no cancellation can leave it open."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

from piccolo.engine.base import BaseTransaction, Engine
from piccolo.engine.sqlite import Savepoint
from piccolo.querystring import QueryString

from marac.database.breakage import DRIVER_ERRORS, StatementBroken, named
from marac.database.counting import note_query
from marac.database.fitness import refuse_unfit, refuse_values
from marac.database.reach import Reach, reach_at_hand
from marac.database.settling import settle


class TransactionMisused(RuntimeError):
    """A fault in our own code: a shared, a spoilt or a finished transaction was used."""


class OurEngine(Engine["Work"]):
    """What both engines of ours add to Piccolo's: checked values, counted statements, errors with our names."""

    __slots__ = ()

    current_transaction: ContextVar["Work | None"]

    @abstractmethod
    async def open(self) -> None:
        """Take up connections for the running event loop."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of all connections."""

    @abstractmethod
    async def take(self, *, for_work: bool) -> Any:
        """A connection of one's own until it is given back."""

    @abstractmethod
    async def give_back(self, connection: Any, *, for_work: bool, broken: bool) -> None:
        """Return a connection; a broken one is closed."""

    @abstractmethod
    async def fetch(self, connection: Any, statement: str, values: list[Any]) -> list[Any]:
        """Run one statement on a connection."""

    @abstractmethod
    async def write_many(self, connection: Any, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each of these rows, in the transaction that is open on the connection."""

    @abstractmethod
    async def begin(self, connection: Any, reach: Reach) -> None:
        """Begin a transaction that may write, within this reach."""

    async def change_reach(self, connection: Any, reach: Reach) -> None:
        """Go on within another reach, in a transaction that has begun. Only PostgreSQL has any."""

    async def fetch_once(self, connection: Any, statement: str, values: list[Any]) -> list[Any]:
        """Run one statement outside any transaction of ours."""
        return await self.fetch(connection, statement, values)

    async def fetch_alone(self, statement: str, values: list[Any]) -> list[Any]:
        """Run one statement by itself; it is committed when it returns."""
        connection = await self.take(for_work=False)
        broken = True
        try:
            rows = await self.fetch_once(connection, statement, values)
            broken = False
        except Exception:
            broken = False  # Refused, but the connection is sound.
            raise
        finally:
            await settle(self.give_back(connection, for_work=False, broken=broken))
        return rows

    def work_at_hand(self) -> "Work | None":
        """The transaction this task is in, if it is not over."""
        work = self.current_transaction.get()
        return None if work is None or work.over else work

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Any]:
        statement, values = querystring.compile_string(engine_type=self.engine_type)
        refuse_unfit(querystring, values)
        return await self._run(statement, values)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        return await self._run(ddl, [])

    async def _run(self, statement: str, values: list[Any]) -> list[Any]:
        note_query()
        work = self.work_at_hand()
        try:
            if work is None:
                return await self.fetch_alone(statement, values)
            work.requires_own_task()
            return await work.fetch(statement, values)
        except DRIVER_ERRORS as error:
            ours = named(error)
            # A fault of our own is shown whole; the rest would quote the values of a row.
            raise ours from (error if isinstance(ours, StatementBroken) else None)

    async def check_version(self) -> None:
        """Piccolo would connect here, while the engine is being made."""

    async def prep_database(self) -> None:
        """No extensions are used."""


class PointInWork(Savepoint):
    """A savepoint. What was said of the reach since then is forgotten with the rest."""

    async def rollback_to(self) -> None:
        await super().rollback_to()  # type: ignore[no-untyped-call]
        work: Any = self.transaction
        work.reach = None


class Work(BaseTransaction):
    """A transaction. It belongs to the task that began it."""

    def __init__(self, engine: OurEngine) -> None:
        self.engine = engine
        self.connection: Any = None
        self.reach: Reach | None = None
        self.over = False
        self.spoilt = False
        self.number_of_savepoints = 0
        self._parent = engine.work_at_hand()
        self._task: asyncio.Task[Any] | None = None
        self._token: Token[Work | None] | None = None
        self._beforehand: list[Callable[[], None]] = []
        self._afterwards: list[Callable[[], None]] = []
        self._committed = False

    async def __aenter__(self) -> "Work":
        if self._parent is not None:
            self._parent.requires_own_task()
            return self._parent
        try:
            self.connection = await self._take_and_begin()
        except DRIVER_ERRORS as error:
            raise named(error) from None
        self._task = asyncio.current_task()
        self._token = self.engine.current_transaction.set(self)
        return self

    async def _take_and_begin(self) -> Any:
        connection = await self.engine.take(for_work=True)
        try:
            self.reach = reach_at_hand()
            await self.engine.begin(connection, self.reach)
        except BaseException:
            await settle(self.engine.give_back(connection, for_work=True, broken=True))
            raise
        return connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if self._parent is not None:
            # It wrote into the outer one and did not finish, so neither may the outer one.
            self._parent.spoilt = self._parent.spoilt or error is not None
            return False
        self.over = True
        if self._token is not None:
            self.engine.current_transaction.reset(self._token)
        try:
            await settle(self._end(error))
        except DRIVER_ERRORS as failure:
            raise named(failure) from None
        finally:
            if self._committed:
                self._call_afterwards()
        if error is None and self.spoilt:
            raise TransactionMisused("An inner transaction failed, so the outer one was rolled back")
        return False

    async def _end(self, error: BaseException | None) -> None:
        broken = True
        try:
            if error is not None or self.spoilt:
                await self.engine.fetch(self.connection, "ROLLBACK", [])
            else:
                self._check_beforehand()
                await self.engine.fetch(self.connection, "COMMIT", [])
                self._committed = True
            # After a cancellation a statement may still be on its way on this connection.
            broken = error is not None and not isinstance(error, Exception)
        finally:
            await self.engine.give_back(self.connection, for_work=True, broken=broken)

    def _check_beforehand(self) -> None:
        for check in self._beforehand:
            check()

    def _call_afterwards(self) -> None:
        for call in self._afterwards:
            call()

    async def fetch(self, statement: str, values: list[Any]) -> list[Any]:
        """Run a statement in this transaction, within the reach of whoever asks now."""
        if self.reach != reach_at_hand():
            self.reach = reach_at_hand()
            await self.engine.change_reach(self.connection, self.reach)
        return await self.engine.fetch(self.connection, statement, values)

    async def write_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each of these rows, as `fetch` runs one."""
        self.requires_own_task()
        for row in rows:
            refuse_values(row)
        note_query()
        if self.reach != reach_at_hand():
            self.reach = reach_at_hand()
            await self.engine.change_reach(self.connection, self.reach)
        try:
            await self.engine.write_many(self.connection, statement, rows)
        except DRIVER_ERRORS as error:
            ours = named(error)
            raise ours from (error if isinstance(ours, StatementBroken) else None)

    def before_commit(self, check: Callable[[], None]) -> None:
        """Call this just before the commit; if it raises, nothing is committed."""
        self._beforehand.append(check)

    def after_commit(self, call: Callable[[], None]) -> None:
        """Call this when the transaction has been committed, and only then."""
        self._afterwards.append(call)

    def requires_own_task(self) -> None:
        if self._task is not None and asyncio.current_task() is not self._task:
            raise TransactionMisused("A transaction belongs to the task that began it: no gather or create_task inside")
        if self.spoilt:
            raise TransactionMisused("An inner transaction failed: nothing more can be done in the outer one")

    async def savepoint(self, name: str | None = None) -> PointInWork:
        """A point to return to; Piccolo's own object, which asks only for a connection."""
        self.number_of_savepoints += 1
        point = PointInWork(name or f"point_{self.number_of_savepoints}", self)  # type: ignore[arg-type]
        await self.engine.run_ddl(f"SAVEPOINT {point.name}")
        return point
