"""The examples of the description. What is sent stands in a file, so that a supplier can send it as it is."""

import json
from pathlib import Path
from typing import Any

_REFERRAL = Path(__file__).with_name("referral_example.json")
REFERENCE = "7k3q9xbd2h"


def referral_example() -> dict[str, Any]:
    """A referral of invented people, complete but for one answer."""
    read: dict[str, Any] = json.loads(_REFERRAL.read_bytes())
    return read


def answer_example() -> dict[str, Any]:
    return {"reference": REFERENCE, "gaps": [], "receipt": _receipt()}


def state_example() -> dict[str, Any]:
    return {
        "reference": REFERENCE,
        "form": "marac-referral",
        "sender_reference": "CASE-2025-00417",
        "state": "received",
        "state_in_words": "Received",
        "to_do": "",
        "decided_at": None,
        "receipt": _receipt(),
    }


def kept_example() -> dict[str, Any]:
    return {"reference": REFERENCE, "receipt": _sealed_receipt()}


def sealed_example() -> dict[str, Any]:
    return {
        "reference": REFERENCE,
        "state": "received",
        "state_in_words": "Opened and taken in",
        "cause": None,
        "messages": {},
        "document": "3f8t0w6yzc",
        "receipt": _sealed_receipt(),
    }


def _sealed_receipt() -> dict[str, Any]:
    told = {"area": "northmoor", "sha256": "0" * 64, "received_at": "2025-11-21T10:00:00+00:00", "tree_size": 4096}
    return {"receipt": told, "key": "receipts-1-0a1b2c3d", "signature": "A" * 86 + "=="}


def _receipt() -> dict[str, Any]:
    told = {
        "document": REFERENCE,
        "form": "marac-referral",
        "form_version": 1,
        "sender_reference": "CASE-2025-00417",
        "received_at": "2025-11-21T10:00:00+00:00",
        "sha256": "0" * 64,
    }
    return {"receipt": told, "key": "receipts-1-0a1b2c3d", "signature": "A" * 86 + "=="}
