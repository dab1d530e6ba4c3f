"""Everything that holds bytes after a journey: database, its dump, Redis, mail, files, log and wire."""

import os
import subprocess
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import redis

from marac.database.copying import REACHING_ALL
from tests.running import Running

Sink = tuple[str, bytes]


def files_of(folder: Path) -> Iterator[Sink]:
    """Each file as it lies there: the database, what it has not yet written back, the letters."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.name, file.read_bytes()
            if file.suffix == ".eml":
                yield f"parts of {file.name}", _parts(file.read_bytes())


def _parts(letter: bytes) -> bytes:
    """All parts of a letter as they read once unpacked, the calendar among them."""
    return b"\n".join(
        bytes(part.get_payload(decode=True) or b"") for part in message_from_bytes(letter, policy=default).walk()
    )


def dump_of(running: Running) -> Iterator[Sink]:
    """What a backup of PostgreSQL would hold."""
    url = running.service.settings.database_url
    if urlsplit(url).scheme == "postgresql":
        reaching_all = os.environ | {"PGOPTIONS": REACHING_ALL}
        words = [pg_dump(), "--enable-row-security", "--dbname", url]
        dumped = subprocess.run(words, check=True, capture_output=True, env=reaching_all)
        yield "pg_dump", dumped.stdout


def pg_dump() -> str:
    """The newest there is; the one on the path may be older than the server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    return str(found[-1]) if found else "pg_dump"


def redis_of(url: str) -> Iterator[Sink]:
    """Every key, as Redis would hand it to a copy of itself and as it reads."""
    if not url:
        return
    connected: Any = redis.Redis.from_url(url)
    with connected as connection:
        for key in connection.scan_iter():
            yield "a key of Redis", key
            yield "what Redis would copy", connection.dump(key) or b""
            yield "what Redis holds", _value(connection, key)


def _value(connection: Any, key: bytes) -> bytes:
    read = {
        b"string": connection.get,
        b"zset": lambda name: connection.zrange(name, 0, -1),
        b"hash": connection.hgetall,
        b"set": connection.smembers,
        b"list": lambda name: connection.lrange(name, 0, -1),
    }
    kind = connection.type(key)
    return repr(read[kind](key)).encode() if kind in read else b""
