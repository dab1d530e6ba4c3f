"""Checks an exported log alone: needs this one file, the package `cryptography`, the export and the public key.

    python offline.py LOG.jsonl PUBLIC_KEY_IN_BASE64 [--from HEAD_KEPT_ELSEWHERE]

It shares no line with the service on purpose. Exit 0: sound. 1: tampered with. 2: cannot be told.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LEAF_LINE = re.compile(rb'\{"hash":"([0-9a-f]{64})","idx":(\d+),"leaf":(.*)\}\n?\Z', re.DOTALL)
_NOTE = re.compile(r"(marac-trail\n(\d+)\n([A-Za-z0-9+/=]+)\n)\n\u2014 (\S+) ([A-Za-z0-9+/=]+)\n\Z")


@dataclass(frozen=True)
class Outcome:
    """`sound` is None when it cannot be told."""

    sound: bool | None
    size: int
    message: str
    first_bad: int | None = None


class _Log:
    """The tree as it grows: complete subtrees by their height, the smallest last."""

    def __init__(self) -> None:
        self.size = 0
        self.subtrees: list[tuple[int, bytes]] = []

    def add(self, leaf_hash: bytes) -> None:
        height = 0
        while self.subtrees and self.subtrees[-1][0] == height:
            leaf_hash = hashlib.sha256(b"\x01" + self.subtrees.pop()[1] + leaf_hash).digest()
            height += 1
        self.subtrees.append((height, leaf_hash))
        self.size += 1

    def root(self) -> bytes:
        root: bytes | None = None
        for _, subtree in reversed(self.subtrees):
            root = subtree if root is None else hashlib.sha256(b"\x01" + subtree + root).digest()
        return hashlib.sha256(b"").digest() if root is None else root


def read_head(note: str, public: bytes) -> tuple[int, bytes] | None:
    """Size and root of a signed head; None when this key has not signed it."""
    match = _NOTE.match(note)
    if match is None:
        return None
    text, size, root, name, signature_text = match.groups()
    signature = base64.b64decode(signature_text)
    if signature[:4] != hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]:
        return None
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], text.encode())
    except InvalidSignature:
        return None
    return int(size), base64.b64decode(root)


def check(lines: Iterable[bytes], public: bytes, *, from_head: str | None = None) -> Outcome:
    """Walk over an export, heads first and then leaves."""
    heads: dict[int, set[bytes]] = {}
    if from_head is not None and not _take_head(from_head, public, heads):
        return Outcome(None, 0, "The head given is not signed with this key.")
    log, last_sound = _Log(), 0
    for line in lines:
        if line.startswith(b'{"checkpoint":'):
            if not _take_head(str(json.loads(line)["checkpoint"]), public, heads):
                return Outcome(False, 0, "A head in the export is not signed with this key.")
            continue
        fault = _leaf_fault(line, log.size)
        if fault is not None:
            return Outcome(False, log.size, fault, log.size)
        log.add(bytes.fromhex(line[9:73].decode()))
        if heads.get(log.size, {log.root()}) != {log.root()}:
            message = f"One of leaves {last_sound} to {log.size - 1} is not as it was signed."
            return Outcome(False, log.size, message, last_sound)
        last_sound = log.size if log.size in heads else last_sound
    return _end(log, heads)


def _take_head(note: str, public: bytes, heads: dict[int, set[bytes]]) -> bool:
    head = read_head(note, public)
    if head is not None:
        heads.setdefault(head[0], set()).add(head[1])
    return head is not None


def _leaf_fault(line: bytes, expected: int) -> str | None:
    match = _LEAF_LINE.match(line)
    if match is None or int(match[2]) != expected:
        return f"Leaf {expected} is missing."
    if match[3] == b"null":
        return f"Leaf {expected} has been removed."
    if hashlib.sha256(b"\x00" + match[3]).hexdigest().encode() != match[1]:
        return f"Leaf {expected} has been changed."
    return None


def _end(log: _Log, heads: dict[int, set[bytes]]) -> Outcome:
    largest = max(heads, default=0)
    if largest > log.size:
        message = f"The log ends before leaf {log.size}, but a signed head tells of {largest} leaves."
        return Outcome(False, log.size, message, log.size)
    if log.size and not heads:
        return Outcome(None, log.size, "No head has been signed, so there is nothing to compare with.")
    return Outcome(True, log.size, f"{log.size} leaves are sound under {len(heads)} signed heads.")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an exported log.")
    parser.add_argument("log", type=Path)
    parser.add_argument("public_key", help="the public key, in base64")
    parser.add_argument("--from", dest="head", type=Path, help="a signed head that was kept elsewhere")
    given = parser.parse_args(arguments)
    try:
        public = base64.b64decode(given.public_key, validate=True)
        head = given.head.read_text("utf-8") if given.head else None
        with given.log.open("rb") as lines:
            outcome = check(lines, public, from_head=head)
    except (OSError, ValueError, KeyError) as error:
        outcome = Outcome(None, 0, f"The log cannot be read: {type(error).__name__}.")
    sys.stdout.write(outcome.message + "\n")
    return {True: 0, False: 1, None: 2}[outcome.sound]


if __name__ == "__main__":
    sys.exit(main())
