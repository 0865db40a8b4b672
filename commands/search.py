"""``partnernet search``: the same search as the page's, printed."""

import click
import msgspec
from rich.console import Console
from rich.markup import escape

from commands.search_options import search_options
from core.progress import Silent
from core.settings import Settings
from matching.answer import Match, Reason, SearchAnswer
from matching.request import LARGEST_SIZE, SearchRequest


@click.command()
@search_options
@click.option("--page", type=int, default=1, show_default=True)
@click.option("--size", type=click.IntRange(1, LARGEST_SIZE), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.pass_obj
def search(settings: Settings, request: SearchRequest, page: int, size: int, as_json: bool) -> None:
    """Search for TEXT, and print hits with their reasons.

    A reason reads "code (field) [language]: words of the query → what they were searched as".
    """
    request = msgspec.structs.replace(request, page=page, size=size)
    answer = _answer(settings, request)
    if as_json:
        click.echo(msgspec.json.encode(answer))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in _lines(answer):
        console.print(line)


def _answer(settings: Settings, request: SearchRequest) -> SearchAnswer:
    from engine import embedding, node
    from engine.client import Engine
    from matching.search import Searcher

    with node.running(settings, Silent()) as url:
        searcher = Searcher(Engine.connect(settings, url), embedding.load(settings.embedding))
        return searcher.search(request)


def _lines(answer: SearchAnswer) -> list[str]:
    """Return the answer in rich's markup, one line each."""
    found_out = " (found out)" if answer.language_found_out else ""
    lines = [f"{answer.total} found; language of the query: {answer.language}{found_out}"]
    for part in answer.bridge:
        if part.active and part.terms:
            terms = escape(", ".join(part.terms))
            lines.append(f"[dim]also searched, {part.kind}: {escape(part.query)} → {terms}[/dim]")
    if answer.demo:
        lines.append("[yellow]Entries marked (demo) are invented.[/yellow]")
    first = (answer.page - 1) * answer.size + 1
    for number, match in enumerate(answer.matches, first):
        lines += ["", _headline(number, match), *map(reason_line, match.reasons)]
        if match.missing:
            lines.append(escape(f"   not found: {', '.join(match.missing)}"))
    return lines


def _headline(number: int, match: Match) -> str:
    document = match.document
    where = " ".join(filter(None, (document.get("country"), document.get("locality"))))
    demo = " [yellow](demo)[/yellow]" if document.get("demo") else ""
    name = escape(str(document.get("name", match.id)))
    return f"{number}. [bold]{name}[/bold]  {escape(where)}{demo}  [dim]{escape(match.id)}[/dim]"


def reason_line(reason: Reason) -> str:
    """Return a reason in rich's markup, as :func:`search` explains it."""
    said = ", ".join(reason.terms) or reason.key
    through = f" → {', '.join(reason.through)}" if reason.through else ""
    if reason.cosine is not None:
        said, through = f"cosine {reason.cosine:.2f}", ""
    language = f" [{reason.language}]" if reason.language else ""
    return escape(f"   {reason.code} ({reason.field}){language}: {said}{through}")
