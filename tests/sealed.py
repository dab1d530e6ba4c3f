"""An area whose keys for sealed forms are published, an agency that seals to it, and the worker that opens."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from joserfc.jwe import JWERegistry, encrypt_compact
from joserfc.jwk import OKPKey

from agencies.acts import Act
from agencies.seats import service_act
from marac.database import transaction
from marac.jobs import Runner
from marac.vault.key_lists import encoded
from marac.vault.primitives import SEAL_X25519, Key, new_key, sign
from marac.vault.roots import HeldRoot
from marac.vault.seal_keys import SealKeys
from meetings.sealed.claims import Claims, write_claims
from meetings.sealed.sealing import KeyList, Sending, Signing, claims_of, read_key_list, seal_document
from meetings.sealed_intake.lists import served_lists
from meetings.sealed_intake.receiving import Door, SealedReceipt, receive_sealed
from meetings.sealed_intake.tending import tend_keys
from meetings.tables.sealed import SealedForm
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import a_referral
from tests.signing import POLICE, Enrolled

SEAL_KEY = new_key()
SEAL_ROOT = HeldRoot({1: SEAL_KEY})


@dataclass
class Sealers:
    """The list as it was fetched, and the object that only the worker has."""

    cast: Cast
    keys: SealKeys
    listed: KeyList

    def sending(self, enrolled: Enrolled | None, *, jti: int = 1, agency: str = POLICE, **also: Any) -> Sending:
        signing = Signing(enrolled.key_id, enrolled.pair.seed) if enrolled else None
        return Sending(f"{jti:032x}", agency, self.cast.desk.clock.now(), signing=signing, **also)

    def seal(self, document: Any, enrolled: Enrolled | None, **also: Any) -> bytes:
        return seal_document(self.listed, json.dumps(document).encode(), self.sending(enrolled, **also))

    def jwe(self, document: Any, enrolled: Enrolled, **also: Any) -> bytes:
        claims = claims_of(self.listed, document, self.sending(enrolled, **also))
        return as_jwe(self.listed, claims, key_id=enrolled.key_id, seed=enrolled.pair.seed, now=self.cast)

    async def open_all(self) -> None:
        """The worker's turn."""
        runner = Runner(handlers_for(self.cast.desk, self.keys), self.cast.desk.clock, owner="worker")
        await runner.run_until_idle()

    async def outcome(self, receipt: SealedReceipt) -> SealedForm:
        row = await SealedForm.objects().get(SealedForm.id == receipt.form_id)
        assert row is not None
        return row

    async def told(self, act: Act, envelope: bytes, door: Door = Door.PAGE) -> tuple[str, str | None]:
        """What becomes of one envelope: its state and result, or its cause."""
        receipt = await receive_sealed(act, envelope, door=door)
        await self.open_all()
        row = await self.outcome(receipt)
        return row.state, row.cause or row.result


def as_jwe(listed: KeyList, claims: Claims, *, key_id: str, seed: Key, now: Cast, **header: Any) -> bytes:
    """As an agency's JOSE library makes it."""
    to = listed.recipient(suite=SEAL_X25519, now=now.desk.clock.now())
    return sealed_jwe(to.key_id, to.public, jws(write_claims(claims), key_id=key_id, seed=seed), **header)


def jws(payload: bytes, *, key_id: str, seed: Key, **header: Any) -> bytes:
    head = {"alg": "Ed25519", "kid": key_id, "typ": "marac-seal+jws", **header}
    signed = f"{encoded(json.dumps(head).encode())}.{encoded(payload)}"
    return f"{signed}.{encoded(sign(seed, signed.encode()))}".encode()


def sealed_jwe(key_id: UUID, public: bytes, inside: bytes, **header: Any) -> bytes:
    head = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": str(key_id), "typ": "marac-seal+jwe", **header}
    key = OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": encoded(public)})
    everything = JWERegistry(algorithms=["ECDH-ES+A256KW", "ECDH-ES", "A256GCM", "A128GCM", "DEF"])
    return encrypt_compact(head, inside, key, registry=everything).encode()


async def the_sealers(cast: Cast, slug: str = "northmoor") -> Sealers:
    """The keys of both areas are made and listed; the list of one of them is read as an agency reads it."""
    keys = SealKeys(SEAL_ROOT, cast.desk.trail, cast.desk.clock)
    for area in cast.loaded:
        act = await service_act(cast.desk, area.id)
        with act.at_work():
            await tend_keys(act, keys)
    content, _ = await served_lists()
    return Sealers(cast, keys, read_key_list(content, slug=slug))


async def forget_row(form_id: UUID) -> None:
    async with transaction():
        await SealedForm.delete().where(SealedForm.id == form_id)


def another_referral(n: int = 2) -> dict[str, Any]:
    return a_referral(sender_reference=f"NMP-26-{n:05}")


FORTNIGHT = timedelta(days=14)
