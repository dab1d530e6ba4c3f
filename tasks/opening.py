"""Opens the service: database, trail, vault, post and desk, in that order, from one set of settings."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from agencies.acts import Desk
from agencies.tables import Area
from marac.audit.checkpoints import Checkpoints
from marac.audit.trail import Trail
from marac.clock import Clock
from marac.database import (
    OurEngine,
    across_areas,
    bind,
    migrate,
    open_database,
    requires_durability,
    requires_own_user,
    start,
    stop,
)
from marac.errors import MaracError, SettingsWrong
from marac.files.readers import requires_guarded_readers
from marac.jobs import Runner
from marac.post import FolderPost, Post, SmtpPost
from marac.settings import Settings
from marac.vault.primitives import Key
from marac.vault.roots import HeldRoot, RootKey, make_root_file, root_from_file
from marac.vault.seal_keys import SealKeys
from marac.vault.vault import Vault, open_vault
from tasks.registry import REGULARS, handlers_for

log = structlog.get_logger("marac.opening")
KEY_BESIDE_LOCK = (
    "MARAC_ROOT_KEY: give the root key from outside the data folder; only practice areas may keep it there"
)


@dataclass(frozen=True, slots=True)
class Service:
    """Everything an entrance needs."""

    settings: Settings
    engine: OurEngine
    desk: Desk
    runner: Runner


@asynccontextmanager
async def open_service(
    settings: Settings, *, clock: Clock | None = None, by_owner: bool = False
) -> AsyncIterator[Service]:
    """The service, ready for work. On an empty data folder it makes key and schema first.

    `by_owner`: nobody is served, so the owner of the tables may do it, who is often a superuser.
    Raises SettingsWrong or WrongRootKey, and then nothing has been written.
    """
    requires_guarded_readers()
    clock = clock or Clock()
    await bring_up_to_date(settings)
    engine = open_database(settings.database_url, pgbouncer=settings.pgbouncer)
    bind(engine)
    await start(engine)
    try:
        await requires_durability(engine)
        if not by_owner:
            await requires_own_user(engine)
        desk = await _open_desk(settings, clock)
        await _refuse_key_beside_lock(settings)
        seal_keys = await open_seal_keys(settings, desk)
        runner = Runner(
            handlers_for(desk, seal_keys), clock, owner=f"embedded:{secrets.token_hex(8)}", regulars=REGULARS
        )
        try:
            yield Service(settings, engine, desk, runner)
        finally:
            await _sign_the_trail(desk)
    finally:
        await stop(engine)


@across_areas
async def _sign_the_trail(desk: Desk) -> None:
    """What was recorded since the last signed head is signed before the door closes."""
    try:
        await Checkpoints(desk.vault.tree_signer).catch_up(desk.clock.now())
    except MaracError as error:
        log.warning("trail-not-signed", error=type(error).__name__)


async def bring_up_to_date(settings: Settings) -> int:
    """Run the migrations that are missing, as the owner of the tables; returns how many."""
    owner = open_database(settings.migrate_url)
    bind(owner)
    await start(owner)
    try:
        return await migrate(owner, application_role=settings.application_role)
    finally:
        await stop(owner)


@across_areas
async def _open_desk(settings: Settings, clock: Clock) -> Desk:
    trail = Trail()
    vault: Vault = await open_vault(root_key(settings), trail, clock)
    return Desk(
        vault=vault,
        trail=trail,
        clock=clock,
        post=post_of(settings, clock),
        address=settings.address,
        mail_from=str(settings.mail_from),
    )


def root_key(settings: Settings) -> RootKey:
    """The root key given from outside; else the one in the data folder, made on the first start."""
    if settings.root_key is not None:
        return HeldRoot({1: Key(settings.root_key)})
    if settings.root_key_file.exists():
        return root_from_file(settings.root_key_file)
    return make_root_file(settings.root_key_file)


async def open_seal_keys(settings: Settings, desk: Desk) -> SealKeys | None:
    """What opens sealed forms; None in a process that must not. Raises WrongRootKey for another key than theirs.

    Handed to jobs and commands by themselves, never as a part of the desk: a route has the desk.
    """
    root = _seal_root(settings)
    if root is None:
        return None
    keys = SealKeys(root, desk.trail, desk.clock)
    await keys.requires_right_root()
    return keys


def _seal_root(settings: Settings) -> RootKey | None:
    """Given from outside; a practice area that runs its jobs itself keeps this one beside the other."""
    if settings.seal_root_key is not None:
        return HeldRoot({1: Key(settings.seal_root_key)})
    if not settings.embedded or not settings.root_key_in_data:
        return None
    file = settings.seal_root_key_file
    return root_from_file(file) if file.exists() else make_root_file(file)


def post_of(settings: Settings, clock: Clock) -> Post:
    """A mail server where one is set, else a folder."""
    server = settings.mail_server
    if server is None:
        return FolderPost(settings.mail_sink, settings.mail_from, clock)
    return SmtpPost(
        settings.mail_from,
        clock,
        host=server.host,
        port=server.port,
        tls=server.tls,
        user=server.user,
        password=server.password,
    )


async def _refuse_key_beside_lock(settings: Settings) -> None:
    """A real area never runs on a root key that lies in the folder it protects."""
    if settings.root_key_in_data and await Area.exists().where(Area.practice.eq(False)):
        raise SettingsWrong(KEY_BESIDE_LOCK)
