"""Jobs: asked for in a transaction, kept in the outbox, run by whichever runner claims them."""

from marac.jobs.outbox import (
    Job,
    Outbox,
    State,
    due_rows,
    hang_bell,
    later,
    number_of_failed,
    take_down_bell,
    waiting_since,
)
from marac.jobs.redis_bell import RedisBell
from marac.jobs.running import Handler, LeaseLost, Payload, Regular, Runner

__all__ = [
    "Handler",
    "Job",
    "LeaseLost",
    "Outbox",
    "Payload",
    "RedisBell",
    "Regular",
    "Runner",
    "State",
    "due_rows",
    "hang_bell",
    "later",
    "number_of_failed",
    "take_down_bell",
    "waiting_since",
]
