"""The root key: where it comes from, and the three things it is asked. A key service can stand in its place."""

import base64
import os
import stat
from pathlib import Path
from typing import Protocol
from uuid import UUID

from marac.errors import SealBroken, SettingsWrong
from marac.vault.joining import joined
from marac.vault.primitives import (
    BROKEN,
    KEY_BYTES,
    WRITE_SUITE,
    Cipher,
    Key,
    cipher,
    decrypt,
    encrypt,
    new_key,
)

FORMAT = 1
HEADER_BYTES = 4  # Format, suite, root version (2).
ENVIRONMENT_NAME = "MARAC_ROOT_KEY"
_FILE_MODES = {0o400, 0o600}


class RootKey(Protocol):
    """Wraps the keys of areas and of the service. `purpose` names the key, its version included."""

    def versions(self) -> list[int]: ...

    def wrap(self, area: UUID, purpose: str, key: Key) -> bytes: ...

    def unwrap(self, area: UUID, purpose: str, wrapped: bytes) -> Key: ...


class HeldRoot:
    """Root keys held in memory, by version. The newest wraps; all unwrap."""

    def __init__(self, keys: dict[int, Key]) -> None:
        self._ciphers: dict[int, Cipher] = {version: cipher(WRITE_SUITE, key) for version, key in keys.items()}

    def versions(self) -> list[int]:
        return sorted(self._ciphers)

    def wrap(self, area: UUID, purpose: str, key: Key) -> bytes:
        version = self.versions()[-1]
        head = bytes([FORMAT, WRITE_SUITE]) + version.to_bytes(2, "big")
        return head + encrypt(self._ciphers[version], key, bound=_context(head, area, purpose))

    def unwrap(self, area: UUID, purpose: str, wrapped: bytes) -> Key:
        """Raises SealBroken for a key wrapped by another root, for another area or for another purpose."""
        head = wrapped[:HEADER_BYTES]
        under = self._ciphers.get(int.from_bytes(head[2:], "big"))
        if under is None or head[:2] != bytes([FORMAT, WRITE_SUITE]):
            raise SealBroken(BROKEN)
        return Key(decrypt(under, wrapped[HEADER_BYTES:], bound=_context(head, area, purpose)))


def _context(head: bytes, area: UUID, purpose: str) -> bytes:
    return joined(b"marac-area-key/1", head, area.bytes, purpose.encode())


def root_from_text(text: str) -> HeldRoot:
    """One key in base64, or a line `version key` for each version. Raises SettingsWrong, echoing nothing."""
    keys = dict(_read_line(line) for line in text.splitlines() if line.strip())
    if not keys:
        raise SettingsWrong("The root key is empty: give 32 bytes in base64.")
    return HeldRoot(keys)


def _read_line(line: str) -> tuple[int, Key]:
    *version, encoded = line.split()
    try:
        number = int(version[0]) if version else 1
        key = Key(base64.b64decode(encoded, validate=True))
    except ValueError:
        raise SettingsWrong("The root key cannot be read: give 32 bytes in base64.") from None
    if len(key) != KEY_BYTES or not 0 < number < 1 << 16 or len(version) > 1:
        raise SettingsWrong("The root key cannot be read: give 32 bytes in base64.")
    return number, key


def root_from_environment(environment: dict[str, str] | None = None) -> HeldRoot:
    given = (os.environ if environment is None else environment).get(ENVIRONMENT_NAME)
    if given is None:
        raise SettingsWrong(f"{ENVIRONMENT_NAME} is not set: give 32 bytes in base64.")
    return root_from_text(given)


def root_from_file(file: Path) -> HeldRoot:
    """Raises SettingsWrong when the file is missing or others may read it."""
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        text = file.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise SettingsWrong("The root key file cannot be read.") from None
    if mode not in _FILE_MODES:
        raise SettingsWrong("The root key file may be read by others: set its mode to 0400.")
    return root_from_text(text)


def make_root_file(file: Path) -> HeldRoot:
    """Write a new root key where there is none yet, for this user alone."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(new_root_text())
        out.flush()
        os.fsync(out.fileno())
    return root_from_file(file)


def new_root_text() -> str:
    """A new root key as it stands in a file or in the environment."""
    return base64.b64encode(bytes(new_key())).decode() + "\n"
