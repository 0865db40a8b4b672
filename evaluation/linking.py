"""How well linking tells organisations apart: ``python -m evaluation.linking``.

Links two worlds of judged pairs (:mod:`evaluation.linking_pairs`): one that weights and bands are
tuned on, one only for reporting. Prints what became of each kind of pair, and precision and recall
of "sure" with intervals of 95 % (Wilson). ``--weights`` prints instead how often each finding is
seen among pairs of one firm and of several, on the tuning half.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2, sqrt

from core.progress import Silent
from evaluation.linking_pairs import Pair, World, world
from indexer.linking import Links, link
from indexer.linking import rows as made
from indexer.linking.candidates import candidates
from indexer.linking.features import findings
from indexer.linking.rules import finding_weights

FIRMS = 6_000
"""Firms, and so judged pairs, of each half."""
TUNING, REPORTING = 11, 12
"""Seeds of the halves."""
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


def _print_weights() -> None:
    print("finding               one firm   several      bits    weight")
    for code, together, apart in seen(world(FIRMS, TUNING)):
        weight = finding_weights()[code].weight
        print(
            f"{code:20}  {together:8.4f}  {apart:8.4f}  {log2(together / apart):8.1f}  {weight:8g}"
        )


def _print(title: str, found: Report) -> None:
    print(f"\n{title}\n{'':38}{'sure':>7}{'check':>7}{'no':>7}")
    for (same, kind), bands in found.bands.items():
        counts = "".join(f"{bands[band]:7}" for band in ("sure", "check", "no"))
        print(f"{'one ' if same else 'two '}  {kind:32}{counts}")
    print(f"precision of sure               {found.precision}")
    print(f"recall of sure                  {found.recall}")
    print(f"recall with what nobody can tell {found.recall_of_all}")
    print(f"pairs to check                  {found.to_check}")


def main() -> None:
    """Print the tables."""
    if "--weights" in sys.argv[1:]:
        _print_weights()
        return
    for title, seed in (("tuning half", TUNING), ("reporting half", REPORTING)):
        _print(f"{title}, {FIRMS} firms", report(world(FIRMS, seed)))


if __name__ == "__main__":
    main()
