"""``partnernet schedule``: asks for what is due, finds what was lost."""

import click

from core.settings import Settings


@click.command()
@click.option("--parent", type=int, hidden=True, help="End when this process has ended.")
@click.pass_obj
def schedule(settings: Settings, parent: int | None) -> None:
    """Ask for the jobs that are due, and wake workers for those that wait, until Ctrl-C.

    One is enough for a store; several do no harm.
    """
    from operations import parents, signals
    from operations.jobs import scheduling

    if parent is not None:
        parents.end_with(parent)
    try:
        with signals.raising_interrupt():
            scheduling.keep(settings)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
