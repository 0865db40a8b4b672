"""``partnernet index verify``: the checks before a switch, on a version that is there."""

import click

from core import progress
from core.errors import BadRequest, EngineUnavailable
from core.settings import Settings
from engine import embedding, node, versions
from engine.client import Engine
from evaluation import gate
from evaluation.gate import Findings, Verdict
from mappings import COLLECTIONS

_MARKS = {
    Verdict.GOOD: ("ok", "green"),
    Verdict.SKIPPED: ("skipped", "yellow"),
    Verdict.BAD: ("WRONG", "red"),
}


@click.command()
@click.argument("names", metavar="[VERSION]…", nargs=-1)
@click.pass_context
def verify(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Check the live index as a new one is checked before it goes live.

    VERSION is the name of another version, as `partnernet index status` shows it, which is then
    compared with the live one; for a collection that none is named of, the live one is taken.
    Changes nothing. The exit status is 1 when something is wrong.
    """
    settings: Settings = ctx.obj
    shown = progress.for_terminal()
    embedder = embedding.load(settings.embedding)
    with node.running(settings, shown) as url:
        engine = Engine.connect(settings, url)
        try:
            live, named = versions.live_all(engine), _by_collection(engine, names)
            findings = gate.verify(
                engine,
                embedder,
                live=live if named else None,
                new=_whole({**live, **named}),
                expected={},
                progress=shown,
                kept=gate.figures_file(settings),
            )
        finally:
            engine.close()
    _print(findings)
    ctx.exit(0 if findings.good else 1)


def _by_collection(engine: Engine, names: tuple[str, ...]) -> dict[str, str]:
    """Return the versions called ``names`` by collection; raises BadRequest for any other name."""
    found: dict[str, str] = {}
    for name in names:
        of = [one for one in COLLECTIONS if versions.pattern(engine.prefix, one).fullmatch(name)]
        if not of or not engine.client.indices.exists(index=name):
            raise BadRequest(
                f"There is no version {name}; `partnernet index status` names those there are.",
                "version",
            )
        found[of[0]] = name
    return found


def _whole(asked: dict[str, str]) -> dict[str, str]:
    if asked.keys() != set(COLLECTIONS):
        raise EngineUnavailable("There is no index yet; run `partnernet index rebuild`.")
    return asked


def _print(findings: Findings) -> None:
    for one in findings.findings:
        mark, colour = _MARKS[one.verdict]
        click.echo(f"{click.style(f'{mark:7}', fg=colour)}  {one.words}")
    click.echo(f"{len(findings.findings)} checks in {findings.seconds:.1f} s")
