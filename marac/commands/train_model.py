"""`marac train-model`: learn weights from a deployment's own records, inside it, into a new model file."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from marac.clock import Clock
from marac.commands.progress import progress_on_terminal
from marac.commands.spreadsheets import IN_FILE, OUT_FILE, say, told_in_one_line
from marac.errors import Refused
from marac.records.filling import fill_store
from marac.records.samples import sample_of
from meetings.people.levels import Levels
from meetings.people.model import model_text
from meetings.people.training import train
from meetings.people.training_pairs import apart_pairs, blind_pairs, near_pairs

BLIND_PAIRS = 2_000_000
BLIND_PAIRS_A_RECORD = 20


@click.command(name="train-model")
@click.argument("records", type=IN_FILE)
@click.argument("out", type=OUT_FILE)
@click.option("--name", help="Name that decisions keep; the name of OUT when left out.")
@click.option(
    "--origin", default="Trained on this deployment's own records.", help="A sentence on where it comes from."
)
def command(records: Path, out: Path, name: str | None, origin: str) -> None:
    """Learn from RECORDS, of which nobody needs to say who is who, and write the model to OUT.

    A model is never overwritten: decisions of years ago are told by the model that weighed them.
    """
    told_in_one_line(lambda: _train(records, out, name or out.stem, origin))


def _train(records: Path, out: Path, name: str, origin: str) -> None:
    if out.exists():
        raise Refused(f"{out.name} stands already. Models are added, never overwritten: give another name.")
    people, cases = sample_of(fill_store(records, say, progress_on_terminal("Rows read")))
    watch = progress_on_terminal("Pairs compared")
    model = train(
        name,
        blocked=_watched(near_pairs(people, cases=cases), watch),
        random=_watched(blind_pairs(people, min(BLIND_PAIRS, BLIND_PAIRS_A_RECORD * len(people))), watch),
        apart=_watched(apart_pairs(people, cases=cases), watch),
        number_of_records=len(people),
        made_on=Clock().now().date(),
        origin=origin,
    )
    try:
        out.write_text(model_text(model), encoding="utf-8")
    except OSError:
        raise Refused(f"{out.name} cannot be written.") from None


def _watched(pairs: Iterable[Levels], watch: Callable[[int], None]) -> Iterator[Levels]:
    for number, levels in enumerate(pairs):
        watch(number)
        yield levels
