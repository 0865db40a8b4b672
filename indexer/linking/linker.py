"""Links records: gathers rows, compares candidates, joins the sure ones, names organisations."""

from collections.abc import Iterable, Sequence
from functools import reduce

import msgspec

from core.progress import Progress
from core.records import Organisation
from indexer.linking import rows as made
from indexer.linking import scoring
from indexer.linking.candidates import candidates
from indexer.linking.clusters import Clusters, joined
from indexer.linking.gathering import Gathered, gathered
from indexer.linking.naming import best_id
from indexer.linking.related import related
from indexer.linking.rows import Row
from indexer.linking.types import Decision, Links, Pair

_STEP = 10_000
"""Pairs after which progress is told."""


def link(
    organisations: Iterable[Organisation], decisions: Sequence[Decision], progress: Progress
) -> Links:
    """Find out which of ``organisations`` are one; the result does not depend on their order.

    A decision of a person overrides all else: what is decided to be the same is one, and no
    organisation holds two records that are decided to be different. Records that are invented or
    that only a house may see link only among their like. Memory holds a compact row of each id.
    """
    progress.start("linking: reading records")
    given = gathered(_counted(organisations, progress), decisions)
    progress.finish(f"{len(given.rows)} distinct")
    pairs = _compared(given.rows, progress)
    clusters, cut = joined(given.rows, pairs, given.apart)
    named, members = _named(given, clusters)
    return Links(
        organisation_of=dict(sorted(named.items())),
        to_check=_to_check(given, clusters, pairs, cut),
        related=related(members),
    )


def _counted(organisations: Iterable[Organisation], progress: Progress) -> Iterable[Organisation]:
    for record in organisations:
        yield record
        progress.advance()


def _compared(rows: dict[str, Row], progress: Progress) -> list[Pair]:
    """Return the pairs of rows that are one organisation or may be."""
    in_order = [rows[id_] for id_ in sorted(rows)]
    known = scoring.carriers(in_order)
    progress.start("linking: finding candidates")
    found = candidates(in_order)
    progress.finish(f"{len(found)} pairs")
    progress.start("linking: comparing", len(found))
    kept = []
    for start in range(0, len(found), _STEP):
        part = found[start : start + _STEP].tolist()
        for first, second in part:
            pair = scoring.scored(in_order[first], in_order[second], known)
            if pair.band != "no":
                kept.append(pair)
        progress.advance(len(part))
    progress.finish(f"{sum(pair.band == 'sure' for pair in kept)} sure")
    return kept


def _named(given: Gathered, clusters: Clusters) -> tuple[dict[str, str], dict[str, Row]]:
    """Return the organisation of each record of another id, and a row for each organisation."""
    named: dict[str, str] = {}
    organisations = dict(given.rows)
    together = [*clusters.all(), *([row] for row in given.stands_for if clusters.alone(row))]
    for cluster in together:
        ids = [id_ for row in cluster for id_ in given.ids(row)]
        whole = reduce(made.united, (organisations.pop(row) for row in cluster))
        best = best_id(ids, whole.numbers)
        named |= {id_: best for id_ in ids if id_ != best}
        organisations[best] = whole
    return named, organisations


def _to_check(
    given: Gathered, clusters: Clusters, pairs: Sequence[Pair], cut: Sequence[Pair]
) -> tuple[Pair, ...]:
    """Return what a person should decide: of two organisations the likeliest pair, once."""
    doubtful = [pair for pair in pairs if pair.band == "check"]
    doubtful += [_as_check(pair, "chain_conflict") for pair in cut]
    doubtful += [
        Pair(first=one.first, second=one.second, band="check", score=1.0, reasons=("decided_both",))
        for one in given.refused
    ]
    best: dict[tuple[str, str], Pair] = {}
    for pair in sorted(doubtful, key=lambda one: (-one.score, one.first, one.second)):
        rows = given.row_of(pair.first), given.row_of(pair.second)
        between = clusters.between(*rows)
        if between is not None and frozenset(rows) not in given.apart:
            best.setdefault(between, pair)
    return tuple(best.values())


def _as_check(pair: Pair, reason: str) -> Pair:
    return msgspec.structs.replace(pair, band="check", reasons=(*pair.reasons, reason))
