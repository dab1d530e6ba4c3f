"""`marac text-pack`: load an area's licensed wording of a form, whole or not at all."""

from pathlib import Path

import click

from marac.commands.doorway import act_in_area, area_option, data_option, run_in_service
from marac.counts import show_count
from marac.dates import show_date
from meetings.case_forms.text_packs import load_text_pack
from meetings.forms.text_pack import Pack, PackRefused
from tasks.opening import Service


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@area_option
@data_option
def command(file: Path, slug: str, data: Path | None) -> None:
    """Load the licensed wording of a form. It is read and printed with it, and with the line of its licence."""

    raw = file.read_bytes()

    async def work(service: Service) -> Pack:
        act = await act_in_area(service, slug)
        with act.at_work():
            return await load_text_pack(act, raw)

    try:
        pack = run_in_service(work, data=data)
    except PackRefused as refusal:
        for fault in refusal.faults:
            click.echo(fault, err=True)
        raise click.exceptions.Exit(1) from refusal
    questions = show_count(len(pack.words), "question", "questions")
    click.echo(
        f"{slug}: {pack.form} version {pack.version}, {questions} in licensed words from {show_date(pack.from_on)}"
    )
