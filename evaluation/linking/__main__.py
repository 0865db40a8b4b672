"""Prints how well linking tells organisations apart: ``python -m evaluation.linking``.

Links two worlds of judged pairs: one that weights and bands are tuned on, one only for reporting.
Prints what became of each kind of pair, and precision and recall of "sure" with intervals of 95 %
(Wilson). ``--weights`` prints instead how often each finding is seen among candidates of one firm
and of two, on the tuning half.
"""

import sys
from math import log2

from evaluation.linking.report import Report, report, seen
from evaluation.linking.world import world
from indexer.linking.rules import finding_weights

FIRMS = 6_000
"""Firms, and so judged pairs, of each half."""
TUNING, REPORTING = 11, 21
"""Seeds of the halves."""


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
