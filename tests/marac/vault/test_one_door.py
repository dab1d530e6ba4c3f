"""Cryptography has one door, and no setting opens the vault without it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("marac", "agencies", "meetings", "tasks", "exports")
# The offline verifier shares no line with the service on purpose.
DOORS = {"marac/vault/primitives.py", "marac/audit/offline.py"}


def files() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text("utf-8")
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }


def test_only_the_primitives_and_the_offline_verifier_import_cryptography() -> None:
    importing = {name for name, text in files().items() if re.search(r"^\s*(from|import) cryptography", text, re.M)}

    assert importing == DOORS


def test_no_setting_can_switch_sealing_off() -> None:
    mentions = {name for name, text in files().items() if re.search(r"\bsealing *=(?! *(sealing|self)\b)", text)}

    assert mentions <= {"marac/vault/vault.py"}, "only the vault itself chooses how it seals"
    assert "sealing" not in files()["marac/settings.py"].lower()
