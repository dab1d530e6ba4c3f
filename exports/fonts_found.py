"""The one typeface of our PDFs, Arimo, and which letters it has.

The asset build puts the files there; they are not in the repository.
"""

import struct
from functools import cache
from pathlib import Path

from marac.errors import SettingsWrong

FONTS = Path(__file__).parent / "fonts"
_FILES = ("Arimo-Regular.ttf", "Arimo-Bold.ttf")
_TABLE_ENTRY = ">4sIII"
_WINDOWS_UNICODE = (3, 1)


def require_fonts(folder: Path = FONTS) -> Path:
    """The folder with both files; otherwise one plain line says what to run."""
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise SettingsWrong(f"No PDF can be made: exports/fonts has no {' and no '.join(missing)}. Run 'make assets'.")
    return folder


@cache
def letters_of_fonts(folder: Path = FONTS) -> frozenset[int]:
    """Code points that both files can draw."""
    regular, bold = (_letters(require_fonts(folder) / name) for name in _FILES)
    return regular & bold


def _letters(file: Path) -> frozenset[int]:
    font = file.read_bytes()
    table = _character_map(font)
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    return frozenset(point for first, last in zip(starts, ends, strict=True) for point in range(first, last + 1)) - {
        0xFFFF
    }


def _character_map(font: bytes) -> bytes:
    """The font's Unicode map: OpenType cmap, format 4 (segments of 16-bit code points)."""
    number_of_tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(_TABLE_ENTRY, font, 12 + 16 * n) for n in range(number_of_tables))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    maps = (
        struct.unpack_from(">HHI", font, start + 4 + 8 * n) for n in range(struct.unpack_from(">H", font, start + 2)[0])
    )
    return font[start + next(offset for platform, kind, offset in maps if (platform, kind) == _WINDOWS_UNICODE) :]
