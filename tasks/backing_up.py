"""Backups: a folder with one copy of the database and a manifest that says what it is. No key is in it, and no name."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from marac.database.copying import SQLITE, copy_out, keep_on_disk
from marac.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
FILES = {"sqlite": "marac.sqlite", "postgresql": "marac.dump"}
NUMBER_OF_LEAVES = "SELECT count(*) FROM leaf"
NEWEST_HEAD = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1"
NOT_A_BACKUP = "This folder holds no backup that can be read."
CHANGED = "The copy is not the one the manifest tells of. Take another backup."
FOLDER_TAKEN = "This folder is not empty. Give each backup a folder of its own."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: enough to check it, and nothing about anybody."""

    format: int
    database: str
    file: str
    sha256: str
    size: int
    made_at: str
    leaves: int
    head: str | None

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def kind_of(url: str) -> str:
    return "sqlite" if url.startswith(SQLITE) else "postgresql"


async def make_backup(url: str, folder: Path, *, at: datetime) -> Manifest:
    """Copy the database into the folder while the service goes on. The manifest is written last."""
    _make_folder(folder)
    kind = kind_of(url)
    file = folder / FILES[kind]
    leaves, head = await copy_out(url, file, questions=(NUMBER_OF_LEAVES, NEWEST_HEAD))
    manifest = Manifest(
        format=FORMAT,
        database=kind,
        file=file.name,
        sha256=hash_of(file),
        size=file.stat().st_size,
        made_at=at.isoformat(),
        leaves=int(leaves),
        head=head,
    )
    _write(folder / MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    return manifest


def read_backup(folder: Path, *, kind: str) -> Manifest:
    """Raises Refused unless the copy is, byte for byte, the one its manifest tells of and fits this database."""
    try:
        manifest = _manifest_of(json.loads((folder / MANIFEST).read_bytes()))
        found = hash_of(folder / manifest.file)
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(NOT_A_BACKUP) from None
    if found != manifest.sha256:
        raise Refused(CHANGED)
    if manifest.database != kind:
        raise Refused(f"This backup is of {manifest.database}, and the database here is {kind}.")
    return manifest


def hash_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _manifest_of(told: dict[str, Any]) -> Manifest:
    if told["format"] != FORMAT or told["file"] != FILES[told["database"]]:
        raise ValueError
    manifest = Manifest(**told)
    _ = manifest.made
    return manifest


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Refused(FOLDER_TAKEN)
    folder.chmod(0o700)


def _write(file: Path, text: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    keep_on_disk(file)
