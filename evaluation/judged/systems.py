"""Who is asked: PartnerNet's own search, and the baselines that it is measured against."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from engine.embedding import Embedder
from evaluation.judged.corpora import Built
from evaluation.judged.results import OURS
from evaluation.judged.types import Query
from matching.search import Searcher


class Systems(Protocol):
    """One or several systems that answer the same query, since they share work."""

    def answers(self, query: Query) -> Mapping[str, Sequence[str]]:
        """Return the ids that each system found, best first, by the system's name.

        Empty where the systems are not asked in this corpus.
        """


class PartnerNet:
    """The search of the product, as pages and API use it."""

    def __init__(self, corpora: Mapping[str, Built], embedder: Embedder) -> None:
        self._searchers = {
            name: Searcher(built.engine, embedder) for name, built in corpora.items()
        }

    def answers(self, query: Query) -> Mapping[str, Sequence[str]]:
        """Return what :class:`matching.search.Searcher` found."""
        found = self._searchers[query.corpus].search(query.request)
        return {OURS: [match.id for match in found.matches]}
