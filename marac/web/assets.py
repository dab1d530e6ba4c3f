"""The page assets that the build made: their hashed names, and their bytes as they are sent."""

import gzip
import json
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marac.errors import SettingsWrong

BUILT = Path(__file__).parent / "static" / "built"
_WORTH_PACKING = frozenset({"text/css", "text/javascript", "image/svg+xml"})


@dataclass(frozen=True)
class Asset:
    """One file: its hashed name, its kind, its bytes, and the same bytes packed where that pays."""

    name: str
    media_type: str
    content: bytes
    packed: bytes | None


class Assets:
    """All files of the build, read once when the service starts."""

    def __init__(self, folder: Path = BUILT) -> None:
        self._names: dict[str, str] = _read_manifest(folder)
        self._files = {name: _read(folder, name) for name in self._names.values()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the files have in the sources."""
        return tuple(self._names)

    def address(self, plain_name: str) -> str:
        """The address of a file by the name it has in the sources."""
        return f"/static/{self._names[plain_name]}"

    def file(self, name: str) -> Asset | None:
        """A file by its hashed name; None if the build made none of that name."""
        return self._files.get(name)


@cache
def built_assets() -> Assets:
    """The assets of this build, read once a process."""
    return Assets()


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except FileNotFoundError as error:
        raise SettingsWrong("The page assets are not built yet. Run `make assets` first.") from error
    return {str(plain): str(hashed) for plain, hashed in manifest.items()}


def _read(folder: Path, name: str) -> Asset:
    content = (folder / name).read_bytes()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = gzip.compress(content, mtime=0) if media_type in _WORTH_PACKING else None
    return Asset(name, media_type, content, packed)
