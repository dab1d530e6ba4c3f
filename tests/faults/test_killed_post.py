"""A sealed form whose sender never heard the answer is kept, and sending it again gives the receipt."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from marac.clock import Clock
from marac.database import OurEngine
from meetings.sealed_intake.receiving import Door, receive_sealed
from meetings.tables.documents import Document
from meetings.tables.sealed import SealedForm
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock
from tests.faults.test_killed_runner import address_of
from tests.sealed import the_sealers

pytestmark = pytest.mark.anyio
HOUSE = Path(__file__).parents[2]


async def test_a_web_process_killed_before_its_answer_loses_nothing(
    cast: Cast, database: OurEngine, clock: FixedClock, tmp_path: Path
) -> None:
    # The process that dies has the real clock, so the form is sealed by it too.
    clock.at = Clock().now()
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    today = clock.at.date().isoformat()
    document = a_referral(referred_on=today, incident_on=today, identified_on=today)
    (tmp_path / "form.sealed").write_bytes(sealers.seal(document, None))
    told = [address_of(database), str(bryn.area.id), str(bryn.officer_id), str(bryn.agency_id)]

    died = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tests.faults.sealed_post", *told, str(tmp_path / "form.sealed")],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        timeout=120,
        check=False,
    )
    kept = await SealedForm.objects().first()
    again = await receive_sealed(bryn, (tmp_path / "form.sealed").read_bytes(), door=Door.PAGE)
    clock.at = Clock().now()
    await sealers.open_all()

    assert died.returncode == -signal.SIGKILL
    assert kept is not None
    assert again.form_id == kept.id
    assert again.signed["receipt"]["received_at"] == kept.received_at.isoformat()
    assert cast.desk.vault.is_our_receipt(again.signed)
    assert (await SealedForm.count(), await Document.count()) == (1, 1)
