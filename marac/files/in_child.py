"""A task done in a process of its own that can be stopped: `python -m marac.files.in_child PLACE …`.

The process gets the file as an open descriptor, never as a name. It gives its answer through a pipe, or the name of
a reason; every sentence a person reads is ours.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from marac.files.confining import confine
from marac.files.refusals import FileRefused
from marac.files.tasks import load_task

REFUSED, TOO_LARGE, UNREADABLE = 64, 65, 66


def main(place: str, descriptor: str, cpu_seconds: str, memory_bytes: str) -> int:
    # What a library prints by itself must not stand in the answer.
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    confine(cpu_seconds=int(cpu_seconds), memory_bytes=int(memory_bytes))
    code, told = _do(place, Path(f"/dev/fd/{descriptor}"))
    with suppress(BrokenPipeError), open(answer, "wb") as pipe:
        pipe.write(told)
    return code


def _do(place: str, path: Path) -> tuple[int, bytes]:
    try:
        return 0, load_task(place)(path)
    except FileRefused as refusal:
        return REFUSED, refusal.why.encode()
    except MemoryError:
        return TOO_LARGE, b""
    except Exception:
        # A parser meets what nobody foresaw. Its message may repeat the file, so it ends here.
        return UNREADABLE, b""


if __name__ == "__main__":
    # Without the interpreter's own tidying up, which a hostile file may have made slow.
    os._exit(main(*sys.argv[1:]))
