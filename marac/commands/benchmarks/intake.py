"""`marac bench intake`: documents a second through the whole intake, against encrypting and inserting them only."""

import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.commands.area import load_whole
from marac.commands.benchmarks.measuring import machine
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.commands.intake import files_in
from marac.database import transaction
from marac.ids import new_ref, uuid7
from marac.settings import read_settings
from marac.vault.sealing import sealed_columns
from meetings.arrivals import Result
from meetings.intake import take_in
from meetings.tables.documents import Document
from tasks.opening import Service, open_service

NUMBER_OF_DOCUMENTS = 200
FORM = "marac-referral"


def measure_intake() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marac-bench-") as folder:
        taken, whole, bare = asyncio.run(_measured(Path(folder)))
    return {
        "benchmark": "intake",
        "machine": machine(),
        "documents": taken,
        "intake_per_second": round(taken / whole, 1),
        "floor_per_second": round(taken / bare, 1),
        "ratio": round(whole / bare, 1),
    }


async def _measured(data: Path) -> tuple[int, float, float]:
    async with open_service(read_settings({}, data=data)) as service:
        with as_file(files("marac").joinpath("practice", SLUG)) as folder:
            await load_whole(service, (folder / "area.json").read_bytes(), True)
            documents = [file.read_bytes() for file in files_in([folder / "referrals"])[:NUMBER_OF_DOCUMENTS]]
        taken, whole = await _take_all(service, documents)
        bare = await _keep_all(await act_in_area(service, SLUG), documents[:taken])
    return taken, whole, bare


async def _take_all(service: Service, documents: Sequence[bytes]) -> tuple[int, float]:
    began, taken = time.perf_counter(), 0
    for document in documents:
        outcome = await take_in(await act_in_area(service, SLUG), document)
        taken += outcome.result is Result.RECEIVED
    return taken, time.perf_counter() - began


async def _keep_all(act: Act, documents: Sequence[bytes]) -> float:
    """The floor: a key, a sealed row and its leaf, and nothing looked at."""
    began = time.perf_counter()
    for number, document in enumerate(documents):
        body = json.loads(document)
        async with transaction():
            await _keep(act, body, number)
    return time.perf_counter() - began


async def _keep(act: Act, body: dict[str, Any], number: int) -> None:
    row = Document(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        form=FORM,
        version=1,
        sender_reference=f"FLOOR-{number}",
        result="received",
        received_at=act.at,
        business_at=act.business_at,
    )
    row.dk = await act.vault.make_data_key(act.area.id, "case", row.id)
    await act.vault.seal(row, {name: body if name == "body" else None for name in sealed_columns(row)})
    await Document.insert(row)
    await act.record(
        Event.DOCUMENT_RECEIVED, "document", row.id, result="received", form=FORM, form_version=1, gaps=0, sha256=None
    )
