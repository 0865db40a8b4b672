"""The group ``partnernet``: finds subcommands, and says expected errors in one sentence."""

import errno
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

import click
import structlog

from core import logs, watching
from core.errors import PartnerNetError
from core.settings import Settings
from core.tally import Tally

COMMANDS = {
    "up": "Start everything in the foreground: node, data, index, service.",
    "serve": "Serve pages and API over the index that is there.",
    "search": "Search, and print hits with their reasons.",
    "data": "Import registers, write the demo, show what is there.",
    "index": "Build the index, show its state.",
    "worker": "Do the jobs that wait.",
    "schedule": "Ask for the jobs that are due, find those that were lost.",
    "job": "Look at jobs, cancel one, do one again.",
    "report": "Show what the last load brought, and what to look at first.",
    "block": "Block organisations or single fields, so that nobody sees them.",
    "link": "Decide which records are one organisation.",
    "language": "Change glossary and lists of words, and try it out.",
    "user": "Say who may run the service, and let them log in.",
    "house": "Make and list chambers and networks that save searches.",
    "watch": "Save searches for a house, and look at what they report.",
    "mail": "Look at the mails that wait and were sent, and try the server.",
    "webhook": "Look at where houses have their reports posted, try it, go on.",
    "store": "Look at the store of what people decide, and upgrade it.",
    "node": "Start, stop or look at the embedded OpenSearch node.",
    "backup": "Write all that cannot be made again to one file.",
    "restore": "Put a backup into an empty home.",
    "evaluate": "Measure how well search finds what the judged set says is right.",
    "doctor": "Say what is missing or wrong on this machine, and how to mend it.",
}
"""Subcommands in the order a newcomer meets them. Each is ``commands/<name>.py``."""

_SERVICES = ("up", "serve", "worker", "schedule")
"""What runs until it is stopped: its events go to standard error too."""

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 + SIGINT."""

# What a full or read-only disk says; anything else from the system is a fault of ours.
_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}


class Lazy(click.Group):
    """Imports a subcommand only when it is called, so that ``--help`` is instant."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import ``commands.<name>`` and return its command of the same name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"commands.{cmd_name}")
        command = getattr(module, cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"commands.{cmd_name}.{cmd_name} is no click command")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the table, without importing what it names."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy)
@click.version_option(package_name="partnernet")
@click.pass_context
def partnernet(ctx: click.Context) -> None:
    """Search and matchmaking for firms of the Saxon-Czech border region.

    PARTNERNET_HOME says where node, data, caches and logs live; docs/operations.md lists all
    settings.
    """
    settings = Settings.from_environment()
    command = ctx.invoked_subcommand or "partnernet"
    logs.set_up(settings, command, verbose=command in _SERVICES)
    watching.watch(Tally(settings))
    ctx.obj = settings


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 expected error, 2 wrong usage, 130 Ctrl-C."""
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    try:
        result = partnernet.main(arguments, prog_name="partnernet", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except PartnerNetError as error:
        return _failed(str(error))
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        structlog.get_logger(__name__).info("refused by the system", exc_info=True)
        return _failed(f"{error.filename or 'A file'}: {error.strerror}.")
    return result if isinstance(result, int) else 0


def _failed(sentence: str) -> int:
    click.echo(sentence, err=True)
    return 1
