"""Log lines: an event name, a time, and values under an allow-list of keys. Everything else is dropped.

An exception is logged as its class and the places it passed; its message may quote what somebody typed.
"""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, TextIO

import structlog

# Ids, codes, counts and names of our own. A new key is added here or does not appear.
ALLOWED_KEYS = frozenset(
    {
        "actor",
        "area",
        "count",
        "decrypts",
        "error",
        "event",
        "exception",
        "job",
        "level",
        "method",
        "milliseconds",
        "outbox",
        "queries",
        "request",
        "route",
        "status",
        "timestamp",
    }
)
LONGEST_VALUE = 200
MOST_FRAMES = 30
HOUSE = Path(__file__).resolve().parent.parent
# These print addresses, statements or arguments of jobs when they are let.
QUIET = ("aiosqlite", "arq", "arq.worker", "arq.connections", "asyncio", "httpx", "httpcore", "piccolo")

Line = MutableMapping[str, Any]


def start_logs(level: str = "info", *, into: TextIO | None = None) -> None:
    """Send all log lines, ours and the libraries', to standard error as JSON."""
    threshold = logging.getLevelName(level.upper())
    stream = into or sys.stderr
    structlog.configure(
        processors=[structlog.processors.add_log_level, *_processors()],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LibraryLine())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(threshold)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It prints the address with its query. Our own line has the route instead.
    logging.getLogger("uvicorn.access").handlers = []
    logging.getLogger("uvicorn.access").propagate = False
    logging.getLogger("uvicorn.access").disabled = True


def _processors() -> list[Any]:
    return [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_exception,
        keep_allowed,
        structlog.processors.JSONRenderer(),
    ]


def describe_exception(_logger: Any, _method: str, line: Line) -> Line:
    """`exc_info` as class and frames."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        line["exception"] = frames_of(error)
    return line


def frames_of(error: BaseException) -> list[str]:
    """Where an error passed, as `file:line function`: no source, no message, no values."""
    frames = _frames(error.__traceback__)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        frames += [f"from {type(cause).__name__}", *_frames(cause.__traceback__)]
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        frames += [f"with {type(inner).__name__}", *_frames(inner.__traceback__)]
    return frames[:MOST_FRAMES]


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in extract_tb(trace)]


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else path.name


def keep_allowed(_logger: Any, _method: str, line: Line) -> Line:
    """Drop what is not on the list, and what is no plain value."""
    return {key: _plain(value) for key, value in line.items() if key in ALLOWED_KEYS}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list):
        return [str(part)[:LONGEST_VALUE] for part in value]
    return str(value)[:LONGEST_VALUE]


class LibraryLine(logging.Formatter):
    """A line of a library: its name, its level, where it was written. Its words may quote anything."""

    def format(self, record: logging.LogRecord) -> str:
        # The server's own words, without their arguments, tell an operator why it does not start.
        words = str(record.msg) if record.name == "uvicorn.error" else "library"
        line: Line = {
            "event": words,
            "level": record.levelname.lower(),
            "route": f"{record.name}:{record.funcName}",
            "exc_info": record.exc_info,
        }
        for process in _processors():
            line = process(None, "", line)
        return str(line)
