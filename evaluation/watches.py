"""What a written document costs with many saved searches: ``python -m evaluation.watches``.

On the index that is there, 1,000 of its documents are held against 100, 1,000 and 10,000 searches,
the judged keywords with filters by chance (:mod:`evaluation.watches_made`). The same documents each
time, in batches as the hourly work does it; the order turns from round to round, so that none
profits more from caches or a quiet machine, and the median of the rounds is shown.

Counted is all that a document costs: the question to the percolator with the document in it, the
product of vectors, and joining both. Shown beside it is what is done once for all documents of a
run: planning the searches (``first`` with embedding them, ``again`` as the process that remembers
does it) and storing what is not stored yet. Not counted is writing the alerts, which costs by the
alert.

With ``--check`` each of the most searches is also asked which of the documents it shows, and what
was found for it must be the same.

The exit status is 1 where a hundred times the searches cost more than ten times as much, or where
anything differs.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any, TypeVar

import psutil

from core import confirmation
from core.errors import EngineUnavailable, PartnerNetError
from core.settings import Settings
from engine import contents, embedding, node, versions
from engine.client import Engine
from engine.embedding import Remembering
from evaluation.figures import Figure
from evaluation.watches_made import made
from evaluation.watches_shown import differing
from indexer.batches import batches
from matching.request import SearchRequest
from matching.search import Searcher
from matching.stored import AT_ONCE, Document, StoredSearches

T = TypeVar("T")

SIZES = (100, 1_000, 10_000)
GROWTH = 10
"""Times as much as one may cost where there are a hundred times the searches."""
_COLLECTION = "organisations"
_SEED = 20261124
_MOST_TOLD = 20
"""Differences that are printed: the first ones tell what is wrong."""
_MEGABYTE = 1 << 20


@dataclass
class Stored:
    """So many searches, stored, and what it took."""

    count: int
    searches: StoredSearches
    first: float
    """Seconds of planning with embedding."""
    again: float
    """Seconds of planning where each text was embedded before."""
    storing: float
    parts: int
    megabytes: float
    """By which the process grew."""
    taken: list[float] = field(default_factory=list)
    """Milliseconds a document, by round."""
    fitting: int = 0
    """Searches that a document belongs to, all documents together."""

    @property
    def cost(self) -> float:
        """Median of the rounds: milliseconds a document."""
        return median(self.taken)


def main() -> None:
    """Measure, and print a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.watches", description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--watches", type=int, nargs="+", default=SIZES, help="how many searches")
    parser.add_argument("--check", action="store_true", help="compare with asking each search")
    given = parser.parse_args()
    settings = Settings.from_environment()
    try:
        with node.running(settings) as url:
            engine = Engine.connect(settings, url)
            embedder = Remembering(embedding.load(settings.embedding))
            growth = measured(engine, embedder, given.watches, given.documents, given.rounds)
            wrong = (
                _different(engine, embedder, given.watches, given.documents) if given.check else 0
            )
    except PartnerNetError as error:
        sys.exit(str(error))
    print(growth)
    sys.exit(0 if growth.kept and not wrong else 1)


def measured(
    engine: Engine, embedder: Remembering, sizes: Sequence[int], documents: int, rounds: int
) -> Figure:
    """Print a line for each of ``sizes``; return how many times the cost grew from first to last.

    Raises EngineUnavailable where there is no index.
    """
    written = _documents(engine, documents)
    with _stored(engine, embedder, sizes) as several:
        for one in several:
            one.fitting = sum(map(len, _held(one.searches, written)))  # and warms it
        for number in range(rounds):
            for one in several if number % 2 == 0 else reversed(several):
                seconds, _ = _timed(partial(_held, one.searches, written))
                one.taken.append(1_000 * seconds / len(written))
    print(f"{len(written)} documents, {rounds} rounds, {AT_ONCE} documents at once")
    print(_line("searches", "stored", "ms a document", "from", "to", "fitting", "first s",
                "again s", "storing s", "MB"))  # fmt: skip
    for one in several:
        print(_line(one.count, one.parts, *_shown(one, len(written))))
    least, most = several[0], several[-1]
    return Figure(
        f"{most.count} to {least.count} searches", most.cost / least.cost, "times", at_most=GROWTH
    )


def _different(engine: Engine, embedder: Remembering, sizes: Sequence[int], documents: int) -> int:
    """Print what differs between the documents found for a search and those that it shows."""
    written = _documents(engine, documents)
    count = max(sizes)
    with _stored(engine, embedder, [count]) as (one,):
        held = _held(one.searches, written)
    requests = dict(enumerate(made(count, _SEED)))
    told: dict[int, set[str]] = {number: set() for number in requests}
    for document, fitting in zip(written, held, strict=True):
        for number in map(int, fitting):
            told[number].add(document["id"])
    ids = [document["id"] for document in written]
    found = differing(Searcher(engine, embedder), requests, told, ids)
    print(f"{sum(map(len, told.values()))} found, {len(found)} differ from what a search shows")
    print(*found[:_MOST_TOLD], sep="\n", end="\n" if found else "")
    return len(found)


def _shown(one: Stored, documents: int) -> Iterator[str]:
    seconds = (one.first, one.again, one.storing)
    yield from (f"{value:.2f}" for value in (one.cost, min(one.taken), max(one.taken)))
    yield f"{one.fitting / documents:.1f}"
    yield from (f"{value:.1f}" for value in seconds)
    yield f"{one.megabytes:.0f}"


def _line(*values: object) -> str:
    return " ".join(f"{value!s:>13}" for value in values)


def _documents(engine: Engine, count: int) -> list[Document]:
    """Return ``count`` documents of the live index, whichever come first by a hash of their id."""
    version = versions.live(engine, _COLLECTION)
    if version is None:
        raise EngineUnavailable("There is no index yet; run `partnernet index rebuild`.")
    ids = sorted((id_ for id_, _ in contents.hashes(engine, version)), key=_drawn)[:count]
    return [
        one for some in batches(ids, AT_ONCE) for one in contents.documents(engine, version, some)
    ]


def _drawn(id_: str) -> bytes:
    return hashlib.blake2b(id_.encode()).digest()


@contextmanager
def _stored(engine: Engine, embedder: Remembering, sizes: Sequence[int]) -> Iterator[list[Stored]]:
    """Store the first so many of the same searches, each in an index that is removed afterwards."""
    names = [f"{engine.prefix}-measured-{size}" for size in sizes]
    requests = made(max(sizes), _SEED)
    searcher = Searcher(engine, embedder)
    try:
        yield [
            _one(engine, searcher, embedder.dimension, name, requests[:size])
            for name, size in zip(names, sizes, strict=True)
        ]
    finally:
        for name in names:
            engine.client.indices.delete(index=name, params={"ignore_unavailable": "true"})


def _one(
    engine: Engine, searcher: Searcher, dimension: int, name: str, requests: Sequence[SearchRequest]
) -> Stored:
    before = psutil.Process().memory_info().rss

    def planned() -> dict[str, Any]:
        return {str(number): searcher.plan(one) for number, one in enumerate(requests)}

    first, _ = _timed(planned)
    again, queries = _timed(planned)
    storing, searches = _timed(
        lambda: StoredSearches.beside(engine, name, _COLLECTION, dimension, queries)
    )
    return Stored(
        count=len(requests),
        searches=searches,
        first=first,
        again=again,
        storing=storing,
        parts=len(searches.watches.parts()),
        megabytes=(psutil.Process().memory_info().rss - before) / _MEGABYTE,
    )


def _held(searches: StoredSearches, documents: Sequence[Document]) -> list[frozenset[str]]:
    today = confirmation.today()
    return [ids for some in batches(documents, AT_ONCE) for ids in searches.fitting(some, today)]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    main()
