"""``partnernet job``: jobs that wait, run or have ended."""

import click

import store
from commands.author import author_option
from core.settings import Settings
from store import jobs
from store.jobs import Job, JobProgress, JobState


@click.group()
def job() -> None:
    """Look at jobs, cancel one, do one again."""


@job.command("list")
@click.option(
    "--state",
    type=click.Choice([state.value for state in JobState]),
    multiple=True,
    help="Only jobs in this state; may be given several times.",
)
@click.option("--kind", help="Only jobs of this kind.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.pass_obj
def list_(settings: Settings, state: tuple[str, ...], kind: str | None, limit: int) -> None:
    """List jobs, the newest first."""
    with store.opened(settings) as opened:
        found = jobs.listed(opened, states=[JobState(one) for one in state], kind=kind, limit=limit)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("There are no such jobs.")


@job.command()
@click.argument("number", type=int)
@click.pass_obj
def show(settings: Settings, number: int) -> None:
    """Show all that is known of a job."""
    with store.opened(settings) as opened:
        found = jobs.one(opened, number)
    click.echo(_line(found))
    told = {
        "asked for": f"{found.created} by {found.author}",
        "due": found.due,
        "began": found.started and f"{found.started}, attempt {found.attempts}, {found.worker}",
        "ended": found.ended,
        "cancelled by": found.cancel_wished_by,
        "arguments": _pairs(found.arguments),
        "did": _pairs(found.outcome),
    }
    for name, value in told.items():
        if value:
            click.echo(f"  {name}: {value}")
    if found.progress:
        click.echo(f"  progress: {_progress(found.progress)}")
        for remark in found.progress.remarks:
            click.echo(f"    {remark}")


@job.command()
@click.argument("number", type=int)
@author_option
@click.pass_obj
def cancel(settings: Settings, number: int, author: str) -> None:
    """Cancel a job: at once while it waits, at its next sign of progress while it runs."""
    with store.opened(settings) as opened:
        found = jobs.cancel(opened, number, author=author)
    ended = found.state is JobState.CANCELLED
    click.echo(f"Job {number} is cancelled." if ended else f"Job {number} will end soon.")


@job.command()
@click.argument("number", type=int)
@author_option
@click.pass_obj
def again(settings: Settings, number: int, author: str) -> None:
    """Do a job that ended once more, as a new job."""
    from operations.jobs import again as asked_again

    with store.opened(settings) as opened:
        new = asked_again(settings, opened, number, author=author)
    click.echo(f"Job {new.id} waits.")


def _line(one: Job) -> str:
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.id}  {one.kind}  {one.state}  {one.created[:16]}  {one.author}{reason}"


def _pairs(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _progress(progress: JobProgress) -> str:
    of = f" of {progress.total}" if progress.total is not None else ""
    left = progress.seconds_left
    parts = (
        progress.stage,
        progress.step,
        f"{progress.done}{of}, {progress.rate:.0f}/s" if progress.done else "",
        f"{left:.0f} s left" if left else "",
    )
    return ", ".join(part for part in parts if part)
