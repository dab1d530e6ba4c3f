"""The command line: `marac NAME …`. Each command stands in a file of its own and is read only when it is called."""

from importlib import import_module

import click

# A new command is one line here and one file with a click command called `command`.
COMMANDS = {
    "area": "marac.commands.area",
    "audit": "marac.commands.audit",
    "backup": "marac.commands.backup",
    "bench": "marac.commands.bench",
    "bring-in": "marac.commands.bring_in",
    "check": "marac.commands.check",
    "demo": "marac.commands.demo",
    "duplicates": "marac.commands.duplicates",
    "export": "marac.commands.export",
    "intake": "marac.commands.intake",
    "keys": "marac.commands.keys",
    "match": "marac.commands.match",
    "migrate": "marac.commands.migrate",
    "practice": "marac.commands.practice",
    "report": "marac.commands.report",
    "restore": "marac.commands.restore",
    "seal": "marac.commands.seal",
    "serve": "marac.commands.serve",
    "text-pack": "marac.commands.text_pack",
    "train-model": "marac.commands.train_model",
    "worker": "marac.commands.worker",
}


class LateGroup(click.Group):
    """A group whose commands are imported when somebody asks for them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=LateGroup)
@click.version_option(package_name="marac-coordinator")
def main() -> None:
    """Meeting Desk: the desk from which Maracs are run."""
