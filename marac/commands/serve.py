"""`marac serve`: the pages, and the jobs as well where no Redis is set."""

from pathlib import Path

import click

from marac.app import serve
from marac.commands.doorway import data_option, told_plainly
from marac.logs import start_logs
from marac.memory import give_memory_back
from marac.settings import read_settings
from tasks.opening import open_service


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@data_option
def command(host: str, port: int, data: Path | None) -> None:
    """Serve the pages until told to stop."""

    async def serving() -> None:
        settings = read_settings(data=data)
        start_logs(settings.log_level)
        give_memory_back()
        async with open_service(settings) as service:
            await serve(service, host=host, port=port)

    told_plainly(serving)
