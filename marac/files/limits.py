"""How large a file may be, how much it may hold, and how long it may take us to read it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

LARGEST_FILE = 10 * MEGABYTE
# What we hold in memory of one file while it is read.
LARGEST_READ = 50 * MEGABYTE

MOST_ENTRIES = 2_000
MOST_UNPACKED = 50 * MEGABYTE
HIGHEST_RATIO = 100
# A few lines of blanks pack better than any bomb, and do no harm.
TOO_SMALL_FOR_A_BOMB = 64 * 1024

MOST_DOTS = 50_000_000
LARGEST_PICTURE = 200 * MEGABYTE

MOST_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take. `waiting_seconds` is the patience until one of the places is free."""

    cpu_seconds: int = 10
    wall_seconds: float = 20.0
    memory_bytes: int = 512 * MEGABYTE
    printed_bytes: int = 64 * MEGABYTE
    waiting_seconds: float = 30.0


# A command, or a job: nobody waits at a page.
ALONE = Limits()
# Somebody waits at a page: a verdict within ten seconds, whatever the file.
AT_THE_PAGE = Limits(cpu_seconds=5, wall_seconds=7.0, printed_bytes=LARGEST_READ, waiting_seconds=2.5)
