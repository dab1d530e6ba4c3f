"""The vault: one object that makes keys, seals rows, opens them for a permit, and keeps the service's own secrets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from marac.audit.events import Event
from marac.audit.notes import Checker, Signer
from marac.audit.trail import Actor, Trail
from marac.clock import Clock
from marac.columns import SealedRow
from marac.database import transaction
from marac.errors import NotFound
from marac.vault.area_keys import AreaKeys, Purpose
from marac.vault.blind_index import token_bits, token_key
from marac.vault.data_keys import DataKeys, KeyKind, SealLimits
from marac.vault.envelope import Envelopes, Sealing
from marac.vault.opening import Opener, Permit, as_machine
from marac.vault.passwords import Passwords
from marac.vault.permutation import shuffled_number
from marac.vault.primitives import PasswordCost, is_equal
from marac.vault.roots import RootKey
from marac.vault.sealing import ValuesRefused, seal_row, sealed_columns
from marac.vault.service_keys import ServiceKeys, has_sentinel, open_service_keys


class Vault:
    """Made by `open_vault`, which has checked the root key."""

    def __init__(
        self,
        root: RootKey,
        trail: Trail,
        clock: Clock,
        *,
        service_keys: ServiceKeys,
        sealing: Sealing,
        password_cost: PasswordCost,
        seal_limits: SealLimits,
    ) -> None:
        self._trail = trail
        self._service_keys = service_keys
        self._sealing = sealing
        self._area_keys = AreaKeys(root, clock)
        self._data_keys = DataKeys(self._area_keys, clock, seal_limits)
        self._opener = Opener(self._area_keys, self._data_keys, trail, sealing)
        self._passwords = Passwords(service_keys.pepper, password_cost)

    async def make_area_keys(self, area_id: UUID) -> None:
        """The keys of a new area, in the caller's transaction if there is one."""
        await self._area_keys.make(area_id)

    async def make_data_key(self, area_id: UUID, kind: str, owner_id: UUID) -> UUID:
        """A key for one case, research return, meeting, file, draft or directory, in the caller's transaction."""
        return await self._data_keys.make(area_id, KeyKind(kind), owner_id)

    async def make_data_keys(self, area_id: UUID, kind: str, owners: Sequence[UUID]) -> list[UUID]:
        """A key for each of these, in the order given, in the caller's transaction."""
        return await self._data_keys.make_many(area_id, KeyKind(kind), owners)

    async def destroy_data_keys(self, key_ids: Sequence[UUID], *, at: datetime) -> None:
        """In the caller's transaction, which records the deed: nothing sealed under these can be read again."""
        await self._data_keys.destroy_many(key_ids, at)

    async def destroy_data_key(self, key_id: UUID, *, by: Actor) -> None:
        """Nothing sealed under this key can be read again by anybody. Raises NotFound where there is no such key."""
        async with transaction():
            owner, kind = await self._data_keys.destroy(key_id, by.at)
            await self._trail.record(
                Event.KEY_DESTROYED, by=by, kind="data_key", about=key_id, owner=str(owner), key_kind=kind
            )

    async def seal(self, row: SealedRow, values: Mapping[Column | str, Any]) -> None:
        """Seal a value, or None, for every sealed column of the row under its `dk`.

        Belongs inside the transaction that saves the row and then records the deed: the leaf takes the row's code
        in, and a transaction that seals without a leaf is not committed.
        """
        sealed: Any = row
        if sealed.dk is None:
            raise ValuesRefused("A row is sealed under a data key: set its dk first")
        key = await self._data_keys.for_sealing(sealed.dk, len(sealed_columns(sealed)))
        version = seal_row(self._sealing, key, sealed, values)
        self._trail.note_sealed(sealed.id, version, bytes(sealed.row_mac))

    async def open_records(self, permit: Permit, rows: Sequence[SealedRow]) -> list[dict[str, Any]]:
        """The values of each row, column name to value, in the order given. Tables may be mixed.

        One leaf for all, committed first. Raises AuditUnavailable, and nothing is shown; SealBroken, and a leaf
        tells of it; TransactionMisused inside a transaction.
        """
        return await self._opener.open(permit, rows, hold=True)

    async def open_record(self, permit: Permit, row: SealedRow) -> dict[str, Any]:
        return (await self.open_records(permit, [row]))[0]

    async def record_list(self, permit: Permit, objects: Sequence[UUID]) -> None:
        """A leaf for a list of references and dates, for which nothing sealed is opened."""
        await self._opener.note(permit, objects)

    async def machine_open(self, permit: Permit, rows: Sequence[SealedRow]) -> list[dict[str, Any]]:
        """As `open_records`, for the service's own work: no officer looked, and no key is held afterwards."""
        return await self._opener.open(as_machine(permit), rows, hold=False)

    async def pseudonyms(self, area_id: UUID, objects: Iterable[UUID]) -> frozenset[str]:
        """What the leaves of an area call these among the `objects` shown: for asking who looked."""
        return await self._opener.pseudonyms(area_id, objects)

    async def keyed_permutation(self, area_id: UUID, year: int, n: int) -> int:
        """The number of the nth case of the year (from 0): four digits for the first 10,000, then five, and so on."""
        _, key = await self._area_keys.newest(area_id, Purpose.IDX)
        return shuffled_number(key, year, n)

    async def index_tokens(self, area_id: UUID, tokens: Iterable[tuple[str, str]]) -> list[tuple[str, int, int]]:
        """Type, version and bits of each token, under every version of the area's index key that is in use."""
        wanted = list(tokens)
        found: list[tuple[str, int, int]] = []
        for version, parent in (await self._area_keys.live(area_id, Purpose.IDX)).items():
            keys = {kind: token_key(parent, kind, version) for kind in {kind for kind, _ in wanted}}
            found += [(kind, version, token_bits(keys[kind], value)) for kind, value in wanted]
        return found

    async def index_versions(self, area_id: UUID) -> list[int]:
        """The versions of the area's index key in use, oldest first."""
        return list(await self._area_keys.live(area_id, Purpose.IDX))

    async def begin_index_key(self, *, by: Actor) -> int:
        """A second index key beside the first, for the area at work; everything new is indexed under both."""
        async with transaction():
            area = _area_at_work(by)
            version = await self._area_keys.add(area, Purpose.IDX)
            await self._trail.record(Event.INDEX_KEY_BEGUN, by=by, kind="area", about=area, version=version)
        return version

    async def end_index_key(self, version: int, *, by: Actor) -> None:
        """The older index key is destroyed; what was indexed under it is found no more."""
        async with transaction():
            area = _area_at_work(by)
            await self._area_keys.destroy(area, Purpose.IDX, version)
            await self._trail.record(Event.INDEX_KEY_ENDED, by=by, kind="area", about=area, version=version)

    async def is_at_hand(self) -> bool:
        """Whether the keys of the service still stand in the database."""
        return await has_sentinel()

    async def worn_data_keys(self) -> list[UUID]:
        """Data keys that have sealed often and should be replaced."""
        return await self._data_keys.worn()

    def drop_idle_keys(self) -> None:
        """Forget keys whose time is over. Called now and then, also when nobody works."""
        self._area_keys.drop_idle()
        self._data_keys.drop_idle()

    def forget_keys(self, data_key: UUID | None = None) -> None:
        """Forget one data key at once, or every key of every area."""
        self._data_keys.forget(data_key)
        if data_key is None:
            self._area_keys.forget()

    async def hash_password(self, password: str) -> str:
        return await self._passwords.hash(password)

    async def prepare_passwords(self) -> None:
        """Before the first sign-in: then an unknown name takes no longer than a known one, the first time too."""
        await self._passwords.prepare()

    async def check_password(self, password: str, stored: str | None) -> bool:
        """Give None for an unknown or disabled officer: the same work is done and the answer is no."""
        return await self._passwords.check(password, stored)

    def needs_new_hash(self, stored: str) -> bool:
        return self._passwords.needs_new_hash(stored)

    def index_email(self, text: str) -> str:
        """What stands for a work e-mail in the table of officers, the same in every area."""
        return self._service_keys.index_email(text)

    def csrf_token(self, session_id: str) -> str:
        return self._service_keys.csrf_token(session_id)

    def is_csrf_token(self, session_id: str, token: str) -> bool:
        return is_equal(self.csrf_token(session_id).encode(), token.encode())

    def sign_receipt(self, receipt: Mapping[str, str | int]) -> dict[str, Any]:
        """`{"receipt", "key", "signature"}`: proof for the sender of what arrived and when."""
        return self._service_keys.sign_receipt(receipt)

    def is_our_receipt(self, signed: Mapping[str, Any]) -> bool:
        return self._service_keys.is_our_receipt(signed)

    @property
    def tree_signer(self) -> Signer:
        """For the signed heads of the trail."""
        return self._service_keys.tree_signer

    @property
    def tree_checker(self) -> Checker:
        """The public keys of the signed heads."""
        return self._service_keys.tree_checker()


def _area_at_work(by: Actor) -> UUID:
    if by.area_id is None:
        raise NotFound
    return by.area_id


async def open_vault(
    root: RootKey,
    trail: Trail,
    clock: Clock,
    *,
    sealing: Sealing | None = None,
    password_cost: PasswordCost | None = None,
    seal_limits: SealLimits | None = None,
) -> Vault:
    """The vault of this database. Raises WrongRootKey, and then nothing has been written.

    The last three are for tests: no setting reaches them.
    """
    return Vault(
        root,
        trail,
        clock,
        service_keys=await open_service_keys(root, clock),
        sealing=sealing or Envelopes(),
        password_cost=password_cost or PasswordCost(),
        seal_limits=seal_limits or SealLimits(),
    )
