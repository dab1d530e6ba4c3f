"""Tasks as a hostile file would make them: each does what the reading process must not be allowed to do."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from marac.files.refusals import FileRefused, Why


def loop(_path: Path) -> bytes:
    while True:
        pass


def sleep_for_ever(_path: Path) -> bytes:
    os.read(os.pipe()[0], 1)
    return b""


def eat_memory(_path: Path) -> bytes:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))


def fork(_path: Path) -> bytes:
    os.fork()
    return b"forked"


def start_program(_path: Path) -> bytes:
    return subprocess.run([sys.executable, "-c", ""], check=True, stdout=subprocess.PIPE).stdout


def call_out(_path: Path) -> bytes:
    socket.socket()
    return b"called"


def write_file(_path: Path) -> bytes:
    Path("/tmp/marac-never-made").write_bytes(b"kept")
    return b"written"


def write_over(path: Path) -> bytes:
    path.write_bytes(b"other")
    return b"written"


def flood(_path: Path) -> bytes:
    return b"x" * (80 * 1024 * 1024)


def chatter(path: Path) -> bytes:
    print("a library's own remark")
    return path.read_bytes()


def break_off(_path: Path) -> bytes:
    raise KeyError("Ellen Quarmby")


def crash(_path: Path) -> bytes:
    os.abort()


def refuse(_path: Path) -> bytes:
    raise FileRefused(Why.MACROS)
