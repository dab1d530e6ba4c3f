"""The page for suppliers holds: its script makes a key, sends the example with openssl and curl, and asks after it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import marac
from agencies.agency_keys import Enrolment, confirm_key, enrol_key
from marac.clock import Clock
from tests.running import Running, running
from tests.signing import agency_id_of

SCRIPT = Path(__file__).parents[2] / "docs/clients/send-document.sh"
EXAMPLE = Path(marac.__file__).parent / "api/referral_example.json"
TOOLS = ("openssl", "curl", "bc")
PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS), reason=f"the script needs {', '.join(TOOLS)}"
)


def ran(*words: str) -> str:
    return subprocess.run([str(SCRIPT), *words], capture_output=True, text=True, check=True).stdout


def enrolled(service: Running, told: str) -> str:
    """The coordinator types what came by mail and what was read by telephone; another one confirms."""
    pasted, digits = PEM.findall(told)[0], told.rpartition(": ")[2]

    async def enrol() -> str:
        amina, ada = await service.cast.amina.act(), await service.cast.ada.act()
        agency = await agency_id_of(amina)
        key_id = await enrol_key(amina, agency, enrolment=Enrolment("Case system", pasted, digits))
        await confirm_key(ada, agency, key_id=key_id)
        return key_id

    return service.do(enrol)


def test_a_supplier_comes_from_nothing_to_a_receipt_with_openssl_and_curl(tmp_path: Path) -> None:
    key = str(tmp_path / "key.pem")
    with running(tmp_path / "data", Clock()) as service:
        key_id = enrolled(service, ran("new-key", key))

        sent = json.loads(ran("send", key_id, key, service.address, str(EXAMPLE)))
        again = json.loads(ran("send", key_id, key, service.address, str(EXAMPLE)))
        asked = json.loads(ran("ask", key_id, key, service.address, sent["reference"]))

    assert sent == again
    # The example grows old, and nothing else is missing in it.
    assert {gap["field"] for gap in sent["gaps"]} <= {"referred_on"}
    assert asked["state"] == "received"
    assert asked["receipt"] == sent["receipt"]
