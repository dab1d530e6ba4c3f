"""Restores: a backup takes the place of the database, whole or not at all, and gives no right back."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from agencies.acts import Desk
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import across_areas, bind, open_database, start, stop, transaction
from marac.database.copying import SQLITE, load_dump, requires_whole
from marac.database.places import (
    bring_back,
    clear,
    is_taken,
    put_in_place,
    requires_nobody_at_work,
    set_aside,
    throw_away,
)
from marac.database.sqlite import make_private
from marac.errors import MaracError, Refused
from tasks.backing_up import Manifest, kind_of, read_backup
from tasks.later_log import ToldLeaf, read_lines, requires_later_log, told_here, told_in
from tasks.replaying import Replayed, replay

TAKEN = "There is a database here already. Say --replace to put the backup in its place; it is set aside, not removed."
NO_LOG_HERE = "The log of the database here cannot be read. Give one that was exported, with --log FILE."
STAGED = ".restoring"
# Opens the service on the database at an address, for as long as it is needed.
Opening = Callable[[str], AbstractAsyncContextManager[Desk]]


@dataclass(frozen=True, slots=True)
class Later:
    """What is known of the time after the backup."""

    told: Sequence[ToldLeaf]
    exported: Sequence[bytes] | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done, to be told. `aside` names where the database that stood here is now."""

    manifest: Manifest
    replayed: Replayed
    aside: str | None
    had_log: bool


async def restore_backup(
    url: str, folder: Path, *, replace: bool, log: Path | None, at: datetime, opening: Opening
) -> Restored:
    """Check, load, open with the root key at hand and replay; only then does it stand. `url` is the owner's.

    Raises Refused or WrongRootKey, and then everything is as it was.
    """
    manifest = read_backup(folder, kind=kind_of(url))
    taken = await is_taken(url)
    if taken and not replace:
        raise Refused(TAKEN)
    await requires_nobody_at_work(url)
    later = await _known_of_later(url, taken=taken, log=log)
    aside = f"replaced_{at:%Y%m%dt%H%M%S%f}" if taken else None
    placing = _file_in_place if manifest.database == "sqlite" else _schema_in_place
    async with placing(url, folder / manifest.file, aside) as place, opening(place) as desk:
        replayed = await _catch_up(desk, manifest, later)
    return Restored(manifest, replayed, aside, later.is_known)


async def _known_of_later(url: str, *, taken: bool, log: Path | None) -> Later:
    exported = read_lines(log) if log else None
    told = told_in(exported) if exported is not None else []
    if taken:
        told += await _told_in_database(url, must=exported is None)
    return Later(told, exported, is_known=taken or exported is not None)


@across_areas
async def _told_in_database(url: str, *, must: bool) -> list[ToldLeaf]:
    engine = open_database(url)
    bind(engine)
    try:
        await start(engine)
        return await told_here()
    except (MaracError, ValueError):
        if must:
            raise Refused(NO_LOG_HERE) from None
        return []
    finally:
        await stop(engine)


@across_areas
async def _catch_up(desk: Desk, manifest: Manifest, later: Later) -> Replayed:
    if later.exported is not None:
        await requires_later_log(later.exported, desk.vault.tree_checker)
    replayed = await replay(desk, later.told)
    now = desk.clock.now()
    by = Actor(area_id=None, officer_id=None, acting_for=None, at=now, business_at=now)
    async with transaction():
        await desk.trail.record(
            Event.BACKUP_RESTORED, by=by, kind="backup", about=None, sha256=manifest.sha256, **asdict(replayed)
        )
    return replayed


@asynccontextmanager
async def _file_in_place(url: str, copy: Path, aside: str | None) -> AsyncIterator[str]:
    """The copy is made ready beside the place, and takes it at one moment."""
    file = Path(url.removeprefix(SQLITE))
    staged = file.with_name(file.name + STAGED)
    throw_away(staged)
    make_private(staged)
    try:
        await asyncio.to_thread(shutil.copyfile, copy, staged)
        requires_whole(staged)
        yield f"{SQLITE}{staged}"
        if aside:
            await set_aside(url, aside)
        put_in_place(staged, url)
    except BaseException:
        throw_away(staged)
        raise


@asynccontextmanager
async def _schema_in_place(url: str, copy: Path, aside: str | None) -> AsyncIterator[str]:
    """What stands here waits under another name until the copy is ready."""
    if aside:
        await set_aside(url, aside)
    try:
        await load_dump(url, copy)
        yield url
    except BaseException:
        await (bring_back(url, aside) if aside else clear(url))
        raise
