"""All measurements that have a bound: ``python -m evaluation.bench [NAME…]``, or ``make bench``.

Prints one line a figure. The exit status is 1 when a bound is missed or an error stops it.
"""

import argparse
import importlib
import sys

from core.errors import PartnerNetError
from core.settings import Settings

BENCHES = ("search", "bulk", "rebuild", "res", "offeneregister")
"""Each is ``evaluation/bench_<name>.py`` with ``figures(settings) -> list[Figure]``."""


def main() -> None:
    """Run the benches that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(BENCHES))
    names = parser.parse_args().names or BENCHES
    if unknown := set(names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    kept = [_kept(name) for name in names]
    sys.exit(0 if all(kept) else 1)


def _kept(name: str) -> bool:
    print(f"{name}:", flush=True)
    module = importlib.import_module(f"evaluation.bench_{name}")
    try:
        figures = module.figures(Settings.from_environment())
    except PartnerNetError as error:
        print(f"  {error}")
        return False
    for figure in figures:
        print(f"  {figure}", flush=True)
    return all(figure.kept for figure in figures)


if __name__ == "__main__":
    main()
