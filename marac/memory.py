"""Memory that a request needed goes back to the system when it is answered, and does not pile up over a week."""

import ctypes
from contextlib import suppress

# Names of the GNU C library (mallopt(3)).
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 128 * 1024
_ARENAS = 2


def give_memory_back() -> None:
    """Large pieces are asked of the system one by one and returned as they are let go.

    By itself the library raises that limit with each larger piece it meets, up to 32 MB, and keeps what it was given:
    after a few files of ten megabytes the service would stay as large as it was with them. Other libraries of the
    system know no such call and are left as they are.
    """
    with suppress(AttributeError):
        set_option = ctypes.CDLL(None).mallopt
        for option, value in ((_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE), (_ARENA_MAX, _ARENAS)):
            set_option(option, value)
