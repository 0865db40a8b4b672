"""Asks a version the golden queries."""

from collections.abc import Iterator, Sequence

from core.progress import Progress
from engine.client import Engine
from evaluation.gate.drawing import Draw, draws
from evaluation.gate.findings import Code, Finding, Reason, judged, skipped
from evaluation.gate.golden import Golden, GoldenFile
from matching.search import Searcher


def asked(
    engine: Engine, searcher: Searcher, golden: GoldenFile, progress: Progress
) -> Iterator[Finding]:
    """Yield a finding for each golden query that fails, and one for all together.

    ``engine`` and ``searcher`` search the version that is looked at.
    """
    enough = [query for query, there in _there(engine, golden.queries) if there >= query.start]
    drawn = [draw for one in golden.drawn for draw in draws(engine, one)]
    progress.start("golden queries", len(enough) + len(drawn))
    failed: list[Finding] = []
    for query in enough:
        failed += _stated(searcher, query)
        progress.advance()
    for draw in drawn:
        failed += _drawn(searcher, draw)
        progress.advance()
    progress.finish()
    yield from failed
    yield _together(len(enough) + len(drawn), len(failed), len(golden.queries) - len(enough))


def _there(engine: Engine, queries: Sequence[Golden]) -> Iterator[tuple[Golden, int]]:
    """Yield each query with the number of documents that bear what it expects."""
    counts = engine.msearch(
        [
            (
                query.collection,
                {
                    "size": 0,
                    "track_total_hits": True,
                    "query": {"bool": {"filter": query.expect.filters()}},
                },
            )
            for query in queries
        ]
    )
    for query, answer in zip(queries, counts, strict=True):
        yield query, int(answer["hits"]["total"]["value"])


def _stated(searcher: Searcher, query: Golden) -> Iterator[Finding]:
    found = searcher.search(query.request).matches
    fitting = sum(query.expect.fits(match.document) for match in found)
    if fitting < query.among:
        yield judged(
            Code.GOLDEN_QUERY,
            f"{query.text!r} ({query.language}): {fitting} of the first {len(found)} have "
            f"{query.expect}, instead of {query.among} at least.",
            good=False,
            params={
                "text": query.text,
                "language": query.language,
                "expected": str(query.expect),
                "collection": query.collection,
            },
            figures={"found": fitting, "hits": len(found), "at_least": query.among},
        )


def _drawn(searcher: Searcher, draw: Draw) -> Iterator[Finding]:
    found = searcher.search(draw.request).matches
    if not any(draw.bears(match.document) for match in found):
        yield judged(
            Code.GOLDEN_QUERY,
            f"{draw.request.text!r}: the organisation of this {draw.what} is not among the first "
            f"{draw.request.size}.",
            good=False,
            params={"text": draw.request.text, "expected": draw.what},
            figures={"found": 0, "hits": len(found), "at_least": 1},
        )


def _together(asked: int, failed: int, left_out: int) -> Finding:
    figures: dict[str, float] = {"asked": asked, "held": asked - failed, "skipped": left_out}
    rest = f"; {left_out} need more documents than there are" if left_out else ""
    if not asked:
        return skipped(
            Code.GOLDEN,
            Reason.TOO_FEW,
            f"No golden query was asked{rest}.",
            figures=figures,
        )
    return judged(
        Code.GOLDEN,
        f"{asked - failed} of {asked} golden queries give what they must{rest}.",
        good=not failed,
        figures=figures,
    )
