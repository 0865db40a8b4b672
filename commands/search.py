"""``partnernet search``: the same search as the page's, printed."""

import click
import msgspec
from rich.console import Console
from rich.markup import escape

from core.progress import Silent
from core.settings import Settings
from matching.answer import Match, Reason, SearchAnswer
from matching.request import LANGUAGES, LARGEST_SIZE, SearchRequest


@click.command()
@click.argument("text", default="")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the text; else found out.")
@click.option("--country", help="DE or CZ.")
@click.option("--kind", help="Kind of organisation: company, university, institute, chamber, …")
@click.option("--sector", help="NACE Rev. 2.1 section, division, group or class: C, 25, 25.53.")
@click.option("--near", help="A place, a postal code, or LATITUDE,LONGITUDE.")
@click.option("--radius", type=float, help="Kilometres around --near. [default: 50]")
@click.option("--offers", is_flag=True, help="Search offers, requests and events.")
@click.option("--page", type=int, default=1, show_default=True)
@click.option("--size", type=click.IntRange(1, LARGEST_SIZE), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.pass_obj
def search(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    text: str,
    lang: str | None,
    country: str | None,
    kind: str | None,
    sector: str | None,
    near: str | None,
    radius: float | None,
    offers: bool,
    page: int,
    size: int,
    as_json: bool,
) -> None:
    """Search for TEXT, and print hits with their reasons.

    A reason reads "code (field) [language]: words of the query → what they were searched as".
    """
    request = SearchRequest(
        collection="offers" if offers else "organisations",
        text=text,
        language=lang,
        country=country.upper() if country else None,
        kind=kind,
        sector=sector,
        near=near,
        radius_km=radius,
        page=page,
        size=size,
    )
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
        lines += ["", _headline(number, match), *map(_reason, match.reasons)]
        if match.missing:
            lines.append(escape(f"   not found: {', '.join(match.missing)}"))
    return lines


def _headline(number: int, match: Match) -> str:
    document = match.document
    where = " ".join(filter(None, (document.get("country"), document.get("locality"))))
    demo = " [yellow](demo)[/yellow]" if document.get("demo") else ""
    name = escape(str(document.get("name", match.id)))
    return f"{number}. [bold]{name}[/bold]  {escape(where)}{demo}  [dim]{escape(match.id)}[/dim]"


def _reason(reason: Reason) -> str:
    said = ", ".join(reason.terms) or reason.key
    through = f" → {', '.join(reason.through)}" if reason.through else ""
    if reason.cosine is not None:
        said, through = f"cosine {reason.cosine:.2f}", ""
    language = f" [{reason.language}]" if reason.language else ""
    return escape(f"   {reason.code} ({reason.field}){language}: {said}{through}")
