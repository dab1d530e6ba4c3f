"""A file of an offline form as a coordinator hands it out, and what a page finds in it."""

import json
import re
from typing import Any

from marac.vault.seal_lists import newest_lists
from marac.web.offline_file import OfflineFor, offline_file

TOLD = OfflineFor("northmoor-police", "Northmoor Police", "Northmoor", "https://desk.northmoor.example")


async def the_file(form: str = "marac-referral-1") -> bytes:
    [keys] = await newest_lists("northmoor")
    return offline_file(form, TOLD, keys)


def data_of(file: bytes) -> dict[str, Any]:
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', file, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))
