"""The signed head of the tree as text: origin, size, root, and under them the signature (C2SP tlog-checkpoint)."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

ORIGIN = "marac-trail"
_ED25519 = b"\x01"
_SIGNATURE_START = "— "  # The format asks for this very dash.


@dataclass(frozen=True, slots=True)
class Head:
    """How many leaves there are, and the hash over them all."""

    size: int
    root: bytes

    def text(self) -> str:
        return f"{ORIGIN}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs heads under a name. The secret stays inside the function it was made with."""

    name: str
    public: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Checker:
    """Knows the public keys heads may be signed with, by their id, and how to check a signature."""

    public_keys: dict[str, bytes]
    is_signed: Callable[[bytes, bytes, bytes], bool]


class NoteUnreadable(ValueError):
    """This is not a signed head."""


def key_hash(name: str, public: bytes) -> bytes:
    """The first four bytes by which a note names its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def key_id(name: str, public: bytes) -> str:
    return f"{name}+{key_hash(name, public).hex()}"


def signed_note(head: Head, signer: Signer) -> str:
    text = head.text()
    signature = key_hash(signer.name, signer.public) + signer.sign(text.encode())
    return f"{text}\n{_SIGNATURE_START}{signer.name} {base64.b64encode(signature).decode()}\n"


def read_note(note: str, checker: Checker) -> Head | None:
    """The head, or None when no key we know has signed it. Raises NoteUnreadable."""
    head, name, signature = _parts(note)
    public = checker.public_keys.get(f"{name}+{signature[:4].hex()}")
    if public is None or not checker.is_signed(public, head.text().encode(), signature[4:]):
        return None
    return head


def _parts(note: str) -> tuple[Head, str, bytes]:
    lines = note.split("\n")
    try:
        origin, size, root, blank, signature_line, end = lines
        start, name, signature = signature_line.split(" ")
        head = Head(int(size), base64.b64decode(root, validate=True))
        raw_signature = base64.b64decode(signature, validate=True)
    except ValueError:
        raise NoteUnreadable("This is not a signed head of the log.") from None
    if origin != ORIGIN or blank or end or start != _SIGNATURE_START.strip() or str(head.size) != size:
        raise NoteUnreadable("This is not a signed head of the log.")
    return head, name, raw_signature
