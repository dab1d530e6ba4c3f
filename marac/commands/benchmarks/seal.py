"""`marac bench seal`: a form of a megabyte sealed and opened, and forms sent sealed beside the same sent in clear."""

import asyncio
import json
import secrets
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from agencies.acts import Act
from agencies.tables import Agency
from marac.commands.area import load_whole
from marac.commands.benchmarks.measuring import machine, spread_of
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.commands.intake import files_in
from marac.errors import Refused
from marac.jobs import Job
from marac.settings import read_settings
from marac.vault.primitives import SealPair, new_seal_pair, new_signing_pair
from marac.vault.sealed_forms import FormKind, Recipient, open_form, seal_form
from meetings.arrivals import Result
from meetings.intake import take_in
from meetings.sealed.claims import read_claims, write_claims
from meetings.sealed.kinds import sealed_kinds
from meetings.sealed.sealing import KeyList, Sending, claims_of, read_key_list, seal_document
from meetings.sealed_intake.lists import served_lists
from meetings.sealed_intake.receiving import Door, receive_sealed
from meetings.sealed_intake.tending import tend_keys
from meetings.tables.sealed import SealedForm
from tasks.opening import Service, open_seal_keys, open_service

NUMBER_OF_DOCUMENTS = 100
TIMES = 20
MEGABYTE = 1_000_000
_TEXT = "what was said and seen, in the words of whoever wrote it down. "


def measure_seal() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marac-bench-") as folder:
        told = asyncio.run(_measured(Path(folder)))
    return {"benchmark": "seal", "machine": machine(), **told}


async def _measured(data: Path) -> dict[str, Any]:
    async with open_service(read_settings({}, data=data)) as service:
        with as_file(files("marac").joinpath("practice", SLUG)) as folder:
            await load_whole(service, (folder / "area.json").read_bytes(), True)
            documents = [file.read_bytes() for file in files_in([folder / "referrals"])[: 2 * NUMBER_OF_DOCUMENTS]]
        listed = await _keys(service)
        sealed, opened = _megabyte(listed, service)
        # Each second one is sent sealed, so that both kinds meet the same store as it grows.
        clear, queued, filed = await _send(service, listed, documents)
    return {
        "documents": len(documents),
        "megabyte_sealed": asdict(spread_of(sealed)),
        "megabyte_opened": asdict(spread_of(opened)),
        "clear": asdict(spread_of(clear)),
        "sealed_until_receipt": asdict(spread_of(queued)),
        "sealed_until_filed": asdict(spread_of(filed)),
        "ratio_p95_until_receipt": round(spread_of(queued).p95 / spread_of(clear).p95, 2),
        "ratio_p95_until_filed": round(spread_of(filed).p95 / spread_of(clear).p95, 2),
    }


async def _keys(service: Service) -> KeyList:
    keys = await open_seal_keys(service.settings, service.desk)
    if keys is None:
        raise Refused("The keys of sealed forms are not at hand.")
    act = await act_in_area(service, SLUG)
    with act.at_work():
        await tend_keys(act, keys)
    return read_key_list((await served_lists(SLUG))[0])


def _megabyte(listed: KeyList, service: Service) -> tuple[list[float], list[float]]:
    """Claims, canonical JSON, signature and seal; and the same back, with every other form tried before.

    In time of the processor: nothing here waits for a disk.
    """
    pair, agency, sealing, opening = new_seal_pair(1), new_signing_pair(), [], []
    body: dict[str, Any] = {
        "form": "marac-referral",
        "version": 1,
        "texts": [_TEXT * 8] * (MEGABYTE // (len(_TEXT) * 8)),
    }
    claims = claims_of(listed, body, Sending(secrets.token_hex(16), "agency", service.desk.clock.now()))
    to, kinds = Recipient(listed.area, listed.area, pair.suite, pair.public), tuple(reversed(sealed_kinds()))
    kind = FormKind(claims.form, bytes.fromhex(claims.schema))
    for _ in range(TIMES):
        began = time.process_time()
        envelope = seal_form(to, kind, write_claims(claims), signing_seed=agency.seed)
        between = time.process_time()
        _open(listed, pair, envelope, kinds, agency.public)
        sealing.append(between - began)
        opening.append(time.process_time() - between)
    return sealing, opening


def _open(listed: KeyList, pair: SealPair, envelope: bytes, kinds: tuple[FormKind, ...], public: bytes) -> None:
    opened = open_form(listed.area, pair, envelope, kinds)
    read_claims(opened.payload)
    if not opened.is_signed_by(public):
        raise Refused("What was just signed is not signed.")


async def _send(
    service: Service, listed: KeyList, documents: Sequence[bytes]
) -> tuple[list[float], list[float], list[float]]:
    rows = await Agency.select(Agency.slug, Agency.id).where(Agency.area == listed.area)
    agencies = {row["slug"]: row["id"] for row in rows}
    clear, queued, filed = [], [], []
    for number, document in enumerate(documents):
        slug = json.loads(document)["referring_agency"]
        # As a signed-in person of that agency would send it.
        act = replace(await act_in_area(service, SLUG), agency_id=agencies[slug])
        if number % 2:
            sending = Sending(secrets.token_hex(16), slug, service.desk.clock.now())
            envelope = seal_document(listed, document, sending)
            first, second = await _send_sealed(service, act, envelope)
            queued.append(first)
            filed.append(second)
        else:
            began = time.perf_counter()
            await take_in(act, document)
            clear.append(time.perf_counter() - began)
    if not await SealedForm.exists().where(SealedForm.result == Result.RECEIVED.value):
        raise Refused("No sealed form was taken in.")
    return clear, queued, filed


async def _send_sealed(service: Service, act: Act, envelope: bytes) -> tuple[float, float]:
    began = time.perf_counter()
    with act.at_work():
        await receive_sealed(act, envelope, door=Door.PAGE)
    received = time.perf_counter() - began
    await service.runner.run_due(only=(Job.OPEN_SEALED_FORM,))
    return received, time.perf_counter() - began
