"""`marac worker`: run the jobs that Redis nudges and the outbox holds."""

from pathlib import Path

import click

from marac.commands.doorway import data_option, told_plainly
from marac.logs import start_logs
from marac.memory import give_memory_back
from marac.settings import read_settings
from tasks.worker import work


@click.command()
@data_option
def command(data: Path | None) -> None:
    """Run jobs until told to stop."""

    async def working() -> None:
        settings = read_settings(data=data)
        start_logs(settings.log_level)
        give_memory_back()
        await work(settings)

    told_plainly(working)
