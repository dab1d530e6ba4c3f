"""The newest signed heads, as a page shows them."""

from dataclasses import dataclass
from datetime import datetime

from marac.audit.tables import Checkpoint

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SignedHead:
    """How many entries, the head over them in hexadecimal figures, when and by which key it was signed."""

    size: int
    root: str
    key_id: str
    at: datetime


async def newest_checkpoints() -> list[SignedHead]:
    """The latest first."""
    rows = await Checkpoint.select().order_by(Checkpoint.size, ascending=False).limit(SHOWN_AT_ONCE)
    return [SignedHead(row["size"], bytes(row["root"]).hex(), row["key_id"], row["at"]) for row in rows]
