"""What every benchmark needs: how long things took, shown as percentiles, and what machine this is."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: half, 95 and 99 of a hundred took no longer."""

    p50: float
    p95: float
    p99: float


def spread_of(seconds: Sequence[float]) -> Spread:
    """By nearest rank."""
    ordered = sorted(seconds)
    ranks = (max(0, -(-len(ordered) * percent // 100) - 1) for percent in (50, 95, 99))
    return Spread(*(round(ordered[rank] * 1000, 2) for rank in ranks))


def machine() -> dict[str, str | int]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    if CPUINFO.exists():
        for line in CPUINFO.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
