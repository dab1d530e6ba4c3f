"""The database as docker-compose.yml sets it up: two users with passwords from files, carried out on a real server."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from tests.house.sources import ROOT, text_of

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
pytestmark = [pytest.mark.long, pytest.mark.anyio]


@dataclass(frozen=True)
class Site:
    """A folder of secrets and a server that was set up with them."""

    secrets: Path
    port: int

    def url(self, user: str) -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/marac"

    def environment(self, user: str) -> dict[str, str]:
        return os.environ | {"PGPASSFILE": str(self.secrets / f"pgpass_{user}")}


def as_postgres(*command: str | Path) -> None:
    before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL)


def a_spare_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def secrets_for(folder: Path, *, port: int) -> Path:
    """The secrets that the script makes, with this machine in place of the container's name."""
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts/make_secrets.sh").write_text(text_of("scripts/make_secrets.sh"))
    subprocess.run(["sh", folder / "scripts/make_secrets.sh"], check=True)
    for file in (folder / "secrets").glob("pgpass_*"):
        line = file.read_text().replace("postgres:5432", f"127.0.0.1:{port}")
        file.unlink()
        file.write_text(line)
        file.chmod(0o400)
    return folder / "secrets"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    if not PROGRAMS or os.getuid() != 0:
        pytest.skip("Needs Debian's postgresql, and root to give files to other users")
    port = a_spare_port()
    secrets = secrets_for(tmp_path / "site", port=port)
    home = Path("/tmp") / f"marac-compose-{os.getpid()}"
    home.mkdir()
    shutil.chown(home, "postgres")
    shutil.copy(secrets / "postgres_owner_password", home / "password")
    shutil.chown(home / "password", "postgres")
    programs = PROGRAMS[-1]
    try:
        as_postgres(
            *(programs / "initdb", "--pgdata", home / "data", "--username", "owner", "--no-sync"),
            *("--auth", "scram-sha-256", "--pwfile", home / "password", "--encoding", "UTF8"),
        )
        options = f"-h 127.0.0.1 -p {port} -k {home}"
        as_postgres(
            programs / "pg_ctl", "--pgdata", home / "data", "--log", home / "log", "--options", options, "start"
        )
        yield Site(secrets, port)
    finally:
        subprocess.run(
            [
                "runuser",
                "-u",
                "postgres",
                "--",
                programs / "pg_ctl",
                "--pgdata",
                home / "data",
                "-m",
                "immediate",
                "stop",
            ],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        shutil.rmtree(home)


def set_up(site: Site) -> None:
    """What the containers do when they first start: make the database and its second user, then migrate."""
    owner = site.environment("owner") | {"PGHOST": "127.0.0.1", "PGPORT": str(site.port)}
    whole_server = site.secrets / "pgpass_owner"
    first = owner | {"PGPASSWORD": whole_server.read_text().strip().rpartition(":")[2]}
    subprocess.run(["createdb", "--username", "owner", "marac"], env=first, check=True)
    subprocess.run(
        ["sh", ROOT / "scripts/make_service_user.sh"],
        env=owner
        | {"POSTGRES_USER": "owner", "POSTGRES_DB": "marac"}
        | {"SERVICE_PASSWORD_FILE": str(site.secrets / "postgres_service_password")},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    subprocess.run(
        [ROOT / ".venv/bin/marac", "migrate", "--data", site.secrets.parent / "data"],
        env=owner | {"MARAC_DATABASE_URL": site.url("service"), "MARAC_MIGRATE_URL": site.url("owner")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


async def test_the_service_of_a_composed_site_may_add_to_the_trail_but_not_alter_it(site: Site) -> None:
    set_up(site)

    connection = await asyncpg.connect(site.url("service"), passfile=str(site.secrets / "pgpass_service"))
    try:
        assert await connection.fetchval("SELECT count(*) FROM leaf") is not None
        for deed in ("UPDATE leaf SET id = id", "DELETE FROM leaf", "TRUNCATE leaf", "DROP TABLE leaf"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(deed)
    finally:
        await connection.close()


async def test_nobody_enters_the_database_of_a_composed_site_without_a_password(site: Site) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(site.url("owner").replace("/marac", "/postgres"), password="guessed")
