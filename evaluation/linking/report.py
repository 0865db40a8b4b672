"""What became of a world of judged pairs: bands, precision and recall with their intervals."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from core.progress import Silent
from evaluation.linking.world import Pair, World
from indexer.linking import Links, link
from indexer.linking import rows as made
from indexer.linking.candidates import candidates
from indexer.linking.features import findings
from indexer.linking.rules import finding_weights

_Z = 1.96


@dataclass(frozen=True)
class Share:
    """A share of counted things with its interval."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """Hits of all; 1 of nothing."""
        return self.hits / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 %."""
        if not self.of:
            return 0.0, 1.0
        p, n, z = self.value, self.of, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        wide = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - wide, middle + wide

    def __str__(self) -> str:
        """Return ``0.9981 (0.9950 to 0.9993; 2134 of 2138)``."""
        low, high = self.interval
        return f"{self.value:.4f} ({low:.4f} to {high:.4f}; {self.hits} of {self.of})"


@dataclass(frozen=True)
class Report:
    """What became of a world."""

    precision: Share
    """Of all pairs of records that are in one organisation, those that are of one firm."""
    recall: Share
    """Of the judged pairs of one firm that a person can tell, those in one organisation."""
    recall_of_all: Share
    """The same with those that a person could not tell."""
    bands: dict[tuple[bool, str], Counter[str]]
    """Bands of the judged pairs by whether they are one firm, and by kind."""
    to_check: int
    """Pairs put before a person, judged or not."""


def report(made_up: World, seed: int = 0) -> Report:
    """Link the records of a world, in an order drawn by ``seed``, and count."""
    records = list(made_up.records)
    random.Random(seed).shuffle(records)
    links = link(records, (), Silent())
    doubtful = {frozenset((one.first, one.second)) for one in links.to_check}
    band_of = {pair: _band(pair, links, doubtful) for pair in made_up.pairs}
    bands: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for pair, band in band_of.items():
        bands[pair.same, _kind(pair)][band] += 1
    same = [pair for pair in made_up.pairs if pair.same]
    return Report(
        precision=_precision(made_up, links),
        recall=_found([pair for pair in same if pair.decidable], band_of),
        recall_of_all=_found(same, band_of),
        bands=dict(sorted(bands.items(), reverse=True)),
        to_check=len(links.to_check),
    )


def _kind(pair: Pair) -> str:
    return pair.kind if pair.decidable else f"{pair.kind} (nobody could tell)"


def _band(pair: Pair, links: Links, doubtful: set[frozenset[str]]) -> str:
    first, second = (links.organisation_of.get(id_, id_) for id_ in (pair.first, pair.second))
    if first == second:
        return "sure"
    return "check" if frozenset((pair.first, pair.second)) in doubtful else "no"


def _found(pairs: Sequence[Pair], band_of: dict[Pair, str]) -> Share:
    return Share(sum(band_of[pair] == "sure" for pair in pairs), len(pairs))


def _precision(made_up: World, links: Links) -> Share:
    clusters: dict[str, list[str]] = defaultdict(list)
    for record in made_up.records:
        clusters[links.organisation_of.get(record.id, record.id)].append(record.id)
    together = [pair for ids in clusters.values() for pair in combinations(ids, 2)]
    right = sum(made_up.firm_of[a] == made_up.firm_of[b] for a, b in together)
    return Share(right, len(together))


def seen(made_up: World) -> Iterable[tuple[str, float, float]]:
    """Yield each finding with its share among candidates of one firm and of several."""
    rows = sorted((made.of(record) for record in made_up.records), key=lambda row: row.id)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    totals: Counter[bool] = Counter()
    for first, second in candidates(rows).tolist():
        a, b = rows[first], rows[second]
        same = made_up.firm_of[a.id] == made_up.firm_of[b.id]
        totals[same] += 1
        counts[same].update(one.code for one in findings(a, b))
    for code in finding_weights():
        one, several = ((counts[same][code] + 0.5) / (totals[same] + 1) for same in (True, False))
        yield code, one, several
