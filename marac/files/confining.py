"""What a process that reads a stranger's file gives up before it opens the file.

Time, memory and written bytes through limits of the system; on Linux also starting processes, opening sockets and
writing files, through a filter of system calls. Neither needs a privilege.
"""

import ctypes
import errno
import platform
import resource
import signal
from collections.abc import Iterator

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER, _DEATH_SIGNAL = 38, 22, 2, 1
# The machine's number in the kernel's own list, and the system calls that are refused, by name for the reader.
_MACHINES: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        {
            "socket": 41, "connect": 42, "socketpair": 53, "clone": 56, "fork": 57, "vfork": 58, "execve": 59,
            "kill": 62, "mkdir": 83, "creat": 85, "link": 86, "symlink": 88, "ptrace": 101, "setsid": 112,
            "mkdirat": 258, "mknodat": 259, "execveat": 322, "io_uring_setup": 425, "clone3": 435, "openat2": 437,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "mknodat": 33, "mkdirat": 34, "symlinkat": 36, "linkat": 37, "ptrace": 117, "kill": 129, "setsid": 157,
            "socket": 198, "socketpair": 199, "connect": 203, "clone": 220, "execve": 221, "execveat": 281,
            "io_uring_setup": 425, "clone3": 435, "openat2": 437,
        },
    ),
}  # fmt: skip
# Opening is refused only for writing: the flags are the second or the third argument.
_OPENING = {"x86_64": {2: 1, 257: 2}, "aarch64": {56: 2}}
_WRITES = 0o1103  # To write, to read and write, to make, to empty.
_FOREIGN_NUMBERS = 0x40000000
_LOAD, _SAME, _AT_LEAST, _HAS_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def confine(*, cpu_seconds: int, memory_bytes: int) -> None:
    """From here on this process may compute and read, and hardly anything else. Cannot be undone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    _forgo_processes()
    # Python would turn the signal into an error that a library may swallow.
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    if platform.system() == "Linux" and platform.machine() in _MACHINES:
        _die_with_parent()
        _filter_calls(platform.machine())


def _forgo_processes() -> None:
    """Holds for everybody but the system's owner, for whom the filter holds."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def _filter_calls(machine: str) -> None:
    """A kernel without such filters leaves the limits above to stand alone."""
    steps = list(_steps_of(machine))
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    system = ctypes.CDLL(None)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        system.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _steps_of(machine: str) -> Iterator[_Step]:
    number, refused = _MACHINES[machine]
    yield _Step(_LOAD, 0, 0, 4)  # Which machine's numbers these are: another machine's are refused.
    yield _Step(_SAME, 1, 0, number)
    yield _Step(_ANSWER, 0, 0, _REFUSE)
    yield _Step(_LOAD, 0, 0, 0)  # The number of the call.
    yield _Step(_AT_LEAST, 0, 1, _FOREIGN_NUMBERS)
    yield _Step(_ANSWER, 0, 0, _REFUSE)
    for call in refused.values():
        yield _Step(_SAME, 0, 1, call)
        yield _Step(_ANSWER, 0, 0, _REFUSE)
    for call, argument in _OPENING[machine].items():
        yield _Step(_SAME, 0, 4, call)
        yield _Step(_LOAD, 0, 0, 16 + 8 * argument)
        yield _Step(_HAS_BIT, 0, 1, _WRITES)
        yield _Step(_ANSWER, 0, 0, _REFUSE)
        yield _Step(_ANSWER, 0, 0, _ALLOW)
    yield _Step(_ANSWER, 0, 0, _ALLOW)
