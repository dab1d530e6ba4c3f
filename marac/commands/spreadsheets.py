"""What commands on spreadsheets of people have in common: files, the model, errors in one line, whole results only."""

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from marac.commands.progress import end_of_progress
from marac.commands.telling import FAILED, shown
from marac.errors import MaracError, Refused
from marac.records.workers import seldom_swept
from meetings.people.model import Model, default_model, load_model

Function = TypeVar("Function", bound=Callable[..., Any])
IN_FILE = click.Path(exists=False, dir_okay=True, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)


def model_option(function: Function) -> Function:
    told = "A model made by train-model; the one that ships when left out."
    return click.option("--model", "model_file", type=IN_FILE, help=told)(function)


def chosen_model(file: Path | None) -> Model:
    return default_model() if file is None else load_model(file)


def say(line: str) -> None:
    """One line about one row."""
    end_of_progress()
    click.echo(shown(line), err=True)


def told_in_one_line(work: Callable[[], None]) -> None:
    """Our own errors become a line on standard error, and the command fails."""
    try:
        with seldom_swept():
            work()
    except MaracError as error:
        say(str(error))
        raise SystemExit(FAILED) from None
    finally:
        end_of_progress()


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The file stands whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)
        os.replace(unfinished, path)
    except OSError:
        raise Refused(f"{path.name} cannot be written.") from None
    finally:
        unfinished.unlink(missing_ok=True)
