"""Forms sealed by other people's libraries, in Node, are opened and taken in."""

import asyncio
import json
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from meetings.sealed.sealing import claims_of
from meetings.sealed_intake.lists import served_lists
from tests.cast import Cast
from tests.documents import a_referral
from tests.sealed import Sealers, the_sealers
from tests.signing import Enrolled, an_enrolled_key

pytestmark = pytest.mark.anyio
CLIENTS = Path(__file__).parents[2] / "clients"


async def sealed_in_node(
    folder: Path, script: str, sealers: Sealers, document: Any, enrolled: Enrolled | None, *more: str
) -> bytes:
    claims = claims_of(sealers.listed, document, sealers.sending(enrolled))
    (folder / "list.json").write_bytes((await served_lists("northmoor"))[0])
    (folder / "claims.json").write_text(json.dumps(asdict(claims)))
    told = [str(CLIENTS / script), str(folder / "list.json"), str(folder / "claims.json"), *more]
    return await asyncio.to_thread(_node, told)


def _node(told: list[str]) -> bytes:
    return subprocess.run(["node", *told], capture_output=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("suite", ["1", "2"])
@pytest.mark.parametrize("is_signed", [True, False])
async def test_a_form_sealed_by_npm_hpke_is_taken_in(cast: Cast, tmp_path: Path, suite: str, is_signed: bool) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)
    seed = bytes(police.pair.seed).hex() if is_signed else "none"
    signer = police if is_signed else None

    envelope = await sealed_in_node(tmp_path, "seal_hpke.mjs", sealers, a_referral(), signer, seed, suite)

    assert await sealers.told(await cast.bryn.act(), envelope) == ("opened", "received")


async def test_a_form_sealed_by_npm_jose_is_taken_in(cast: Cast, tmp_path: Path) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)
    halves = (bytes(police.pair.seed).hex(), police.pair.public.hex())

    sealed = await sealed_in_node(tmp_path, "seal_jose.mjs", sealers, a_referral(), police, *halves)

    assert await sealers.told(await cast.bryn.act(), sealed) == ("opened", "received")
