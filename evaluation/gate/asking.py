"""Asks a version the golden queries."""

from collections.abc import Iterator, Sequence

from core.progress import Progress
from engine.client import Engine
from evaluation.gate.drawing import Draw, draws
from evaluation.gate.findings import Code, Finding, Reason, Value, judged, skipped
from evaluation.gate.golden import Golden, GoldenFile
from matching.search import Searcher

_HALF = 0.5
"""Of the live version's documents: with fewer, and too few to be asked, something was lost."""


def asked(
    engine: Engine,
    searcher: Searcher,
    live: Engine | None,
    golden: GoldenFile,
    progress: Progress,
) -> Iterator[Finding]:
    """Yield a finding for each golden query that fails, and one for all together.

    ``engine`` and ``searcher`` search the version that is looked at, ``live`` the live one.
    """
    queries = golden.queries
    there = _there(engine, queries)
    before = _there(live, queries) if live else [0] * len(queries)
    enough = [query for query, count in zip(queries, there, strict=True) if count >= query.start]
    lost = [
        _lost(query, count, was)
        for query, count, was in zip(queries, there, before, strict=True)
        if count < query.start <= was and count < was * _HALF
    ]
    drawn = [draw for one in golden.drawn for draw in draws(engine, one)]
    progress.start("golden queries", len(enough) + len(drawn))
    failed = lost
    for query in enough:
        failed += _stated(searcher, query)
        progress.advance()
    for draw in drawn:
        failed += _drawn(searcher, draw)
        progress.advance()
    progress.finish()
    yield from failed
    tried = len(enough) + len(drawn) + len(lost)
    yield _together(tried, len(failed), len(queries) - len(enough) - len(lost))


def _there(engine: Engine, queries: Sequence[Golden]) -> list[int]:
    """Return for each query the number of documents that bear what it expects."""
    answers = engine.msearch(
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
    return [int(answer["hits"]["total"]["value"]) for answer in answers]


def _lost(query: Golden, there: int, before: int) -> Finding:
    return judged(
        Code.GOLDEN_QUERY,
        f"{query.text!r} ({query.language}): {there} documents have {query.expect}, {before} in "
        "the live version.",
        good=False,
        params=_params(query),
        figures={"found": there, "live": before},
    )


def _params(query: Golden) -> dict[str, Value]:
    return {
        "text": query.text,
        "language": query.language,
        "expected": str(query.expect),
        "collection": query.collection,
    }


def _stated(searcher: Searcher, query: Golden) -> Iterator[Finding]:
    found = searcher.search(query.request).matches
    fitting = sum(query.expect.fits(match.document) for match in found)
    if fitting < query.among:
        yield judged(
            Code.GOLDEN_QUERY,
            f"{query.text!r} ({query.language}): {fitting} of the first {len(found)} have "
            f"{query.expect}, instead of {query.among} at least.",
            good=False,
            params=_params(query),
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
