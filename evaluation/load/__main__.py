"""``python -m evaluation.load``: measure, print a table and the bounds; 1 where one is missed."""

import argparse
import sys
from pathlib import Path

import msgspec

from core.errors import PartnerNetError
from core.progress import for_terminal
from core.settings import Settings
from evaluation.load.phases import figures, table
from evaluation.load.running import Plan, run


def _main(arguments: argparse.Namespace) -> int:
    plan = Plan(rate=arguments.rate, quiet=arguments.quiet, throttle=arguments.throttle)
    try:
        report = run(Settings.from_environment(), plan, for_terminal())
    except PartnerNetError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    print(f"{report.documents} organisations, {report.queries} queries, {plan.rate:g} a second;")
    print(f"rebuild {report.rebuild_seconds:.1f} s, rollback {report.rollback_seconds:.1f} s\n")
    print(table(report.phases), end="\n\n")
    bounds = figures(report.phases)
    print("\n".join(map(str, bounds)))
    return 0 if all(figure.kept for figure in bounds) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m evaluation.load", description=__doc__)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--quiet", type=float, default=60.0, help="seconds of the quiet index")
    parser.add_argument("--throttle", type=float, help="documents a second of the rebuild at most")
    parser.add_argument("--json", type=Path, help="file for all figures")
    sys.exit(_main(parser.parse_args()))
