"""The keys of the service itself, apart from every area: one for sign-in, and those that sign heads and receipts."""

import base64
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from marac.audit.notes import Checker, Signer, key_id
from marac.clock import Clock
from marac.database import is_sqlite, transaction
from marac.errors import SealBroken, WrongRootKey
from marac.vault.primitives import (
    BROKEN,
    Key,
    SigningPair,
    derive,
    is_equal,
    is_signed,
    keyed_hash,
    new_key,
    new_signing_pair,
    sign,
    signing_pair,
)
from marac.vault.roots import RootKey
from marac.vault.tables import AreaKey, RootSentinel, SigningKey

# The service has no area; its keys are wrapped under this one.
NO_AREA = UUID(int=0)
ADVISORY_LOCK = 6_471_029_515
TREE, RECEIPT, AUTH, SENTINEL = "tree", "receipt", "auth", "sentinel"
_RECEIPT_FORM = b"marac-receipt/1\n"
WRONG = "The root key does not fit this data. Nothing was changed."


@dataclass(frozen=True, slots=True)
class ServiceKeys:
    """Opened at the start and held for as long as the process runs."""

    auth: Key = field(repr=False)
    tree_signer: Signer
    receipt_signer: Signer
    tree_public: dict[str, bytes]
    receipt_public: dict[str, bytes]

    @property
    def pepper(self) -> Key:
        return derive(self.auth, b"marac-pepper/1")

    def index_email(self, text: str) -> str:
        """What stands for a work e-mail in the table of officers: equal for equal ones, and nothing else."""
        exact = unicodedata.normalize("NFKC", text).strip().casefold()
        return keyed_hash(derive(self.auth, b"marac-email-index/1"), exact.encode()).hex()

    def csrf_token(self, session_id: str) -> str:
        token = keyed_hash(derive(self.auth, b"marac-csrf/1"), session_id.encode())
        return base64.urlsafe_b64encode(token).decode().rstrip("=")

    def tree_checker(self) -> Checker:
        return Checker(self.tree_public, is_signed)

    def sign_receipt(self, receipt: Mapping[str, str | int]) -> dict[str, Any]:
        """The receipt with the name of the key and its signature."""
        signer = self.receipt_signer
        signature = signer.sign(_receipt_bytes(receipt))
        return {
            "receipt": dict(receipt),
            "key": key_id(signer.name, signer.public),
            "signature": base64.b64encode(signature).decode(),
        }

    def is_our_receipt(self, signed: Mapping[str, Any]) -> bool:
        try:
            public = self.receipt_public[signed["key"]]
            signature = base64.b64decode(signed["signature"], validate=True)
            return is_signed(public, _receipt_bytes(signed["receipt"]), signature)
        except (KeyError, TypeError, ValueError):
            return False


def _receipt_bytes(receipt: Mapping[str, str | int]) -> bytes:
    return _RECEIPT_FORM + json.dumps(dict(receipt), sort_keys=True, separators=(",", ":")).encode()


async def open_service_keys(root: RootKey, clock: Clock) -> ServiceKeys:
    """Check that this is the right root key, then open the service's keys; make them for an empty database.

    Raises WrongRootKey, and then nothing has been written; SealBroken when a key of the service was tampered with.
    """
    if not await has_sentinel():
        await _make_all(root, clock)
    await _check_sentinel(root)
    return _opened(root, await SigningKey.objects().order_by(SigningKey.version))


async def public_tree_checker() -> Checker:
    """The public keys as they stand in clear: enough to check the log where the root key is not at hand.

    Whoever can write the database could exchange them; with the root key at hand use the vault's checker.
    """
    rows = await SigningKey.objects().where(SigningKey.purpose == TREE)
    public = {key_id(_name(row), bytes(row.public)): bytes(row.public) for row in rows}
    return Checker(public, is_signed)


async def has_sentinel() -> bool:
    """Whether these data have met their root key already."""
    return bool(await RootSentinel.exists())


async def _check_sentinel(root: RootKey) -> None:
    """A known value must unwrap to what was committed to."""
    rows = await RootSentinel.objects().order_by(RootSentinel.version)
    newest = rows[-1]
    try:
        value = root.unwrap(NO_AREA, _label(SENTINEL, newest.version), bytes(newest.wrapped))
    except SealBroken:
        raise WrongRootKey(WRONG) from None
    if not is_equal(_commitment(value, SENTINEL), bytes(newest.commitment)):
        raise WrongRootKey(WRONG)


async def _make_all(root: RootKey, clock: Clock) -> None:
    """Once, however many processes start on the empty database together."""
    async with transaction():
        if not is_sqlite():
            await RootSentinel.raw("SELECT pg_advisory_xact_lock({})", ADVISORY_LOCK)
        if await has_sentinel():
            return
        if await SigningKey.exists() or await AreaKey.exists():
            raise WrongRootKey("The mark of the root key is missing from this data. Nothing was changed.")
        await RootSentinel.insert(_new_sentinel(root, clock))
        await SigningKey.insert(*(_new_signing_key(root, clock, purpose) for purpose in (TREE, RECEIPT, AUTH)))


def _new_sentinel(root: RootKey, clock: Clock) -> RootSentinel:
    value = new_key()
    return RootSentinel(
        version=1,
        wrapped=root.wrap(NO_AREA, _label(SENTINEL, 1), value),
        commitment=_commitment(value, SENTINEL),
        made_at=clock.now(),
    )


def _new_signing_key(root: RootKey, clock: Clock, purpose: str) -> SigningKey:
    pair = new_signing_pair()
    return SigningKey(
        purpose=purpose,
        version=1,
        public=b"" if purpose == AUTH else pair.public,
        wrapped=root.wrap(NO_AREA, _label(purpose, 1), pair.seed),
        commitment=_commitment(pair.seed, purpose),
        made_at=clock.now(),
    )


def _opened(root: RootKey, rows: list[SigningKey]) -> ServiceKeys:
    newest = {row.purpose: row for row in rows}
    return ServiceKeys(
        auth=_unwrapped(root, newest[AUTH]),
        tree_signer=_signer(root, newest[TREE]),
        receipt_signer=_signer(root, newest[RECEIPT]),
        tree_public=_public(root, rows, TREE),
        receipt_public=_public(root, rows, RECEIPT),
    )


def _signer(root: RootKey, row: SigningKey) -> Signer:
    pair = _pair(root, row)
    return Signer(_name(row), pair.public, lambda message: sign(pair.seed, message))


def _public(root: RootKey, rows: list[SigningKey], purpose: str) -> dict[str, bytes]:
    pairs = [(_name(row), _pair(root, row).public) for row in rows if row.purpose == purpose]
    return {key_id(name, public): public for name, public in pairs}


def _pair(root: RootKey, row: SigningKey) -> SigningPair:
    """The public half is made anew from the secret one: the one in clear could have been exchanged."""
    pair = signing_pair(_unwrapped(root, row))
    if not is_equal(pair.public, bytes(row.public)):
        raise SealBroken(BROKEN)
    return pair


def _name(row: SigningKey) -> str:
    return f"marac-{row.purpose}-{row.version}"


def _unwrapped(root: RootKey, row: SigningKey) -> Key:
    seed = root.unwrap(NO_AREA, _label(row.purpose, row.version), bytes(row.wrapped))
    if not is_equal(_commitment(seed, row.purpose), bytes(row.commitment)):
        raise SealBroken(BROKEN)
    return seed


def _label(purpose: str, version: int) -> str:
    return f"service/{purpose}/{version}"


def _commitment(key: Key, purpose: str) -> bytes:
    return bytes(derive(key, b"marac-service-key-commitment/1" + purpose.encode()))
