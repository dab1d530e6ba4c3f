"""An agency seals with `marac seal`, and `marac intake` takes it in: each on its own machine."""

import asyncio
import json
import os
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from agencies.tables import Agency, EnrolledKey, Officer
from marac.cli import main
from marac.clock import Clock
from marac.database import whole_service
from marac.ids import new_ref
from marac.settings import read_settings
from marac.vault.key_lists import decoded
from tasks.opening import open_service
from tests.area_of_the_cast import northmoor_document
from tests.documents import NAMES, a_referral

DOCUMENT = a_referral(referred_on="2026-03-02", incident_on="2026-03-01", identified_on="2026-03-01")


def run(*arguments: str | Path, fails: bool = False) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert (result.exit_code != 0) is fails, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The practice area of the cast, its keys published, and a referral at the agency."""
    for name in [name for name in os.environ if name.startswith("MARAC_") and not name.startswith("MARAC_TEST_")]:
        monkeypatch.delenv(name)
    data = tmp_path / "data"
    (tmp_path / "area.json").write_bytes(northmoor_document())
    run("area", "load", tmp_path / "area.json", "--practice", "--data", data)
    run("keys", "new-area", "--area", "northmoor", "--data", data)
    run("keys", "publish", "--area", "northmoor", "--out", tmp_path / "keys.json", "--data", data)
    (tmp_path / "form.json").write_text(json.dumps(DOCUMENT))
    return tmp_path


def enrol(folder: Path, public: bytes) -> str:
    """As two people of the area would have done it on the page."""
    key_id = new_ref()

    async def enrolling() -> None:
        async with open_service(read_settings({}, data=folder / "data")):
            with whole_service():
                police = await Agency.objects().get(Agency.slug == "northmoor-police")
                officer = await Officer.objects().first()
                assert police is not None
                assert officer is not None
                now = Clock().now()
                await EnrolledKey(
                    id=uuid4(), key_id=key_id, area=police.area, agency=police.id, public=public.hex(), label="Records",
                    enrolled_by=officer.id, enrolled_at=now, confirmed_by=officer.id, confirmed_at=now, why="",
                ).save()  # fmt: skip

    asyncio.run(enrolling())
    return key_id


def sealed(folder: Path, *options: str | Path, fails: bool = False) -> Result:
    base = ("seal", folder / "form.json", "--area-keys", folder / "keys.json", "--agency", "northmoor-police")
    return run(*base, "--out", folder / "form.sealed", *options, fails=fails)


def taken_in(folder: Path) -> dict[str, object]:
    told = run("intake", folder / "form.sealed", "--area", "northmoor", "--json", "--data", folder / "data")
    document: dict[str, object] = json.loads(told.stdout)["documents"][0]
    return document


def test_a_form_that_an_agency_sealed_and_signed_is_taken_in(folder: Path) -> None:
    made = run("seal", "new-key", "--out", folder / "agency.key")
    public = decoded(made.output.split("Public key: ")[1].split()[0])
    key_id = enrol(folder, public)

    told = sealed(folder, "--sign", folder / "agency.key", "--key-id", key_id)
    first, again = taken_in(folder), taken_in(folder)

    assert "Sealed for northmoor." in told.output
    assert not [name for name in NAMES if name.encode() in (folder / "form.sealed").read_bytes()]
    assert (first["result"], first["sender_reference"]) == ("received", DOCUMENT["sender_reference"])
    assert (again["result"], again["sender_reference"]) == ("received", DOCUMENT["sender_reference"])
    assert (folder / "agency.key").stat().st_mode & 0o777 == 0o600


def test_a_form_that_nobody_signed_is_not_taken_from_a_folder(folder: Path) -> None:
    sealed(folder)

    told = taken_in(folder)

    assert told["result"] == "rejected"
    assert told["sender_reference"] is None


def test_sealing_stops_at_a_list_that_is_not_the_one_read_out(folder: Path) -> None:
    digits = run("keys", "publish", "--area", "northmoor", "--data", folder / "data").output.split(": ")[1].strip()

    wrong = sealed(folder, "--fingerprint", "00000 00000 00000 00000", fails=True)
    right = sealed(folder, "--fingerprint", digits)

    assert "Stop" in wrong.output
    assert digits in right.output


def test_sealing_stops_at_a_list_that_somebody_changed(folder: Path) -> None:
    listed = json.loads((folder / "keys.json").read_text())
    listed["lists"][0]["list"]["serial"] += 1
    (folder / "keys.json").write_text(json.dumps(listed))

    assert "its signature does not hold" in sealed(folder, fails=True).output
    assert not (folder / "form.sealed").exists()


def test_keys_begin_anew_and_the_older_form_still_opens(folder: Path) -> None:
    made = run("seal", "new-key", "--out", folder / "agency.key")
    key_id = enrol(folder, decoded(made.output.split("Public key: ")[1].split()[0]))
    sealed(folder, "--sign", folder / "agency.key", "--key-id", key_id)

    told = run("keys", "rotate", "--area", "northmoor", "--data", folder / "data").output

    assert "List 2 published" in told
    assert taken_in(folder)["result"] == "received"
