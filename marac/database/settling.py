"""Finishing what must be finished, even while the task that began it is being cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


async def settle(work: Coroutine[Any, Any, Result]) -> Result:
    """Run the work to its end. A cancellation that arrives meanwhile is raised afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
        except Exception:  # The task holds it; `result` raises it below.
            break
    if cancelled is not None:
        task.exception()
        raise cancelled
    return task.result()
