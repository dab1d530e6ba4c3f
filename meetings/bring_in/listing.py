"""The lots of old records of an area, newest first, and how far each has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.acts import Act
from marac.database import for_everybody
from meetings.bring_in.writing import number_of_cases
from meetings.tables.bring_in import BringIn

MOST_SHOWN = 50
# Without what was read of the file, which weighs megabytes.
OF_A_LINE = (
    BringIn.id, BringIn.ref, BringIn.kind, BringIn.state, BringIn.made_at, BringIn.total, BringIn.done, BringIn.sha256,
)  # fmt: skip
KINDS = {"sheet": "Old log", "word": "Word forms"}
STATES = {
    "checked": "Waits to be confirmed",
    "staging": "Being written",
    "on": "Brought in",
    "undone": "Being taken away",
    "cleared": "Taken back",
    "lapsed": "Not confirmed in time: nothing of it is kept",
}


@dataclass(frozen=True, slots=True)
class BringInLine:
    """One lot, without a word of what is in it."""

    ref: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    made_at: datetime
    total: int
    done: int
    sha256: str

    @property
    def is_waiting(self) -> bool:
        return self.state in ("staging", "undone")


async def list_brought_in(act: Act) -> tuple[BringInLine, ...]:
    rows = (
        await BringIn.select(*OF_A_LINE)
        .where(BringIn.area == act.area.id)
        .order_by(BringIn.id, ascending=False)
        .limit(MOST_SHOWN)
    )
    return tuple([await line_of(row) for row in rows])


@for_everybody
async def line_of(row: dict[str, Any]) -> BringInLine:
    is_moving = row["state"] == "undone" or (row["state"], row["kind"]) == ("staging", "sheet")
    done = await number_of_cases(row["id"]) if is_moving else row["done"]
    return BringInLine(
        row["ref"], row["kind"], KINDS.get(row["kind"], "Old records"), row["state"], STATES[row["state"]],
        row["made_at"], row["total"], done, row["sha256"],
    )  # fmt: skip
