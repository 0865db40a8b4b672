"""``partnernet language``: what people change of the language data of the files."""

import csv
import sys
from pathlib import Path
from typing import cast

import click

import store
from analyzers import changes
from analyzers.changes import LISTS, OPERATIONS, Change, Operation
from analyzers.entry import ALLOWED, COLUMNS, to_row
from analyzers.overlay import Kind
from commands.author import author_option
from core import progress
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from operations.language import dry_run as trying
from operations.language import proposing
from operations.language.findings import DryRun
from store.overlay import OverlayChange

_LISTS = [f"{kind}.{of_language}" for kind, known in LISTS.items() for of_language in known]
_reason = click.option("--reason", required=True, help="Why; kept with the change.")
_yes = click.option("--yes", "confirmed", is_flag=True, help="Also where something speaks against.")


@click.group()
def language() -> None:
    """Change glossary, stop words, parts of compounds and protected words, and try it out.

    Changes go live with the next index that is built.
    """


@language.command("list")
@click.option("--all", "with_undone", is_flag=True, help="Also those that were undone.")
@click.pass_obj
def list_changes(settings: Settings, with_undone: bool) -> None:
    """List the changes that hold, the oldest first."""
    with store.opened(settings) as opened:
        found = store.overlay.active(opened)
        if with_undone:
            found = store.overlay.history(opened, limit=sys.maxsize)[::-1]
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("Nothing is changed: the files hold as they are.")


@language.group()
def add() -> None:
    """Add an entry of the glossary or a word, or change or take out what the files have."""


@add.command()
@click.argument("id_", metavar="ID")
@click.option("--de", default="", help="German terms, separated by semicolons.")
@click.option("--cs", default="", help="Czech terms.")
@click.option("--en", default="", help="English terms.")
@click.option("--pos", type=click.Choice(ALLOWED["pos"]), default="noun", show_default=True)
@click.option(
    "--direction", type=click.Choice(ALLOWED["direction"]), default="both", show_default=True
)
@click.option("--sector", default="", help="NACE Rev. 2.1 code.")
@click.option("--whole", is_flag=True, help="Not as the last part of a longer German word.")
@click.option("--note", default="", help="What tells it from an entry with the same term.")
@click.option("--remove", is_flag=True, help="Take the entry ID of the files out.")
@_reason
@author_option
@click.pass_obj
def entry(
    settings: Settings,
    /,
    id_: str,
    whole: bool,
    remove: bool,
    reason: str,
    author: str,
    **columns: str,
) -> None:
    """Put an entry into the glossary, or into the place of the one that has its ID."""
    if remove:
        change = Change(kind="term", operation="remove", subject=id_)
    else:
        row = {"id": id_, "whole": "yes" if whole else "", **columns}
        change = proposing.entry_change(row)
    _make(settings, change, reason, author, confirmed=False)


@add.command()
@click.argument("list_", metavar="LIST", type=click.Choice(_LISTS))
@click.argument("word_", metavar="WORD")
@click.option("--remove", is_flag=True, help="Take the word out of the list of the files.")
@_yes
@_reason
@author_option
@click.pass_obj
def word(
    settings: Settings,
    list_: str,
    word_: str,
    remove: bool,
    confirmed: bool,
    reason: str,
    author: str,
) -> None:
    """Put WORD into a list of the files, such as stop_word.de, or take it out."""
    operation: Operation = OPERATIONS[remove]
    kind, _, of_language = list_.partition(".")
    change = changes.of_word(cast(Kind, kind), operation, of_language, word_)
    _make(settings, change, reason, author, confirmed=confirmed)


@language.command()
@click.argument("number", type=int)
@_reason
@author_option
@click.pass_obj
def undo(settings: Settings, number: int, reason: str, author: str) -> None:
    """Take the change NUMBER back; what it replaced holds again."""
    with store.opened(settings) as opened:
        store.overlay.undo(opened, number, reason=reason, author=author)
    click.echo(f"Change {number} is undone; it goes live with the next `partnernet index rebuild`.")


@language.command("dry-run")
@click.pass_obj
def dry_run(settings: Settings) -> None:
    """Show what the first ten of many searches would gain and lose with the changes."""
    shown = progress.for_terminal()
    with store.opened(settings) as opened, node.running(settings, shown) as url:
        engine = Engine.connect(settings, url)
        embedder = embedding.load(settings.embedding)
        found = trying.dry_run(settings, opened, engine, embedder, shown)
    _tell(found)


@language.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(settings: Settings, file: Path) -> None:
    """Write the entries that were added or changed to FILE, in the format of analyzers/glossary.

    A good change moves into the files of the program that way. Words of lists are printed.
    """
    with store.opened(settings) as opened:
        overlay = store.overlay.current(opened)
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(to_row, overlay.entries))
    click.echo(f"{len(overlay.entries)} entries are in {file}.")
    for id_ in overlay.removed:
        click.echo(f"Take out of the glossary: {id_}")
    for listed in overlay.lists:
        for what, words in (("Add to", listed.added), ("Take out of", listed.removed)):
            if words:
                click.echo(f"{what} {listed.kind} {listed.language}: {' '.join(words)}")


def _make(settings: Settings, change: Change, reason: str, author: str, *, confirmed: bool) -> None:
    with store.opened(settings) as opened:
        try:
            made = proposing.make(opened, change, reason=reason, author=author, confirmed=confirmed)
        except proposing.Remarked as error:
            raise click.ClickException(f"{error} Say --yes if you want it all the same.") from None
    click.echo(_line(made))
    click.echo(
        "Try it with `partnernet language dry-run`; it goes live with the next "
        "`partnernet index rebuild`."
    )


def _line(one: OverlayChange) -> str:
    what = f"{one.kind} {one.language}".rstrip()
    verb = "set" if one.entry else {"add": "add", "remove": "take out"}[one.operation]
    line = f"{one.id}  {what}: {verb} {one.subject}  {one.created[:10]}  {one.author}: {one.reason}"
    if one.undone is None:
        return line
    return f"{line}; undone {one.undone[:10]}  {one.undone_by}: {one.undone_reason}"


def _tell(found: DryRun) -> None:
    if found.sample:
        click.echo(f"Both sides were tried on a sample of {found.sample} documents.")
    for one in found.queries:
        click.echo(f"{one.question.language}  {one.question.text}")
        for sign, hits in (("+", one.gained), ("-", one.lost)):
            for hit in hits:
                click.echo(f"  {sign} {hit.name}  {hit.id}")
    click.echo(
        f"{found.changed} of {found.asked} searches would change: {found.gained} gained, "
        f"{found.lost} lost."
    )
