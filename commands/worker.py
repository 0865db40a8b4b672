"""``partnernet worker``: does the jobs that wait."""

import sys

import click

from core.settings import Settings


@click.command()
@click.option("--parent", type=int, hidden=True, help="End when this process has ended.")
@click.pass_obj
def worker(settings: Settings, parent: int | None) -> None:
    """Do the jobs that wait, one after the other, until Ctrl-C.

    A job that runs then is given back, and the next worker goes on with it.
    """
    from operations import parents, tasks
    from operations.mail import letters
    from operations.webhooks import speaking
    from search_app.mails import MailLetters
    from search_app.posts import Posts

    if parent is not None:
        parents.end_with(parent)
    speaking.speak_with(Posts)
    letters.write_with(MailLetters)
    sys.exit(tasks.work(settings))
