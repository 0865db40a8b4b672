"""Finds out which rows of one realm are one organisation."""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce

import msgspec

from core.progress import Progress
from indexer.linking import decided, scoring
from indexer.linking import rows as made
from indexer.linking.candidates import candidates
from indexer.linking.clusters import Clusters, joined
from indexer.linking.decided import Decided
from indexer.linking.naming import best_id
from indexer.linking.rows import Row
from indexer.linking.types import Decision, Pair

_STEP = 10_000
"""Pairs after which progress is told."""


class Resolved(msgspec.Struct, frozen=True):
    """Which rows are one."""

    organisation_of: dict[str, str]
    """By id of a row that has another id than its organisation."""
    organisations: dict[str, Row]
    """What all rows of an organisation tell together, by its id."""
    to_check: tuple[Pair, ...]


def resolved(
    rows: Mapping[str, Row],
    decisions: Sequence[Decision],
    progress: Progress,
    fixed: Collection[str] = frozenset(),
) -> Resolved:
    """Compare ``rows`` and join what is sure. Those that are ``fixed`` are never made one."""
    given = decided.apply(rows, decisions, fixed)
    pairs = _compared(given.rows, fixed, progress)
    clusters = Clusters(given.rows, given.apart, fixed)
    cut = joined(clusters, pairs)
    organisation_of, organisations = _named(given, clusters, fixed)
    return Resolved(organisation_of, organisations, _to_check(given, clusters, pairs, cut))


def _compared(rows: dict[str, Row], fixed: Collection[str], progress: Progress) -> list[Pair]:
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
            a, b = in_order[first], in_order[second]
            if fixed and a.id in fixed and b.id in fixed:
                continue
            pair = scoring.scored(a, b, known)
            if pair:
                kept.append(pair)
        progress.advance(len(part))
    progress.finish(f"{sum(pair.band == 'sure' for pair in kept)} sure")
    return kept


def _named(
    given: Decided, clusters: Clusters, fixed: Collection[str]
) -> tuple[dict[str, str], dict[str, Row]]:
    """Return the organisation of each id that has another one, and a row for each organisation."""
    others: dict[str, list[str]] = {row: [] for row in given.root.values()}
    for id_, row in given.root.items():
        others[row].append(id_)
    clustered = [*clusters.all()]
    clustered += [[row] for row in others if len(clusters.members(row)) == 1]
    organisations = dict(given.rows)
    organisation_of: dict[str, str] = {}
    for cluster in clustered:
        ids = [id_ for row in cluster for id_ in (row, *others.get(row, ()))]
        whole = reduce(made.united, (organisations.pop(row) for row in cluster))
        stays = next((id_ for id_ in ids if id_ in fixed), None)
        best = stays or best_id(ids, whole.numbers)
        organisations[best] = msgspec.structs.replace(whole, id=best)
        organisation_of |= {id_: best for id_ in ids if id_ != best}
    return organisation_of, organisations


def _to_check(
    given: Decided, clusters: Clusters, pairs: Sequence[Pair], cut: Sequence[Pair]
) -> tuple[Pair, ...]:
    """Return what a person should decide: of two organisations the likeliest pair, once."""
    doubtful = [pair for pair in pairs if pair.band == "check"]
    doubtful += [
        msgspec.structs.replace(pair, band="check", reasons=(*pair.reasons, "chain_conflict"))
        for pair in cut
    ]
    best = {
        (one.first, one.second): Pair(
            first=one.first, second=one.second, band="check", score=1, reasons=("decided_both",)
        )
        for one in given.refused
    }
    for pair in sorted(doubtful, key=likeliest_first):
        rows = given.row_of(pair.first), given.row_of(pair.second)
        between = clusters.between(*rows)
        if between is not None and frozenset(rows) not in given.apart:
            best.setdefault(between, pair)
    return tuple(best.values())


def likeliest_first(pair: Pair) -> tuple[float, str, str]:
    """Order pairs by their score, the highest first, then by their ids."""
    return -pair.score, pair.first, pair.second
