"""``partnernet doctor``: what is missing or wrong on this machine."""

import click

from core.settings import Settings

_MARKS = {"good": ("ok", "green"), "later": ("later", "yellow"), "wrong": ("WRONG", "red")}


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port that the service is to listen on.",
)
@click.pass_context
def doctor(ctx: click.Context, port: int) -> None:
    """Say what is missing or wrong on this machine, and how to mend it.

    Starts and changes nothing. "later" means that nothing need be done: it comes with the next
    start. The exit status is 1 when something is wrong.
    """
    from operations import diagnosis

    settings: Settings = ctx.obj
    wrong = 0
    for finding in diagnosis.examine(settings, port):
        mark, colour = _MARKS[finding.state]
        click.echo(f"{click.style(f'{mark:5}', fg=colour)}  {finding.subject}: {finding.words}")
        wrong += finding.state is diagnosis.State.WRONG
    ctx.exit(1 if wrong else 0)
