"""What a layer of the judged set consists of.

A layer brings the documents of one or several corpora, each an index of its own, and queries
with the ids of the documents that are right. It does not know who searches.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matching.request import SearchRequest

ASKED = 50
"""Hits that a query asks for: recall is taken at 50."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Files of one import."""

    dataset: str
    format: str
    """Name of a source of ``indexer.sources``, mostly ``catalogue``."""
    files: Sequence[Path]
    mapping: Path | None = None
    """Mapping of a member list; see docs/sources.md."""
    legal_basis: str = ""
    demo: bool = False
    """True for invented data."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The documents of one index that is made for judging. Nothing in them tells what is right."""

    name: str
    """Letters, digits and hyphens; part of index names and of a folder's name. The same name
    stands for the same documents, also in another layer."""
    write: Callable[[Path], Sequence[Delivery]]
    """Writes the files that are imported into a folder. The same call writes the same bytes."""
    texts: Callable[[], Mapping[str, str]] | None = None
    """Texts by document id, for the baselines; None where they are not asked."""
    language: str = ""
    """Language of the texts, for the baselines."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """One judged query."""

    id: str
    """Unique within its layer, and stable."""
    subject: str
    """What decides the half: all queries made of one keyword, notice or organisation share it."""
    corpus: str
    """Name of the corpus that is asked."""
    request: SearchRequest
    """What is searched for, with ``size=ASKED`` unless the layer needs less."""
    right: frozenset[str]
    """Ids of the documents that satisfy the query; never empty."""
    source: str
    """Where the query was taken from: ``keywords_de.tsv``, ``notice 273248-2018``."""
    rule: str
    """The rule that judged it, with the values that it was judged by: ``NACE 25.53 25.40``."""
    group: str
    """Part of the layer in the table: ``NACE``, ``CPV``."""
    direction: str
    """Language of the query → language of the documents: ``de → cs``; only one where that is all
    there is."""
    form: str = ""
    """How it was written: ``plain``, ``misspelt``, …"""
    trade: str = ""


Contents = Callable[[str], Iterable[Mapping[str, Any]]]
"""Yields the documents of the corpus of that name as they were indexed, without vectors; for a
layer that judges what an import made of its files."""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A part of the judged set."""

    name: str
    """As ``partnernet evaluate --layer`` takes it."""
    about: str
    """One sentence: who judged, and by which rule."""
    corpora: Sequence[Corpus]
    queries: Callable[[Contents], Sequence[Query]]
    metrics: Sequence[str] = field(default=("ndcg10", "mrr", "p5", "recall50", "empty"))
    """Names of ``evaluation.judged.metrics.METRICS``."""
    few: bool = False
    """True where both halves together are few; the targets then speak of all queries."""
    evidence: bool = True
    """False for a smoke test: it shows that something is broken, and nothing else."""
